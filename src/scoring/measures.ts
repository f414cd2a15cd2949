import type { Measure } from '../model/scorecard.ts';
import type { Conversation } from './conversation.ts';

/** What a measure gives: its value (`null`: does not apply here), the events that prove it, and words for the message. */
export interface Measured {
  readonly unit: Measure['unit'];
  readonly value: number | null;
  readonly events: readonly number[];
  readonly slots?: Readonly<Record<string, string>>;
}

export type MeasureFunction = (conversation: Conversation, params: RuleParams) => Measured;
export type RuleParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A place that code found: at least one event, and words for the rule's templates. */
export interface Hit {
  readonly events: readonly number[];
  readonly found?: string;
  readonly expected?: string;
  readonly slots?: Readonly<Record<string, string>>;
  /** Replaces the rule's points, where the same fault weighs differently. */
  readonly points?: number;
  /** Share of the rule's points that this place weighs, 0 to 1; absent: all. */
  readonly share?: number;
}

export type Detector = (conversation: Conversation, params: RuleParams) => readonly Hit[];

export const NOT_APPLICABLE = (unit: Measure['unit']): Measured => ({ unit, value: null, events: [] });
