import { z } from 'zod';
import { LOCALES, LocaleSchema, LocalTextSchema } from './locale.ts';
import { DurationSchema, IdSchema, ShareSchema } from './scalars.ts';
import { DIMENSIONS } from './scorecard.ts';

const Which = z.union([z.literal('all'), z.array(IdSchema).min(1)]).default('all');
const ScoreSchema = z.number().min(0).max(100).optional();

/** What to run together, and what must come of it: `scenarios/suites/<id>.yaml`. A persona plays the scenarios that fit it. */
export const SuiteSchema = z.strictObject({
  kind: z.literal('suite'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  scenarios: Which,
  personas: Which,
  /** Only scenarios with one of these tags; empty: any. */
  tags: z.array(IdSchema).default([]),
  locales: z
    .array(LocaleSchema)
    .min(1)
    .default([...LOCALES]),
  /** Fixed seeds, each played `repeat` times; absent: one seed, given or drawn for the run. */
  seeds: z.array(z.int().min(0).max(4_294_967_295)).min(1).max(1_000).optional(),
  repeat: z.int().min(1).max(10_000).default(1),
  /** Whether a conversation whose verdict is unknown leaves the run passed. */
  allowUnknown: z.boolean().default(false),
  /** What the run as a whole must reach. */
  thresholds: z
    .strictObject({
      /** Share of the conversations that must pass; without it, and without `passK`, all must. */
      passRate: ShareSchema.optional(),
      /** Means over the run, at least. */
      total: ScoreSchema,
      ...(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, ScoreSchema])) as Record<
        (typeof DIMENSIONS)[number],
        typeof ScoreSchema
      >),
      /** Share of the conversations that may have a finding of this rule. */
      rules: z.record(IdSchema, ShareSchema).optional(),
    })
    .optional(),
  /** pass^k: the chance that k repetitions of a case in a row all pass, averaged over the cases. */
  passK: z.strictObject({ k: z.int().min(1).max(100), atLeast: ShareSchema }).optional(),
  /** How often a failed conversation is played again in a new session; passing then makes it flaky. */
  retries: z.int().min(0).max(5).default(0),
  /** Share of the conversations that may be flaky; absent: any. */
  flakyAtMost: ShareSchema.optional(),
  /** The bot's own answer times, by percentile. */
  maxLatency: z
    .strictObject({
      p50: DurationSchema.optional(),
      p90: DurationSchema.optional(),
      p95: DurationSchema.optional(),
      p99: DurationSchema.optional(),
    })
    .optional(),
  /** After this no conversation is begun; those left are named as not played. */
  timeBudget: DurationSchema.optional(),
  /** Cases that are known to fail: `scenario/persona/locale/repetition`, or the beginning of one, with `*` for any part. */
  expectFailures: z
    .array(z.strictObject({ cases: z.string().min(1).max(200), reason: z.string().min(1).max(500) }))
    .default([]),
});
export type Suite = z.output<typeof SuiteSchema>;
