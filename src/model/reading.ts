import type { ActName, Modality, Span } from './act.ts';
import type { Claim, Fact } from './fact.ts';
import type { Topic } from './topic.ts';

/** What an agent can ask a buyer for, and what a buyer gives: the detail of ask-need, ask-clarification, ask-evidence and give-detail. */
export const DETAILS = [
  'order-number',
  'size',
  'body',
  'colour',
  'region',
  'address',
  'photo',
  'quantity',
  'problem',
  'occasion',
  'recipient',
  'budget',
  'need-by',
  'phone',
  'product',
  'remedy',
] as const;
export type Detail = (typeof DETAILS)[number];

/** One dialogue act in a message. */
export interface Act {
  readonly act: ActName;
  readonly span: Span;
  readonly modality: Modality;
  /** What a question, refusal, promise or statement is about, when the words say so. */
  readonly topic?: Topic;
  /** For `spec`: the attribute asked or spoken of. For `report-problem`: the kind of problem. For ask-* and give-detail: a `Detail`. */
  readonly detail?: string;
  /** The lexicon entry or rule that decided, for explanations: `lexicon:apology.strong`, `model`. */
  readonly why: string;
  /** True when the act may fail somebody on its own: it came from an explainable rule, not from a learnt model. */
  readonly certain: boolean;
}

/** What understanding makes of one message. Offsets point into `text`. */
export interface Reading {
  readonly text: string;
  readonly acts: readonly Act[];
  /**
   * Acts that rules found and the learnt model did not take over; absent where there are none. Whoever judges somebody goes by
   * what can be explained and counts them in.
   */
  readonly ruled?: readonly Act[];
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
  /** Clauses in which nothing was understood. */
  readonly unread: readonly Span[];
}
