import fc from 'fast-check';
import { ENDINGS } from '../../src/model/ending.ts';
import {
  CHANNEL_ERROR_CODES,
  type EventBody,
  TRANSCRIPT_FORMAT,
  type TranscriptEvent,
} from '../../src/model/event.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '\u202e反着',
    '\u0000\u001b[31m',
    '","hash":"0123456789abcdef0123456789abcdef"}',
    '\u2028\n\r',
    '\\ud83d',
    '😀',
  ),
);
/** Strings that may hold half a surrogate pair, as a careless bot cuts them. */
export const brokenText = fc.oneof(
  text,
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
    .map((units) => String.fromCharCode(...units)),
);
const count = fc.nat();
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const key = fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__');
const args = fc.dictionary(key, fc.oneof(text, number, fc.boolean()), { maxKeys: 4, noNullPrototype: true });
const ref = fc.record({ id: text, hash: text });

const header = fc.record(
  {
    type: fc.constant('header' as const),
    format: fc.constant(TRANSCRIPT_FORMAT),
    tool: text,
    seed: fc.integer(),
    clock: fc.constantFrom('virtual' as const, 'system' as const),
    latency: fc.constantFrom('declared' as const, 'coarse' as const, 'measured' as const),
    locale: fc.constantFrom('zh-CN' as const, 'en' as const),
    startsAt: text,
    case: text,
    scenario: ref,
    persona: ref,
    shop: fc.option(ref),
    packs: ref,
    cast: fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true }),
    agent: text,
    priorLog: fc.array(fc.record({ from: fc.constantFrom('buyer' as const, 'bot' as const), text }), {
      maxLength: 2,
    }),
  },
  {
    requiredKeys: [
      'type',
      'format',
      'tool',
      'seed',
      'clock',
      'latency',
      'locale',
      'startsAt',
      'case',
      'scenario',
      'persona',
      'shop',
      'packs',
      'cast',
      'agent',
    ],
    noNullPrototype: true,
  },
);

const body: fc.Arbitrary<EventBody> = fc.oneof(
  fc.record(
    {
      type: fc.constant('message' as const),
      from: fc.constantFrom('buyer' as const, 'agent' as const, 'bot' as const, 'system' as const),
      text,
      via: fc.constantFrom('simulated' as const, 'bot' as const, 'pasted' as const),
      content: fc.array(fc.record({ type: fc.constant('text' as const), text }), { maxLength: 2 }),
      answers: count,
      choices: fc.array(fc.record({ id: text, text }), { maxLength: 2 }),
      typing: fc.record({ firstKeyAt: count, keys: count, corrections: count, pastedChars: count }),
    },
    { requiredKeys: ['type', 'from', 'text', 'via'], noNullPrototype: true },
  ),
  fc.record({
    type: fc.constant('action' as const),
    by: fc.constantFrom('agent' as const, 'buyer' as const),
    id: text,
    name: text,
    args,
    result: fc.record({ ok: fc.constant(true as const), changed: args }),
  }),
  fc.record({
    type: fc.constant('world' as const),
    name: fc.constantFrom('order-paid' as const, 'delivered' as const),
    args,
  }),
  fc.record({
    type: fc.constant('buyer-state' as const),
    mood: number,
    patienceMs: count,
    trust: number,
    open: fc.array(text, { maxLength: 2 }),
    because: fc.constant([{ trigger: 'waited', change: -1, event: 0 }]),
  }),
  fc.record({
    type: fc.constant('status' as const),
    status: fc.constantFrom('online' as const, 'away' as const),
  }),
  fc.constant({ type: 'agent-typing' as const }),
  fc.record({
    type: fc.constant('error' as const),
    code: fc.constantFrom(...CHANNEL_ERROR_CODES),
    message: text,
  }),
);
const ending = fc.record({
  type: fc.constant('ending' as const),
  ending: fc.constantFrom(...ENDINGS),
  by: fc.constantFrom('buyer' as const, 'session' as const),
  reason: text,
});

/** A whole conversation, header to ending, of whatever events. */
export function conversation(id: fc.Arbitrary<string> = text): fc.Arbitrary<TranscriptEvent[]> {
  const timed = (arbitrary: fc.Arbitrary<EventBody>) => fc.tuple(arbitrary, fc.nat(100_000));
  return fc
    .tuple(id, timed(header), fc.array(timed(body), { maxLength: 6 }), timed(ending))
    .map(([name, first, middle, last]) =>
      [first, ...middle, last].map(([each, t], index) => ({ conversation: name, index, t, ...each })),
    );
}
