import type { ActName, Modality } from '../model/act.ts';
import type { Ending } from '../model/ending.ts';
import type { EventOf, Transcript, TranscriptEvent, Via } from '../model/event.ts';
import type { FactValue } from '../model/fact.ts';
import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Question } from '../model/question.ts';
import type { Reading } from '../model/reading.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Who } from '../model/rule.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Topic } from '../model/topic.ts';
import type { Reader } from '../nlu/reader-types.ts';
import type { Round } from './rounds.ts';

/** An act as scoring sees it: read from the text, or known because a simulated buyer said so. */
export interface SeenAct {
  readonly act: ActName;
  readonly modality: Modality;
  readonly certain: boolean;
  readonly topic?: Topic;
  readonly detail?: string;
  readonly question?: Question;
  readonly span?: readonly [number, number];
}

/**
 * One thing that happened, in order. `event` is its index in the transcript; `position` its place among the moments;
 * `agentBefore` and `buyerBefore` count the messages of each side that came before it.
 */
export interface Moment {
  readonly position: number;
  readonly event: number;
  readonly at: number;
  readonly kind: 'message' | 'action' | 'world' | 'status' | 'error';
  readonly by: Who | 'system';
  readonly agentBefore: number;
  readonly buyerBefore: number;
  /** As sent; empty for what is no message. */
  readonly text: string;
  /** Normalised, quotations and the shop's own names masked with spaces: what word lists are held against. */
  readonly plain: string;
  readonly via: Via | null;
  readonly acts: readonly SeenAct[];
  readonly facts: readonly FactValue[];
  readonly reading: Reading | null;
  /** The buyer's mood when it came, −3 to +3. */
  readonly mood: number;
  readonly source: TranscriptEvent;
}

/** What rules and measures read: the transcript, understood once. */
export interface Conversation {
  readonly transcript: Transcript;
  readonly header: EventOf<'header'>;
  readonly locale: Locale;
  readonly moments: readonly Moment[];
  readonly agentMessages: readonly Moment[];
  readonly buyerMessages: readonly Moment[];
  readonly rounds: readonly Round[];
  /** The round that a message gave the first reply to. */
  readonly roundByReply: ReadonlyMap<Moment, Round>;
  readonly ending: Ending;
  /** Milliseconds; the last event's time where there is no ending. */
  readonly endedAt: number;
  /** Position of the first moment after the agent's first run of messages, and of the first after the buyer's last. */
  readonly openingEnds: number;
  readonly closingStarts: number;
  /** The moments that have an act, in their order. */
  readonly byAct: ReadonlyMap<ActName, readonly Moment[]>;
  readonly rubric: Rubric;
  readonly reader: Reader;
  readonly scenario: Scenario | null;
  readonly shop: Shop | null;
  readonly market: Market | null;
}
