import type { ActionArgs } from './action.ts';
import type { Ending } from './ending.ts';

export const DIMENSIONS = ['timing', 'politeness', 'accuracy', 'outcome'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Verdict = 'pass' | 'fail' | 'unknown';
export const SEVERITIES = ['info', 'minor', 'major', 'critical', 'auto-fail'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One place where a rule was missed, or (a strength) met in a way worth naming. */
export interface Finding {
  readonly rule: string;
  readonly dimension: Dimension;
  readonly severity: Severity;
  /** Taken off the dimension (negative) or, for a strength, given (positive, or 0). */
  readonly points: number;
  /** One sentence in the session's language, with value and limit. */
  readonly message: string;
  /** Indices of the events that prove it; at least one. */
  readonly events: readonly number[];
  readonly found?: string;
  readonly expected?: string;
  /** A better wording for this very situation. */
  readonly suggestion?: string;
  readonly strength?: true;
}

/** A value with its unit; `null` where it does not apply (a bot has no typing record), which is not the same as 0. */
export interface Measure {
  readonly id: string;
  readonly unit: 'ms' | 'share' | 'count' | 'per-minute' | 'minor' | 'points';
  readonly value: number | null;
}

/**
 * Why a reviewer should look at it: rules whose precision is not proven (`measured.yaml`) decide it. `hangs`: it fails with their
 * findings and not without; `near`: the pass mark is close, and they took points.
 */
export interface Review {
  readonly why: 'hangs' | 'near';
  readonly rules: readonly string[];
  /** One sentence in the session's language. */
  readonly text: string;
}

export interface Scorecard {
  readonly rubric: string;
  readonly verdict: Verdict;
  /** Why the verdict is what it is, worst first: pass marks missed, auto-fails, the ending. */
  readonly reasons: readonly string[];
  /** 0–100; `null` where nothing of the dimension could be scored. */
  readonly score: { readonly total: number | null } & { readonly [D in Dimension]: number | null };
  readonly autoFail: readonly string[];
  /** Absent where no verdict hangs on a rule that is not proven. A person is then not failed by it; a bot is, with this beside it. */
  readonly review?: Review;
  readonly findings: readonly Finding[];
  readonly measures: readonly Measure[];
  readonly ending: Ending;
  /** Rules that threw or lacked what they need: their dimension is unknown, with the reason. */
  readonly notScored: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly args?: ActionArgs;
  }[];
}
