import { z } from 'zod';
import { LocaleSchema } from './locale.ts';

/** The house protocol `peilian/1`: what is sent to a bot as JSON, and what it may answer. */
export const PROTOCOL = 'peilian/1';

export const ContentPartSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image'), alt: z.string() }),
  z.strictObject({ type: z.literal('card'), card: z.enum(['product', 'order']), id: z.string() }),
  z.strictObject({ type: z.literal('choice'), id: z.string(), text: z.string() }),
]);
export type ContentPart = z.output<typeof ContentPartSchema>;

export const WORLD_EVENT_NAMES = [
  'order-placed',
  'order-paid',
  'group-formed',
  'order-shipped',
  'parcel-stuck',
  'delivered',
  'rated',
  'promotion-ended',
  'order-cancelled',
  'return-requested',
  'complaint-filed',
  'receipt-confirmed',
  'favourited',
  'action-result',
] as const;
export type WorldEventName = (typeof WORLD_EVENT_NAMES)[number];

const ArgsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** `context`: what any agent at a desk would see. Never what only the oracle may know. */
export const ContextSchema = z.strictObject({
  now: z.string(),
  shop: z.string(),
  account: z.string(),
  product: z.string().optional(),
  orders: z.array(z.string()).optional(),
  priorLog: z.array(z.strictObject({ from: z.enum(['buyer', 'bot', 'agent']), text: z.string() })).optional(),
});
export type Context = z.output<typeof ContextSchema>;

export const RequestSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  type: z.enum(['start', 'message', 'event', 'end']),
  sessionId: z.string(),
  messageId: z.string(),
  locale: LocaleSchema,
  /** The text of `content`: cards and pictures in words, so that a simple bot reads this alone. */
  text: z.string(),
  content: z.array(ContentPartSchema),
  event: z.strictObject({ name: z.enum(WORLD_EVENT_NAMES), args: ArgsSchema }).optional(),
  context: ContextSchema,
});
export type ProtocolRequest = z.output<typeof RequestSchema>;

/** Every shape a bot may answer with; `204` with no body says nothing. */
export const AnswerSchema = z.union([
  z.string(),
  z.array(z.string()),
  z.object({ text: z.string() }),
  z.object({
    messages: z
      .array(
        z.object({
          text: z.string(),
          /** When this message comes, counted from the request; Peilian schedules it, the bot never sleeps. */
          delayMs: z.number().min(0).max(86_400_000).optional(),
          choices: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
        }),
      )
      .optional(),
    actions: z
      .array(z.object({ id: z.string().optional(), name: z.string(), args: ArgsSchema.optional() }))
      .optional(),
  }),
]);
export type ProtocolAnswer = z.input<typeof AnswerSchema>;
