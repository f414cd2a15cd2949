import { z } from 'zod';
import { LocaleSchema } from '../model/locale.ts';
import { PhrasesSchema } from '../model/persona.ts';

/**
 * `packs/locales/<tag>/agent.yaml`: what the shipped agents say. `demo` is the demo bot's, `oracle` the audit oracle's (its own
 * words, so that an audit is no circle), `faults` what a broken demo bot says instead, `hears` words the demo bot listens for. Wordings are written like a persona's.
 */
export const AgentPackSchema = z.strictObject({
  kind: z.literal('agent'),
  version: z.literal(1),
  locale: LocaleSchema,
  demo: PhrasesSchema,
  oracle: PhrasesSchema,
  faults: PhrasesSchema,
  /** Words by which the demo bot knows what its reader leaves open: which remedy, which of the ways offered, where to note something. */
  hears: z.record(z.string().regex(/^[a-z]+([.-][a-z]+)*$/), z.array(z.string().min(1)).min(1)).default({}),
});
export type AgentPack = z.output<typeof AgentPackSchema>;
