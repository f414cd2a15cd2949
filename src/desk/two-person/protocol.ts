import { z } from 'zod';
import { BUYER_ACTIONS } from '../../model/action.ts';

/*
 * What two terminals of one practice say to each other: JSON, one object a line. The desk's side decides everything; whoever
 * joins as the buyer only sends what they say and do.
 */

export const PROTOCOL_VERSION = 1;
/** Longest line either side takes, in UTF-16 units; more is the end of the connection. */
export const LINE_CHARS_MAX = 64_000;
/** Longest message a buyer can send. */
export const SAY_CHARS_MAX = 4_000;

const args = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** How a person's buyer may end a chat. */
export const LEAVINGS = ['settled', 'closed', 'left', 'walked-out'] as const;

/** From the one who plays the buyer. */
export const FromBuyerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('join'), version: z.int() }),
  z.strictObject({ type: z.literal('say'), text: z.string().min(1).max(SAY_CHARS_MAX) }),
  z.strictObject({
    type: z.literal('act'),
    name: z.enum(Object.keys(BUYER_ACTIONS) as [string, ...string[]]),
    args,
  }),
  z.strictObject({ type: z.literal('leave'), ending: z.enum(LEAVINGS) }),
]);
export type FromBuyer = z.output<typeof FromBuyerSchema>;

/** What can be done by a command, with what it is about. */
const DeedSchema = z.strictObject({ command: z.string(), name: z.string(), args });

const GuideSchema = z.strictObject({
  locale: z.enum(['zh-CN', 'en']),
  scenario: z.string(),
  persona: z.string(),
  about: z.string(),
  /** The case in the buyer's eyes, and what they know and want, as ready lines. */
  wants: z.array(z.string()),
  knows: z.array(z.string()),
  manner: z.array(z.string()),
  shop: z.string(),
  deeds: z.array(DeedSchema),
});
export type Guide = z.output<typeof GuideSchema>;

/** From the desk. `t`: milliseconds since the conversation began. */
export const FromDeskSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), version: z.int(), guide: GuideSchema }),
  z.strictObject({ type: z.literal('refused'), why: z.enum(['taken', 'version', 'over']) }),
  z.strictObject({
    type: z.literal('message'),
    t: z.int(),
    from: z.enum(['buyer', 'agent', 'system']),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('typing'), t: z.int() }),
  z.strictObject({
    type: z.literal('deed'),
    t: z.int(),
    by: z.enum(['buyer', 'agent']),
    name: z.string(),
    args,
    ok: z.boolean(),
    why: z.string().optional(),
    changed: args.optional(),
  }),
  z.strictObject({ type: z.literal('world'), t: z.int(), name: z.string(), args }),
  z.strictObject({ type: z.literal('end'), t: z.int(), ending: z.string() }),
  /** What came could not be used; the connection stands. */
  z.strictObject({ type: z.literal('bad'), why: z.string() }),
]);
export type FromDesk = z.output<typeof FromDeskSchema>;

export const encode = (message: FromBuyer | FromDesk): string => `${JSON.stringify(message)}\n`;

/** A line as a message; a sentence where it is none. Never throws. */
export function parse<T>(
  schema: z.ZodType<T>,
  line: string,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, why: 'not JSON' };
  }
  const found = schema.safeParse(json);
  if (found.success) return { ok: true, value: found.data };
  const [issue] = found.error.issues;
  return {
    ok: false,
    why: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'unknown'}`.slice(0, 200),
  };
}
