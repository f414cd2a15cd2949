import { z } from 'zod';
import { LocaleSchema } from '../model/locale.ts';

/**
 * `model.json`: what the linear model learnt from our own labelled lines (`npm run train:nlu`), a side each. A class is an act
 * (`haggle`) or the topic of a question (`t:freight`). `features`: for each feature (`features.ts`) its weights, two signs each: the
 * class and the weight, by their place in `MODEL_SIGNS`. `bias` holds the threshold: what scores above 0 is said.
 */
const HeadsSchema = z.strictObject({
  classes: z.array(z.string()).min(1),
  bias: z.array(z.number()),
  /** What one step of a stored weight is worth. */
  step: z.number().positive(),
  features: z.record(z.string(), z.string()),
  /** Courtesies that are left to rules, which read hands left out better than the model does; without it all of them. */
  ruled: z.array(z.string()).optional(),
});
export const ModelFileSchema = z.strictObject({
  kind: z.literal('model'),
  version: z.literal(2),
  locale: LocaleSchema,
  buyer: HeadsSchema,
  agent: HeadsSchema,
});
export type ModelFile = z.output<typeof ModelFileSchema>;
export type Heads = z.output<typeof HeadsSchema>;

export const MODEL_SIGNS = [
  ...Array.from({ length: 0x5c - 0x23 }, (_, i) => String.fromCharCode(0x23 + i)),
  ...Array.from({ length: 0x7f - 0x5d }, (_, i) => String.fromCharCode(0x5d + i)),
  ...Array.from({ length: 64 }, (_, i) => String.fromCharCode(0xc0 + i)),
].join('');
/** Stored weights run from −WEIGHT_MAX to WEIGHT_MAX. */
export const WEIGHT_MAX = 60;
