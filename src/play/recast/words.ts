import { z } from 'zod';
import { PROBLEMS } from '../../model/question.ts';

const texts = z.array(z.string().min(1)).min(1);

/** `packs/locales/<tag>/recast.yaml`: what a buyer says of a case in a shop whose goods the scenario did not know. */
export const RecastWordsSchema = z.strictObject({
  kind: z.literal('recast'),
  version: z.literal(1),
  /** What is wrong, and what a photo of it would show, whatever was bought. */
  problem: z.record(z.enum(PROBLEMS), z.strictObject({ said: texts, shown: texts })),
  occasion: texts,
  needBy: texts,
  /** What a note on an order says, and whom an invoice is made out to. */
  note: texts,
  invoice: texts,
});
export type RecastWords = z.output<typeof RecastWordsSchema>;
