import { z } from 'zod';
import { PhrasesSchema } from '../model/persona.ts';
import type { NoisePack } from '../phrasing/noise.ts';

/** `packs/locales/<tag>/phrases.yaml`: what any buyer of a locale says, and how people of it mistype. */
export const PhrasesPackSchema = z.strictObject({
  kind: z.literal('phrases'),
  version: z.literal(1),
  phrases: PhrasesSchema,
  slips: z.record(z.string().min(1), z.array(z.string()).min(1)),
  emoticons: z.strictObject({
    glad: z.array(z.string()),
    sad: z.array(z.string()),
    angry: z.array(z.string()),
  }),
  spaced: z.boolean(),
});
export type PhrasesPack = z.output<typeof PhrasesPackSchema>;

export function noiseOf(pack: PhrasesPack): NoisePack {
  return { slips: pack.slips, emoticons: pack.emoticons, spaced: pack.spaced };
}
