import { z } from 'zod';
import { LOCALES, LocaleSchema, LocalTextSchema } from './locale.ts';
import { IdSchema } from './scalars.ts';

const Which = z.union([z.literal('all'), z.array(IdSchema).min(1)]).default('all');

/** What to run together: `scenarios/suites/<id>.yaml`. A persona plays the scenarios that fit it. */
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
  repeat: z.int().min(1).max(10_000).default(1),
  /** Whether a conversation whose verdict is unknown leaves the run passed. */
  allowUnknown: z.boolean().default(false),
});
export type Suite = z.output<typeof SuiteSchema>;
