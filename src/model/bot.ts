import { z } from 'zod';
import { AGENT_ACTION_NAMES } from './action.ts';
import {
  HeadersSchema,
  HookSchema,
  HttpUrlSchema,
  ListenSchema,
  PollSchema,
  ReplySchema,
  RequestSpecSchema,
  StepSchema,
  singleRequest,
} from './bot-request.ts';
import { JsonPathSchema } from './json-path.ts';
import { LocalTextSchema } from './locale.ts';
import { DurationSchema, IdSchema } from './scalars.ts';

/** What every bot file has, whatever the bot speaks. */
export const commonBotFields = {
  kind: z.literal('bot'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  /** Names of environment variables that `${NAME}` may take; nothing else of the environment is read. */
  env: z
    .array(
      z
        .string()
        .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable, such as BOT_TOKEN'),
    )
    .default([]),
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
  /** How long a bot that speaks when it likes is listened to after its last message. */
  settle: DurationSchema.default(400),
  /** Requests around every case. */
  hooks: z
    .strictObject({ before: z.array(HookSchema).default([]), after: z.array(HookSchema).default([]) })
    .prefault({}),
};

/** How often a message may be sent again when the connection broke or the bot is busy. */
const retries = z.int().min(0).max(5).default(0);

const HouseBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('house').default('house'),
  url: HttpUrlSchema,
  headers: HeadersSchema,
  retries,
});

const mapped = {
  ...singleRequest,
  reply: ReplySchema.prefault({}),
  steps: z.array(StepSchema).min(1).max(10).optional(),
  /** Asked again and again while a conversation is open. */
  poll: PollSchema.optional(),
  /** Cookies of a conversation are kept and sent back. */
  cookies: z.boolean().default(false),
  retries,
};

const HttpBotSchema = z.strictObject({ ...commonBotFields, protocol: z.literal('http'), ...mapped });

const SseBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('sse'),
  ...mapped,
  answer: singleRequest.answer.unwrap().default('events'),
  /** A stream that stays open, for what the bot says unasked. */
  listen: ListenSchema.optional(),
});

/** How frames of a two-way connection are read and written. */
const duplex = {
  /** `each`: one frame answers one message; `any`: the bot speaks when it likes. */
  turns: z.enum(['each', 'any']),
  /** What is sent for a message; left out: a request of the house protocol. */
  send: z.unknown().optional(),
  /** Left out: an answer of the house protocol. */
  reply: ReplySchema.optional(),
  /** Where a frame names the conversation it belongs to. */
  session: JsonPathSchema.optional(),
};

const WebSocketBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('websocket'),
  url: z
    .string()
    .regex(
      /^(wss?:\/\/|\$\{)\S+$/,
      'must be an address that begins with ws:// or wss://, or with ${NAME} from the environment',
    ),
  headers: HeadersSchema,
  subprotocols: z.array(z.string().min(1)).default([]),
  /** Sent first on every connection: a greeting, a log-in. */
  hello: z.array(z.unknown()).default([]),
  ...duplex,
  turns: duplex.turns.default('any'),
  frames: z.enum(['json', 'text']).default('json'),
  /** One socket for all conversations, told apart by `session`. */
  shared: z.boolean().default(false),
  ping: DurationSchema.default(20_000),
  /** How often a lost connection is made again, in a row. */
  reconnect: z.int().min(0).max(20).default(3),
});

const openai = {
  /** Up to and without `/chat/completions` or `/responses`. */
  url: HttpUrlSchema,
  headers: HeadersSchema,
  model: z.string().min(1),
  /** What the model is told first; may hold slots such as {{context.shop}}. */
  system: z.string().min(1).optional(),
  /** The same from a file beside this one. */
  systemFile: z.string().min(1).optional(),
  stream: z.boolean().default(false),
  /** Further fields of the request, such as temperature; may hold slots. */
  params: z.record(z.string(), z.unknown()).default({}),
  /** Actions offered to the model as functions. */
  tools: z.array(z.enum(AGENT_ACTION_NAMES as [string, ...string[]])).default([]),
  /** How often the model may call functions before it must speak. */
  toolRounds: z.int().min(0).max(10).default(4),
  /** `ours`: every request carries the conversation; `theirs`: the newest message alone. */
  history: z.enum(['ours', 'theirs']).default('ours'),
  retries,
};

const OpenAiChatBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('openai-chat'),
  ...openai,
});

const OpenAiResponsesBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('openai-responses'),
  ...openai,
});

const RasaBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('rasa'),
  /** The whole address of the REST channel: http://localhost:5005/webhooks/rest/webhook */
  url: HttpUrlSchema,
  headers: HeadersSchema,
  retries,
});

const CallbackBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('callback'),
  /** Where we listen for the bot's calls: host:port; port 0 takes a free one. */
  listen: z
    .string()
    .regex(/^[\w.:[\]-]+:\d{1,5}$/, 'must be host:port, such as 127.0.0.1:8790')
    .default('127.0.0.1:0'),
  /** Path that the bot calls. */
  path: z
    .string()
    .regex(/^\/\S*$/, 'must be a path such as /callback')
    .default('/callback'),
  /** The address under which the bot reaches us, where it is not the one we listen on; the slot {{callbackUrl}}. */
  publicUrl: HttpUrlSchema.optional(),
  /** How a message is handed to the bot, which only acknowledges it. */
  send: RequestSpecSchema,
  /** Where a call names the conversation it belongs to. */
  session: JsonPathSchema,
  reply: ReplySchema.optional(),
  /** What the bot is answered. */
  respond: z
    .strictObject({ status: z.int().min(200).max(299).default(200), body: z.unknown().optional() })
    .prefault({}),
  /** A keyed hash over the raw body that the bot must send. */
  signature: z
    .strictObject({
      header: z.string().min(1),
      secret: z.string().min(1),
      algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
      encoding: z.enum(['hex', 'base64']).default('hex'),
      prefix: z.string().default(''),
      /** A header whose value, with a dot, stands before the body that is hashed. */
      timestamp: z.string().min(1).optional(),
    })
    .optional(),
});

const StdioBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('stdio'),
  /** The program and its arguments; no shell is involved. */
  command: z.array(z.string().min(1)).min(1),
  /** Where it runs, seen from this file. */
  folder: z.string().min(1).default('.'),
  ...duplex,
  turns: duplex.turns.default('each'),
  /** One process for all conversations, told apart by `session`. */
  shared: z.boolean().default(false),
  /** How often a process that ended is started again, in a row. */
  restarts: z.int().min(0).max(20).default(3),
});

const ModuleBotSchema = z.strictObject({
  ...commonBotFields,
  protocol: z.literal('module'),
  /** A JavaScript module beside this file. */
  module: z.string().min(1),
  /** A function `(request, context) => answer`, an object with `on(request)`, or one with `create(context)` that makes such an object for each conversation. */
  export: z.string().min(1).default('default'),
  turns: duplex.turns.default('each'),
});

/** A bot under test: `scenarios/bots/<id>.yaml`. */
export const BotSchema = z.discriminatedUnion('protocol', [
  HouseBotSchema,
  HttpBotSchema,
  SseBotSchema,
  WebSocketBotSchema,
  OpenAiChatBotSchema,
  OpenAiResponsesBotSchema,
  RasaBotSchema,
  CallbackBotSchema,
  StdioBotSchema,
  ModuleBotSchema,
]);
export type Bot = z.output<typeof BotSchema>;
export type BotProtocol = Bot['protocol'];
export type BotOf<Protocol extends BotProtocol> = Extract<Bot, { readonly protocol: Protocol }>;
