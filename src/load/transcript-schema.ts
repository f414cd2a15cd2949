import { z } from 'zod';
import { ACTS } from '../model/act.ts';
import { ENDINGS } from '../model/ending.ts';
import {
  CHANNEL_ERROR_CODES,
  type EventBody,
  LATENCY_MODES,
  TRANSCRIPT_FORMAT,
  type TranscriptEvent,
} from '../model/event.ts';
import { LocaleSchema } from '../model/locale.ts';
import { ContentPartSchema, WORLD_EVENT_NAMES } from '../model/protocol.ts';
import { PROBLEMS } from '../model/question.ts';
import { TopicSchema } from '../model/topic.ts';

/*
 * What a line of a transcript looks like, for other programs: the source of its JSON Schema. Our own reader is the codec in
 * `transcript/`, which also knows older versions and torn lines.
 */

const ArgsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const RefSchema = z.strictObject({ id: z.string(), hash: z.string() });
const PriorLogSchema = z.array(z.strictObject({ from: z.enum(['buyer', 'bot', 'agent']), text: z.string() }));

const QuestionSchema = z.strictObject({
  topic: TopicSchema,
  product: z.string().optional(),
  other: z.string().optional(),
  order: z.string().optional(),
  colour: z.string().optional(),
  size: z.string().optional(),
  region: z.string().optional(),
  heightCm: z.number().optional(),
  weightKg: z.number().optional(),
  attribute: z.string().optional(),
  problem: z.enum(PROBLEMS).optional(),
  quantity: z.number().optional(),
});

const SaidActSchema = z.strictObject({
  act: z.enum(ACTS),
  intent: z.string(),
  detail: z.string().optional(),
  question: QuestionSchema.optional(),
  /** Money in minor units, durations in milliseconds; `kind` says which value it is. */
  facts: z.array(z.looseObject({ kind: z.string() })).optional(),
});

const ActionResultSchema = z.union([
  z.strictObject({ ok: z.literal(true), unauthorised: z.string().optional(), changed: ArgsSchema }),
  z.strictObject({
    ok: z.literal(false),
    code: z.enum([
      'unknown-action',
      'bad-arguments',
      'no-such-order',
      'no-such-product',
      'out-of-stock',
      'impossible',
    ]),
    message: z.string(),
  }),
]);

/** Each type of event with its own fields. */
const BODIES = {
  header: {
    format: z.literal(TRANSCRIPT_FORMAT),
    tool: z.string(),
    seed: z.int(),
    clock: z.enum(['virtual', 'system']),
    untimed: z.literal(true).optional(),
    latency: z.enum(LATENCY_MODES),
    locale: LocaleSchema,
    startsAt: z.string(),
    case: z.string(),
    scenario: RefSchema,
    persona: RefSchema,
    shop: RefSchema.nullable(),
    packs: RefSchema,
    cast: z.record(z.string(), z.string()),
    agent: z.string(),
    customer: z.string().optional(),
    parent: z.strictObject({ conversation: z.string(), event: z.int() }).optional(),
    priorLog: PriorLogSchema.optional(),
  },
  message: {
    from: z.enum(['buyer', 'agent', 'bot', 'system']),
    text: z.string(),
    content: z.array(ContentPartSchema).optional(),
    via: z.enum(['simulated', 'recorded', 'typed', 'quick-phrase', 'pasted', 'auto', 'bot', 'imported']),
    said: z.array(SaidActSchema).optional(),
    answers: z.int().optional(),
    choices: z.array(z.strictObject({ id: z.string(), text: z.string() })).optional(),
    typing: z
      .strictObject({ firstKeyAt: z.number(), keys: z.int(), corrections: z.int(), pastedChars: z.int() })
      .optional(),
    late: z.literal(true).optional(),
    cut: z.literal(true).optional(),
  },
  action: {
    by: z.enum(['agent', 'buyer']),
    id: z.string(),
    name: z.string(),
    args: ArgsSchema,
    result: ActionResultSchema,
  },
  world: { name: z.enum(WORLD_EVENT_NAMES), args: ArgsSchema },
  'buyer-state': {
    mood: z.number(),
    patienceMs: z.number(),
    trust: z.number(),
    open: z.array(z.string()),
    because: z.array(z.strictObject({ trigger: z.string(), change: z.number(), event: z.int() })),
  },
  status: { status: z.enum(['online', 'away']), autoReply: z.string().optional() },
  'agent-typing': {},
  error: { code: z.enum(CHANNEL_ERROR_CODES), message: z.string(), answers: z.int().optional() },
  ending: { ending: z.enum(ENDINGS), by: z.enum(['buyer', 'agent', 'session']), reason: z.string() },
} as const satisfies Record<EventBody['type'], z.ZodRawShape>;

const lines = Object.entries(BODIES).map(([type, fields]) =>
  z.looseObject({
    conversation: z.string(),
    /** Its place in the conversation, from 0; the header is 0. */
    index: z.int().min(0),
    /** Milliseconds since the session began. */
    t: z.number().min(0),
    type: z.literal(type),
    ...(fields as z.ZodRawShape),
    /** Over this line and the one before it of the same conversation. */
    hash: z.string(),
  }),
);

/** One line of a transcript. Fields that a later version adds are let through. */
export const TranscriptLineSchema = z.discriminatedUnion(
  'type',
  lines as unknown as [z.ZodObject<{ type: z.ZodLiteral<TranscriptEvent['type']> }>],
);
