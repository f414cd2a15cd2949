import type { ActionArgs } from '../model/action.ts';
import type { Transcript, TranscriptEvent, TypingRecord, Via } from '../model/event.ts';
import type { AgentPort, Plan } from '../model/ports.ts';
import type { Context } from '../model/protocol.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { StopSignal } from '../model/stop-signal.ts';
import type { ChatClock } from './chat-clock.ts';
import type { DeskTime } from './desk-time.ts';

/** A conversation that is to be held. */
export interface PlannedChat {
  /** The conversation's id in the transcript: the case id. */
  readonly id: string;
  /** Desk time at which the buyer comes, at the earliest. */
  readonly arriveAtMs: number;
  /** Set where it had begun before: when, and everything recorded until then, without an ending. */
  readonly before?: { readonly beganAtMs: number; readonly events: readonly TranscriptEvent[] };
}

/** What one chat needs from whoever holds it (the host) to be played. */
export interface ChatParts {
  readonly agent: AgentPort;
  readonly clock: ChatClock;
  readonly stop: StopSignal;
  /** Takes every event as it happens, in order. */
  readonly record: (event: TranscriptEvent) => void;
  /** Hears every plan of the buyer, for the typing sign; `at` in session time. */
  readonly planned: (plan: Plan, at: number) => void;
}

export interface PlayedChat {
  readonly transcript: Transcript;
  readonly scorecard: Scorecard | null;
}

/** Plays one conversation to its end and scores it: `play/` with shop, persona and seed, wired in `commands/practice/`. */
export type PlayChat = (id: string, parts: ChatParts) => Promise<PlayedChat>;

/** What the desk is told. `at`: desk time. */
export type HostEvent = { readonly at: number } & (
  | { readonly type: 'arrived'; readonly chat: string; readonly beganAt: number }
  /** What an agent sees of the case, with every message. */
  | { readonly type: 'context'; readonly chat: string; readonly context: Context }
  /** An event of the transcript. `replayed`: from before an interruption. */
  | {
      readonly type: 'recorded';
      readonly chat: string;
      readonly event: TranscriptEvent;
      readonly replayed: boolean;
    }
  /** The buyer will be seen typing in this span of desk time, unless something comes between; `null`: not any more. */
  | {
      readonly type: 'buyer-typing';
      readonly chat: string;
      readonly span: { readonly from: number; readonly until: number } | null;
    }
  | {
      readonly type: 'ended';
      readonly chat: string;
      readonly transcript: Transcript;
      readonly scorecard: Scorecard | null;
    }
  /** It can be neither gone on with nor kept: what was recorded does not come of today's data, or the disk failed. */
  | {
      readonly type: 'failed';
      readonly chat: string;
      readonly reason: 'changed' | 'error';
      readonly error: unknown;
    }
  /** Somebody will come who was not on the list: a buyer who left and comes back. */
  | { readonly type: 'expected'; readonly chat: string }
  /** Nobody is left and nobody will come. */
  | { readonly type: 'done' }
);

export interface HostOptions {
  readonly time: DeskTime;
  readonly chats: readonly PlannedChat[];
  /** How many are served at a time, 1–8. */
  readonly atOnce: number;
  readonly play: PlayChat;
  readonly hear: (event: HostEvent) => void;
  /** Takes what must be on the disk before it is shown. A replayed event comes again. */
  readonly keep: (chat: string, event: TranscriptEvent) => void;
  /** How long this buyer types a text. */
  readonly typingMs: (chat: string, text: string) => number;
}

export interface Words {
  readonly text: string;
  readonly via: Via;
  readonly typing?: TypingRecord;
}

/** Several live conversations on one clock. Every method does nothing for a chat that is not under way. */
export interface DeskHost {
  readonly time: DeskTime;
  start(): void;
  say(chat: string, words: Words): void;
  act(chat: string, name: string, args: ActionArgs): void;
  /** The agent has begun to type. */
  typing(chat: string): void;
  /** For all chats, those that come later included. `autoReply` is sent once to everyone who writes meanwhile. */
  setStatus(status: 'online' | 'away', autoReply?: string): void;
  /** Ends without an ending: what was said is kept and can be continued. Resolves when every session is closed. */
  stop(): Promise<void>;
  /** Leaves one conversation without an ending, as `stop` does: before it goes on as a branch. */
  abandon(chat: string): Promise<void>;
  /** Takes one more conversation, such as a branch that was rewound. It begins at once. */
  add(chat: PlannedChat): void;
  /** Lets one more buyer in when its time comes and a place is free. */
  expect(chat: PlannedChat): void;
}
