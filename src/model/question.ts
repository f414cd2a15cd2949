import type { Topic } from './topic.ts';

/** The five reasons for a return; who pays freight follows from them (Policies.returns.reasons). */
export const RETURN_REASONS = [
  'quality',
  'not-as-described',
  'change-of-mind',
  'transit-damage',
  'misuse',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** What a buyer can say is wrong. */
export const PROBLEMS = [
  'late-dispatch',
  'late-parcel',
  'stuck-parcel',
  'lost-parcel',
  'wrong-item',
  'missing-item',
  'broken',
  'quality',
  'not-as-described',
  'wrong-size', // fits badly though the right goods were sent
  'changed-mind',
  'misuse',
  'refund-missing',
  'confiscated', // taken out at a security check
  'promise-broken', // an earlier agent's promise
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** The return reason a problem amounts to; `null` where nothing is sent back. */
export const REASON_OF_PROBLEM: Readonly<Record<Problem, ReturnReason | null>> = {
  'late-dispatch': null,
  'late-parcel': null,
  'stuck-parcel': null,
  'lost-parcel': null,
  'wrong-item': 'not-as-described',
  'missing-item': 'not-as-described',
  broken: 'transit-damage',
  quality: 'quality',
  'not-as-described': 'not-as-described',
  'wrong-size': 'change-of-mind',
  'changed-mind': 'change-of-mind',
  misuse: 'misuse',
  'refund-missing': null,
  confiscated: null,
  'promise-broken': null,
};

/** What can be done about a problem. `track`: find the parcel and say what happens next. */
export const REMEDIES = [
  'refund',
  'part-refund',
  'exchange',
  'reship',
  'return',
  'track',
  'intercept',
  'claim',
  'explain',
  'compensate',
] as const;
export type Remedy = (typeof REMEDIES)[number];

/** A question bound to the world: what is asked, and about which product, order, variant, place or body. */
export interface Question {
  readonly topic: Topic;
  readonly product?: string;
  /** The second product of a comparison. */
  readonly other?: string;
  readonly order?: string;
  readonly colour?: string;
  readonly size?: string;
  readonly region?: string;
  readonly heightCm?: number;
  readonly weightKg?: number;
  readonly attribute?: string;
  readonly problem?: Problem;
  readonly quantity?: number;
}
