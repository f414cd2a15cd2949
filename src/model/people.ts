import { z } from 'zod';
import { LocaleSchema } from './locale.ts';
import { IdSchema } from './scalars.ts';

/** A list of literal words; `at: start`: only where the message begins with one. `allow` swallows a hit inside it. */
const CategorySchema = z.strictObject({
  hits: z.array(z.string().min(1)).min(1),
  allow: z.array(z.string().min(1)).default([]),
  at: z.enum(['anywhere', 'start']).default('anywhere'),
});

/** A weight for each named feature, and `bias`. */
const WeightsSchema = z.record(z.string(), z.number());

/**
 * `src/packs/people/<id>.yaml`: what people's ratings of a log are read from. A few dozen named features, never a table of words
 * with weights of their own.
 */
export const PeopleFileSchema = z.strictObject({
  kind: z.literal('people'),
  version: z.literal(1),
  id: IdSchema,
  locale: LocaleSchema,
  words: z.record(IdSchema, CategorySchema),
  weights: z.record(IdSchema, WeightsSchema),
});
export type PeopleFile = z.output<typeof PeopleFileSchema>;
