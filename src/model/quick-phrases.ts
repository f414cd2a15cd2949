import { z } from 'zod';

/** An agent's own ready answers: `quick-phrases.yaml` in the working folder, or any file by `--phrases`. */
export const QuickPhrasesSchema = z.strictObject({
  kind: z.literal('quick-phrases'),
  version: z.literal(1),
  /** `{slots}` such as `{item}`, `{price}`, `{courier}` are filled from the chat; what it does not give stays to be filled in. */
  phrases: z
    .array(z.strictObject({ key: z.string().min(1).max(40), text: z.string().min(1).max(500) }))
    .max(500),
});
export type QuickPhrases = z.output<typeof QuickPhrasesSchema>;
