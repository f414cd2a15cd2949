import type { TranscriptEvent } from '../model/event.ts';

/** What a reply did, shown beside it right after it was sent. */
export interface Badge {
  /** Index of the agent's message in the transcript. */
  readonly event: number;
  /** What was good, as short sentences in the interface's language. */
  readonly good: readonly string[];
  readonly missed: readonly BadgeFault[];
}

export interface BadgeFault {
  readonly rule: string;
  /** The message it stands beside. */
  readonly event?: number;
  readonly text: string;
  /** A better wording. */
  readonly better?: string;
  readonly disputed?: true;
}

/** 1: what the buyer wants; 2: what to do; 3: a sample reply. */
export type HintLevel = 1 | 2 | 3;

export interface Hint {
  readonly level: HintLevel;
  readonly text: string;
  /** At level 3: may be taken into the composer. */
  readonly reply?: string;
}

/** What the desk asks of coaching. Every call gets the conversation as recorded so far. */
export interface DeskCoach {
  /** Called after each message of the agent; `null`: nothing worth saying. */
  badge(chat: string, events: readonly TranscriptEvent[], event: number): Badge | null;
  hint(chat: string, events: readonly TranscriptEvent[], level: HintLevel): Hint;
  /** Takes an objection to a finding; gives back what to tell the person. */
  dispute(chat: string, events: readonly TranscriptEvent[], fault: BadgeFault, reason: string): string;
  /** Goes back to before the event and begins a branch; the new chat's id, with what it begins with. */
  rewind?(chat: string, events: readonly TranscriptEvent[], event: number): Promise<void>;
  /** Lets the agent that knows everything play the rest of this chat. */
  showMe?(chat: string, events: readonly TranscriptEvent[]): Promise<void>;
}
