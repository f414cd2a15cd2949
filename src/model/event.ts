import type { ActName } from './act.ts';
import type { ActionArgs, ActionResult } from './action.ts';
import type { Ending } from './ending.ts';
import type { FactValue } from './fact.ts';
import type { Locale } from './locale.ts';
import type { ContentPart, WorldEventName } from './protocol.ts';
import type { Question } from './question.ts';
import type { Detail } from './reading.ts';

/** Version of the transcript format. Older ones stay readable. */
export const TRANSCRIPT_FORMAT = 'peilian-transcript/1';

export const LATENCY_MODES = ['declared', 'coarse', 'measured'] as const;
export type LatencyMode = (typeof LATENCY_MODES)[number];

/** How a message came about. */
export type Via =
  | 'simulated'
  | 'recorded'
  | 'typed'
  | 'quick-phrase'
  | 'pasted'
  | 'auto'
  | 'bot'
  | 'imported';

/** A simulated buyer knows what it said; imported and human buyers are read by nlu instead. Never sent to a bot. */
export interface SaidAct {
  readonly act: ActName;
  readonly intent: string;
  readonly question?: Question;
  /** For `give-detail`: which one. */
  readonly detail?: Detail;
  readonly facts?: readonly FactValue[];
}

/** How a typed message was typed: for speed and errors. Milliseconds since the session began. */
export interface TypingRecord {
  readonly firstKeyAt: number;
  readonly keys: number;
  readonly corrections: number;
  readonly pastedChars: number;
}

export type EventBody =
  | HeaderBody
  | {
      readonly type: 'message';
      readonly from: 'buyer' | 'agent' | 'bot' | 'system';
      readonly text: string;
      readonly content?: readonly ContentPart[];
      readonly via: Via;
      /** A simulated buyer's own acts. */
      readonly said?: readonly SaidAct[];
      /** Set on agent messages: the buyer message (index in the transcript) whose delivery brought this answer; absent for a push. */
      readonly answers?: number;
      readonly choices?: readonly { readonly id: string; readonly text: string }[];
      readonly typing?: TypingRecord;
      /** Arrived after the ending: recorded, not scored. */
      readonly late?: true;
      /** The text was longer than the limit and was cut. */
      readonly cut?: true;
    }
  | {
      readonly type: 'action';
      readonly by: 'agent' | 'buyer';
      readonly id: string;
      readonly name: string;
      readonly args: ActionArgs;
      readonly result: ActionResult;
    }
  | { readonly type: 'world'; readonly name: WorldEventName; readonly args: ActionArgs }
  /** The buyer's inner state where it changed. `because` names the trigger and the event that caused it. */
  | {
      readonly type: 'buyer-state';
      readonly mood: number;
      readonly patienceMs: number;
      readonly trust: number;
      readonly open: readonly string[];
      readonly because: readonly {
        readonly trigger: string;
        readonly change: number;
        readonly event: number;
      }[];
    }
  | { readonly type: 'status'; readonly status: 'online' | 'away'; readonly autoReply?: string }
  | { readonly type: 'agent-typing' }
  | {
      readonly type: 'error';
      readonly code: ChannelErrorCode;
      readonly message: string;
      readonly answers?: number;
    }
  | {
      readonly type: 'ending';
      readonly ending: Ending;
      readonly by: 'buyer' | 'agent' | 'session';
      readonly reason: string;
    };

export interface HeaderBody {
  readonly type: 'header';
  readonly format: typeof TRANSCRIPT_FORMAT;
  readonly tool: string;
  readonly seed: number;
  readonly clock: 'virtual' | 'system';
  readonly latency: LatencyMode;
  readonly locale: Locale;
  readonly startsAt: string;
  /** `<scenario>/<persona>/<locale>/<repetition>` */
  readonly case: string;
  readonly scenario: Ref;
  readonly persona: Ref;
  /** `null` for `--shop none`. */
  readonly shop: Ref | null;
  readonly packs: Ref;
  readonly cast: Readonly<Record<string, string>>;
  /** Id of the shop's customer whose account writes; absent without a shop. */
  readonly customer?: string;
  readonly agent: string;
  /** An imported log without times: nothing about time is judged. */
  readonly untimed?: true;
  /** The branch's origin, when this conversation was rewound from another. */
  readonly parent?: { readonly conversation: string; readonly event: number };
  /** Earlier chat that the agent could see: a bot's log before hand-over, or the conversation this one follows. */
  readonly priorLog?: readonly { readonly from: 'buyer' | 'bot' | 'agent'; readonly text: string }[];
}

/** Stands for scenario and persona where a log was imported: nobody wrote the case. */
export const IMPORTED: Ref = { id: 'imported', hash: '0'.repeat(64) };

/** What shaped a conversation: id and SHA-256 of its content, 64 hex digits. */
export interface Ref {
  readonly id: string;
  readonly hash: string;
}

export const CHANNEL_ERROR_CODES = [
  'refused', // connection refused or host not found
  'reset', // closed in mid-answer
  'timeout', // no whole answer within the limit
  'http-status', // 4xx or 5xx
  'redirect-loop',
  'not-json',
  'wrong-shape',
  'too-large',
  'too-deep',
  'bad-encoding',
  'too-many-messages',
  'closed', // the agent's side went away
  'internal', // the connector failed
] as const;
export type ChannelErrorCode = (typeof CHANNEL_ERROR_CODES)[number];

/** One line of a transcript. `t`: milliseconds since the session began. */
export type TranscriptEvent = {
  readonly conversation: string;
  readonly index: number;
  readonly t: number;
  /** How long an answer really took, where that was measured. Outside the hash chain and outside comparisons. */
  readonly measuredMs?: number;
} & EventBody;
export type EventOf<Type extends EventBody['type']> = Extract<TranscriptEvent, { readonly type: Type }>;

/** A whole conversation in memory: the header first, then events, then the ending (absent: interrupted); only messages marked `late` may follow it. */
export interface Transcript {
  readonly id: string;
  readonly header: EventOf<'header'>;
  readonly events: readonly TranscriptEvent[];
}
