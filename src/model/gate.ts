import { z } from 'zod';

export const GATE_KINDS = [
  'pass-rate',
  'score', // mean of the total or of a dimension
  'rule', // share of conversations with a finding of the rule
  'pass-k',
  'flaky',
  'latency',
  'known-rate', // share against the accepted state, with its interval
  'not-played',
  'unexpected-pass',
] as const;

/** A requirement on a run as a whole, and whether it was met. */
export const GateSchema = z.strictObject({
  kind: z.enum(GATE_KINDS),
  /** Which dimension, rule or percentile; empty where the kind says it all. */
  about: z.string(),
  /** Share (0 to 1), points, milliseconds or a count, as the kind has it; `null`: nothing to measure. */
  found: z.number().nullable(),
  limit: z.number(),
  passed: z.boolean(),
});
export type Gate = z.output<typeof GateSchema>;

/** What a run was asked to reach, as it is kept with the run: a merge holds all shards against it together. */
export interface GateLimits {
  readonly passRate?: number;
  readonly scores: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
  readonly passK?: { readonly k: number; readonly atLeast: number };
  readonly flakyAtMost?: number;
  /** Percentile → milliseconds. */
  readonly latency: Readonly<Record<string, number>>;
}
