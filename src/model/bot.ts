import { z } from 'zod';
import { LocalTextSchema } from './locale.ts';
import { DurationSchema, IdSchema } from './scalars.ts';

/** A bot under test that speaks the house protocol: `scenarios/bots/<id>.yaml`. */
export const BotSchema = z.strictObject({
  kind: z.literal('bot'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  /** Where it answers: an http or https address. */
  url: z.string().regex(/^https?:\/\/\S+$/, 'must be an address that begins with http:// or https://'),
  /** What it is sent besides messages. */
  accepts: z
    .strictObject({
      start: z.boolean().default(false),
      event: z.boolean().default(false),
      end: z.boolean().default(false),
    })
    .prefault({}),
  /** From sending until the answer is whole. */
  answerLimit: DurationSchema.default(60_000),
  /** How often a message may be sent again when the connection broke or the bot is busy. */
  retries: z.int().min(0).max(5).default(0),
});
export type Bot = z.output<typeof BotSchema>;
