import type { ActionArgs, ActionRequest, ActionResult } from './action.ts';
import type { Ending } from './ending.ts';
import type { ChannelErrorCode, SaidAct, TypingRecord, Via } from './event.ts';
import type { Locale } from './locale.ts';
import type { ContentPart, Context, WorldEventName } from './protocol.ts';

/* ---- the buyer's side ---- */

/** What a buyer can notice. `at`: milliseconds since the session began; `event`: its index in the transcript. */
export type BuyerEvent = { readonly at: number; readonly event: number } & (
  | { readonly type: 'start' }
  /** A planned `wake` came due. */
  | { readonly type: 'timer'; readonly timer: string }
  | {
      readonly type: 'agent-message';
      readonly text: string;
      readonly from: 'agent' | 'bot' | 'system';
      readonly choices?: readonly { readonly id: string; readonly text: string }[];
      readonly via: Via;
    }
  | {
      readonly type: 'agent-action';
      readonly name: string;
      readonly args: ActionArgs;
      readonly result: ActionResult;
    }
  | { readonly type: 'world'; readonly name: WorldEventName; readonly args: ActionArgs }
  /** One of its own planned messages has just been sent. */
  | { readonly type: 'own-message'; readonly text: string; readonly said: readonly SaidAct[] }
  | {
      readonly type: 'own-action';
      readonly name: string;
      readonly args: ActionArgs;
      readonly result: ActionResult;
    }
  | { readonly type: 'agent-typing' }
  | { readonly type: 'status'; readonly status: 'online' | 'away' }
  | { readonly type: 'channel-error'; readonly code: ChannelErrorCode }
);

/** One thing the buyer is going to do, `afterMs` from now unless something happens first. */
export type PlannedDeed = { readonly afterMs: number } & (
  | {
      readonly do: 'say';
      readonly text: string;
      readonly content?: readonly ContentPart[];
      readonly said: readonly SaidAct[];
      readonly via?: Via;
      readonly typing?: TypingRecord;
    }
  | { readonly do: 'act'; readonly name: string; readonly args: ActionArgs }
  /** Something that happens outside because of where the conversation has got to (`events` with `on` in a scenario). */
  | { readonly do: 'cause'; readonly name: WorldEventName; readonly args: ActionArgs }
  | { readonly do: 'wake'; readonly timer: string }
  | { readonly do: 'leave'; readonly ending: Ending; readonly reason: string }
);

/** What the transcript keeps of the buyer's inner state. */
export interface BuyerSnapshot {
  readonly mood: number;
  readonly patienceMs: number;
  readonly trust: number;
  /** Matters still open, by name. */
  readonly open: readonly string[];
  readonly because: readonly { readonly trigger: string; readonly change: number; readonly event: number }[];
}

/** Replaces everything planned before and not yet done. `state` is set where it changed. */
export interface Plan {
  readonly deeds: readonly PlannedDeed[];
  readonly state?: BuyerSnapshot;
  /** The buyer was told to wait and expects something by this time (milliseconds since the session began). */
  readonly expectsBy?: number;
}

/** Whoever plays the buyer: the reducer, a recording, a person, generated behaviour. One instance a conversation. */
export interface BuyerPort {
  /** Answers every event with a whole new plan, or `null` to keep the present one. */
  on(event: BuyerEvent): Plan | null;
  /** Called once, before the first event, where somebody acts of their own accord: whatever is handed to `act` is done at once. */
  open?(act: (deed: OwnDeed) => void): void;
}

/** What a person at the buyer's side does, when they do it. */
export type OwnDeed = Extract<PlannedDeed, { do: 'say' | 'act' | 'leave' }>;

/* ---- the agent's side ---- */

/** What is sent to the agent. */
export type Inbound = { readonly messageId: string; readonly at: number } & (
  | { readonly type: 'start'; readonly context: Context }
  | {
      readonly type: 'message';
      readonly text: string;
      readonly content: readonly ContentPart[];
      readonly context: Context;
      readonly said: readonly SaidAct[];
    }
  | {
      readonly type: 'event';
      readonly name: WorldEventName;
      readonly args: ActionArgs;
      readonly context: Context;
    }
  | { readonly type: 'end'; readonly ending: Ending }
);

/**
 * What arrives from the agent. `delayMs`: declared, counted from the inbound it answers; absent: now. `due`: the very time in
 * the session at which it arrives, which nothing moves, and `answers`: the event it answers; only recordings give them.
 */
export type Arrival = { readonly due?: number; readonly answers?: number } & (
  | {
      readonly type: 'message';
      readonly text: string /** The text was longer than the limit and was cut. */;
      readonly cut?: true;
      readonly delayMs?: number;
      readonly choices?: readonly { readonly id: string; readonly text: string }[];
      readonly via?: Via;
      readonly typing?: TypingRecord;
    }
  | { readonly type: 'action'; readonly action: ActionRequest; readonly delayMs?: number }
  | { readonly type: 'typing' }
  | { readonly type: 'error'; readonly code: ChannelErrorCode; readonly message: string }
);

export interface AgentContext {
  readonly sessionId: string;
  readonly locale: Locale;
}

/**
 * An open line to the agent's side for one conversation.
 *
 * `deliver` resolves once everything that answers this very inbound has been handed to the sink (for a channel that only
 * pushes: at once). It never rejects: what goes wrong arrives as an `error`. `measuredMs` is the time it took, for channels
 * that can measure it.
 */
export interface AgentLine {
  deliver(
    inbound: Inbound,
    sink: (arrival: Arrival) => void,
  ): Promise<{ readonly measuredMs?: number }> | { readonly measuredMs?: number };
  close(): Promise<void> | void;
}

/** Opens lines; one port serves a whole run. */
export interface AgentPort {
  readonly id: string;
  /** Whether messages may come at any time, so that silence is only known after real time has passed. */
  readonly pushes: boolean;
  /** For a port that pushes: how long it is listened to after its last message; the session's bound by default. */
  readonly settleMs?: number;
  /** For a port that pushes: how long a message is waited for; the session's bound by default. */
  readonly answerLimitMs?: number;
  /** What it is told besides messages. */
  readonly accepts: { readonly start: boolean; readonly event: boolean; readonly end: boolean };
  /** `push` takes whatever comes outside an answer. Throws never; a line that cannot open answers `deliver` with an error. */
  open(context: AgentContext, push: (arrival: Arrival) => void): AgentLine;
  close(): Promise<void>;
}
