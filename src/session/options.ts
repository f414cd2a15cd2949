import type { ActionArgs, ActionRequest, ActionResult } from '../model/action.ts';
import type { HeaderBody, LatencyMode, TranscriptEvent } from '../model/event.ts';
import type { AgentPort, BuyerPort } from '../model/ports.ts';
import type { Context, WorldEventName } from '../model/protocol.ts';
import type { StopSignal } from '../model/stop-signal.ts';
import type { Clock } from './clock.ts';

/** What follows in the world from a deed: told to the agent as events, in this order. */
export interface Happening {
  readonly name: WorldEventName;
  readonly args: ActionArgs;
}

/** The world of this conversation. Actions change it; the session only passes them on. */
export interface WorldPort {
  agentActs(
    request: ActionRequest,
    at: number,
  ): { readonly result: ActionResult; readonly happenings: readonly Happening[] };
  buyerActs(
    name: string,
    args: ActionArgs,
    at: number,
  ): { readonly result: ActionResult; readonly happenings: readonly Happening[] };
  happens(happening: Happening, at: number): void;
  /** What an agent at a desk sees at this moment. */
  context(at: number): Context;
}

export interface SessionBounds {
  /** Messages of both sides; reaching it ends with `turn-limit`. */
  readonly messages: number;
  /** Session time; reaching it ends with `time-limit`. */
  readonly durationMs: number;
  /** How long real time may pass for one open buyer message on a channel that pushes. */
  readonly answerLimitMs: number;
  /** How long a pushing channel is listened to after its last message, before time is skipped. */
  readonly settleMs: number;
  /** Errors in a row, without any message in between, after which the agent counts as gone. */
  readonly errorsInRow: number;
}

export const DEFAULT_BOUNDS: SessionBounds = {
  messages: 60,
  durationMs: 1_800_000,
  answerLimitMs: 60_000,
  settleMs: 400,
  errorsInRow: 2,
};

export interface SessionOptions {
  readonly header: Omit<HeaderBody, 'type'>;
  /** The conversation's id in transcripts: the case id. */
  readonly conversation: string;
  /** Sent to the agent: a run's nonce with the case id. Never recorded. */
  readonly sessionId: string;
  readonly buyer: BuyerPort;
  readonly agent: AgentPort;
  readonly clock: Clock;
  readonly latency: LatencyMode;
  readonly bounds: SessionBounds;
  readonly world: WorldPort;
  /** What happens outside at fixed times. */
  readonly schedule: readonly (Happening & { readonly afterMs: number })[];
  /** Takes every event as it happens. */
  readonly record: (event: TranscriptEvent) => void;
  /** Set by Ctrl-C: the session ends as `interrupted`. */
  readonly stop?: StopSignal;
}
