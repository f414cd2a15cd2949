import type { Locale } from '../../model/locale.ts';
import type { Dimension, Severity, Verdict } from '../../model/scorecard.ts';

/*
 * What a review shows of one conversation, as plain data: made by `build-review.ts`, drawn in a terminal by `desk/review/` and
 * on a page by `report/html/`. Texts are as they were said; whoever draws them makes them inert.
 */

export interface Review {
  readonly id: string;
  readonly locale: Locale;
  readonly scenario: string;
  readonly persona: string;
  /** The scenario's and the persona's titles, in the language of the conversation. */
  readonly title: string;
  readonly buyer: string;
  /** ISO instant with zone. */
  readonly startsAt: string;
  readonly endedAtMs: number;
  readonly ending: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  /** The conversation this one branched off, and where. */
  readonly parent: { readonly conversation: string; readonly event: number } | null;
  readonly total: ReviewScore;
  readonly dimensions: readonly (ReviewScore & {
    readonly dimension: Dimension;
    /** What moved it away from 100, the heaviest first. */
    readonly moves: readonly Move[];
  })[];
  readonly lines: readonly ReviewLine[];
  readonly waits: readonly Wait[];
  readonly strengths: readonly Mark[];
  /** What made the buyer unhappy on the way, and what it left with; empty for one who left content. */
  readonly whyLeft: readonly Cause[];
}

/** `allowed`: as it would be once the objections are granted; absent where there are none that touch it. */
export interface ReviewScore {
  readonly value: number | null;
  readonly allowed?: number | null;
}

export interface Move {
  readonly rule: string;
  readonly title: string;
  readonly points: number;
  readonly times: number;
  readonly event: number;
}

export type Side = 'buyer' | 'agent' | 'system';

/** One thing that happened. */
export interface ReviewLine {
  readonly event: number;
  readonly t: number;
  readonly side: Side;
  readonly kind: 'message' | 'action' | 'world' | 'status' | 'error' | 'ending';
  /** The message's text; for an action or event its name. */
  readonly text: string;
  readonly args: Readonly<Record<string, string | number | boolean>>;
  readonly via: string | null;
  /** For the first reply to a buyer's turn: how long it had waited. */
  readonly waitedMs: number | null;
  readonly marks: readonly Mark[];
}

/** A finding beside the line that caused it. */
export interface Mark {
  readonly rule: string;
  readonly title: string;
  readonly dimension: Dimension;
  readonly severity: Severity;
  readonly points: number;
  readonly message: string;
  readonly event: number;
  readonly better?: string;
  readonly strength?: true;
  /** Somebody has objected to it. */
  readonly disputed?: { readonly reason: string };
}

/** How long the buyer waited for a first reply. `limitMs`: what the rubric allows. */
export interface Wait {
  readonly from: number;
  readonly fromMs: number;
  readonly reply: number | null;
  readonly ms: number;
  readonly limitMs: number;
  readonly first: boolean;
}

/** A change of the buyer's mood for the worse, by its trigger and the event that caused it. */
export interface Cause {
  readonly trigger: string;
  readonly event: number;
  /** When it was felt: milliseconds since the conversation began. */
  readonly t: number;
  readonly change: number;
}
