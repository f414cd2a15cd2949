import { z } from 'zod';

/**
 * A fact that is told in words. `keys`: words of which an answer must hold at least one to have told it (`a&b` needs
 * both). `denies`: words that tell the opposite. A plain string stands for `{ text }`.
 */
export const StatementSchema = z
  .union([
    z.string().min(1),
    z.strictObject({
      text: z.string().min(1),
      keys: z.array(z.string().min(1)).default([]),
      denies: z.array(z.string().min(1)).default([]),
    }),
  ])
  .transform((value) =>
    typeof value === 'string' ? { text: value, keys: [] as string[], denies: [] as string[] } : value,
  );
export type Statement = z.output<typeof StatementSchema>;
