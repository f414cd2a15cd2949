import { z } from 'zod';
import { LocaleSchema } from '../model/locale.ts';
import { PhrasesSchema } from '../model/persona.ts';

/**
 * `packs/locales/<tag>/agent.yaml`: what the shipped agents say. `demo` is the demo bot's, `oracle` the audit oracle's (its own
 * words, so that an audit is no circle), `faults` what a broken demo bot says instead. Wordings are written like a persona's.
 */
export const AgentPackSchema = z.strictObject({
  kind: z.literal('agent'),
  version: z.literal(1),
  locale: LocaleSchema,
  demo: PhrasesSchema,
  oracle: PhrasesSchema,
  faults: PhrasesSchema,
});
export type AgentPack = z.output<typeof AgentPackSchema>;
