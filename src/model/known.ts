import { z } from 'zod';

const CountSchema = z.int().min(0);

/** What a bot team has accepted to fail today: `--known FILE`. */
export const KnownSchema = z.strictObject({
  kind: z.literal('known'),
  version: z.literal(1),
  /** What the rates below are of. */
  conversations: CountSchema,
  failed: CountSchema,
  /** By rule: conversations with a finding of it. */
  rules: z.record(z.string(), CountSchema).default({}),
  /** By case without repetition: the grave rules it is known to miss, and how often it failed. Cases without either are left out. */
  cases: z
    .record(
      z.string(),
      z.strictObject({
        failed: CountSchema.default(0),
        severe: z.array(z.string()).default([]),
      }),
    )
    .default({}),
});
export type Known = z.output<typeof KnownSchema>;
