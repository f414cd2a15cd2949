import { z } from 'zod';
import { JsonPathSchema } from './json-path.ts';
import { DurationSchema } from './scalars.ts';

const NAME = /^[a-z][A-Za-z0-9_]{0,39}$/;
const CaptureNameSchema = z
  .string()
  .regex(NAME, 'must be a name of letters, digits and _, starting with a lower-case letter');

/** Where a value to keep for later requests is taken from. */
const CaptureSchema = z
  .string()
  .regex(
    /^(\$|(header|cookie):[\w.-]+$)/,
    'must be a JSONPath such as $.conversation_id, header:X-Session or cookie:sid',
  )
  .superRefine((text, context) => {
    if (!text.startsWith('$')) return;
    const path = JsonPathSchema.safeParse(text);
    if (!path.success) context.addIssue({ code: 'custom', message: path.error.issues[0]!.message });
  });

const CaptureMapSchema = z.record(CaptureNameSchema, CaptureSchema).default({});

export const HttpUrlSchema = z
  .string()
  .regex(
    /^(https?:\/\/|\$\{)\S+$/,
    'must be an address that begins with http:// or https://, or with ${NAME} from the environment',
  );

/** Header names and values; values may hold `${NAME}` and `{{slots}}`. */
export const HeadersSchema = z
  .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header'), z.string())
  .default({});

const ANSWER_FORMS = ['json', 'events', 'lines', 'text'] as const;
export type AnswerForm = (typeof ANSWER_FORMS)[number];

/** One HTTP request, with what is kept of its answer. */
const request = {
  url: HttpUrlSchema,
  method: z.enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  headers: HeadersSchema,
  /** JSON with `{{slots}}`; left out: no body. */
  body: z.unknown().optional(),
  encoding: z.enum(['json', 'form', 'text']).default('json'),
  /** What the answer is: JSON, server-sent events, JSON lines or plain text. `events` and `lines` are read as a list. */
  answer: z.enum(ANSWER_FORMS).default('json'),
  /** For `events` and `lines`: the answer is whole once this finds something in the newest entry, which stands in a list of one. */
  until: JsonPathSchema.optional(),
  capture: CaptureMapSchema,
};

/** How a bot's answer becomes messages and actions. */
export const ReplySchema = z.strictObject({
  /** Each value it finds is one message; the paths below start there. */
  each: JsonPathSchema.default('$'),
  text: JsonPathSchema.optional(),
  /** Pieces of one message: all of them, or those for which this path finds the same value. */
  join: z.union([z.literal('all'), JsonPathSchema]).optional(),
  delay: JsonPathSchema.optional(),
  delayUnit: z.enum(['ms', 's']).default('ms'),
  choices: z.strictObject({ each: JsonPathSchema, id: JsonPathSchema, text: JsonPathSchema }).optional(),
  /** `each` starts at the whole answer. `names`: the bot's names of actions → ours. */
  actions: z
    .strictObject({
      each: JsonPathSchema,
      name: JsonPathSchema,
      args: JsonPathSchema.optional(),
      id: JsonPathSchema.optional(),
      names: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
  /** A message's own id: one that was seen before in this conversation is not taken again. */
  id: JsonPathSchema.optional(),
  /** Where it finds something in the whole answer, the bot has reported a failure. */
  error: JsonPathSchema.optional(),
});
export type Reply = z.output<typeof ReplySchema>;

const ScalarSchema = z.union([z.string(), z.number(), z.boolean()]);

export const RequestSpecSchema = z.strictObject(request);
export type RequestSpec = z.output<typeof RequestSpecSchema>;

/** One of several requests that together answer a message. */
export const StepSchema = z.strictObject({
  ...request,
  /** Only with the first message of a conversation. */
  once: z.boolean().default(false),
  /** The request is repeated until the value is one of `is`; one of `fails` ends it as a failure. */
  pollUntil: z
    .strictObject({
      at: JsonPathSchema,
      is: z.array(ScalarSchema).min(1),
      fails: z.array(ScalarSchema).default([]),
      every: DurationSchema.default(1_000),
    })
    .optional(),
  reply: ReplySchema.optional(),
});
export type Step = z.output<typeof StepSchema>;

/** Asks again and again for what the bot has said meanwhile. */
export const PollSchema = z.strictObject({
  ...request,
  every: DurationSchema.default(1_000),
  reply: ReplySchema.prefault({}),
});
export type Poll = z.output<typeof PollSchema>;

/** An event stream that stays open for the whole conversation. */
export const ListenSchema = z.strictObject({
  url: HttpUrlSchema,
  headers: HeadersSchema,
  reply: ReplySchema.prefault({}),
  reconnect: z.int().min(0).max(20).default(3),
});
export type Listen = z.output<typeof ListenSchema>;

/** A request that a hook makes. */
export const HookSchema = z.strictObject({
  name: z.string().min(1).max(60),
  url: HttpUrlSchema,
  method: request.method,
  headers: HeadersSchema,
  body: z.unknown().optional(),
  /** From sending until the answer is whole. */
  limit: DurationSchema.default(10_000),
});
export type Hook = z.output<typeof HookSchema>;

/** What is asked of a bot directly, without steps: the same fields, `url` not yet decided. */
export const singleRequest = { ...request, url: HttpUrlSchema.optional() };
