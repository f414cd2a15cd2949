import type { ActName, Modality, Span } from './act.ts';
import type { Claim, Fact } from './fact.ts';
import type { Topic } from './topic.ts';

/** One dialogue act in a message. */
export interface Act {
  readonly act: ActName;
  readonly span: Span;
  readonly modality: Modality;
  /** What a question, refusal, promise or statement is about, when the words say so. */
  readonly topic?: Topic;
  /** For `spec`: the attribute asked or spoken of. For `report-problem`: the kind of problem. */
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
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
  /** Clauses in which nothing was understood. */
  readonly unread: readonly Span[];
}
