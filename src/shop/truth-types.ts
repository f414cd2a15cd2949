import type { FactValue } from '../model/fact.ts';
import type { Statement } from '../model/statement.ts';
import type { FactFamily, Topic } from '../model/topic.ts';

/**
 * What the shop's sheets, the order, the calendar and the world of this session say on one question.
 *
 * `known: false`: the sheet says nothing on it; with `complete: true` that means there is none (no such coupon, no such
 * colour), with `complete: false` nobody can tell.
 */
export interface Truth {
  readonly topic: Topic;
  readonly family: FactFamily | null;
  readonly complete: boolean;
  readonly known: boolean;
  /** The plain answer to a yes-or-no question (in stock? reachable? may it be returned?). */
  readonly polarity?: 'yes' | 'no';
  /**
   * Groups of values; an answer is right when it holds one of each required group. `required: false` groups are true but
   * need not be told. A claim of the same kind that equals no value of any group is wrong.
   */
  readonly groups: readonly TruthGroup[];
  /** For facts told in words. */
  readonly statement?: Statement;
  /** Words for phrasing the answer: `{price}`, `{days}`, `{courier}` …, already in the shop's language. */
  readonly slots: Readonly<Record<string, string>>;
}

export interface TruthGroup {
  readonly name: string;
  readonly required: boolean;
  readonly values: readonly FactValue[];
}
