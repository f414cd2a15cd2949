import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer, readAnswer } from '../../../src/connectors/house/answer.ts';
import { nestsDeeperThan } from '../../../src/connectors/house/depth.ts';
import { ANSWER_LIMITS } from '../../../src/connectors/house/limits.ts';
import { sayProblem } from '../../../src/connectors/house/wording.ts';
import { AnswerSchema } from '../../../src/model/protocol.ts';
import { brokenText } from '../../helpers/arbitrary-events.ts';

const read = (answer: unknown) => readAnswer(answer, 'en');
const says = (text: string, more = {}) => ({ type: 'message', text, ...more });

describe('readAnswer', () => {
  it.each([
    ['hi', [says('hi')]],
    [
      ['one', 'two'],
      [says('one'), says('two')],
    ],
    [{ text: 'hi' }, [says('hi')]],
    [{ text: 'hi', delayMs: 12.4 }, [says('hi', { delayMs: 12 })]],
    [{ text: 'hi', messages: [{ text: 'more' }] }, [says('hi'), says('more')]],
    [{ messages: ['one', { text: 'two', delayMs: 0 }] }, [says('one'), says('two', { delayMs: 0 })]],
    [{ text: 'hi', messages: null, actions: null, extra: 1 }, [says('hi')]],
    [
      { messages: [{ text: '', choices: [{ id: '1', text: 'track it' }] }] },
      [says('', { choices: [{ id: '1', text: 'track it' }] })],
    ],
    [{ actions: [{ name: 'transfer' }] }, [{ type: 'action', action: { name: 'transfer', args: {} } }]],
    [
      { actions: [{ name: 'refund', args: { order: 'A', amount: 1.5, note: null }, delayMs: 5 }] },
      [{ type: 'action', action: { name: 'refund', args: { order: 'A', amount: 1.5 } }, delayMs: 5 }],
    ],
    [undefined, []],
  ])('reads %j', (answer, arrivals) => {
    expect(read(answer)).toEqual(arrivals);
  });

  it.each([
    [{ messages: 'hi' }, 'messages must be a list of messages; found a string'],
    [{ messages: [{ text: 'ok' }, { say: 'no' }] }, 'messages[1].text must be a string; found nothing'],
    [{ messages: [7] }, 'messages[0] must be an object with text; found the number 7'],
    [['ok', null], 'answer[1] must be a string; found null'],
    [
      { messages: [{ text: 'x', delayMs: -1 }] },
      'messages[0].delayMs must be a number of milliseconds from 0 to 86400000; found the number -1',
    ],
    [{ text: 'x', delayMs: '2s' }, 'answer.delayMs must be a number of milliseconds'],
    [{ actions: {} }, 'actions must be a list of actions; found an object'],
    [{ actions: [{ args: {} }] }, 'actions[0].name must be a string that is not empty; found nothing'],
    [
      { actions: [{ name: 'refund', args: { order: { id: 1 } } }] },
      'actions[0].args.order must be a string, a finite number or a boolean; found an object',
    ],
    [{ actions: [{ name: 'refund', args: [] }] }, 'actions[0].args must be an object of at most 30'],
    [
      { messages: [{ text: 'x', choices: [{ id: 1, text: 'a' }] }] },
      'messages[0].choices[0] must be an object with the strings id and text',
    ],
    [
      {},
      'answer must be a string, a list of strings, or an object with text, messages or actions; found an empty object. Answer {"text": "…"}, or 204',
    ],
    [() => 1, 'found a value that JSON does not have'],
  ])('says of %j where it is wrong, what was found, expected, and what to do', (answer, words) => {
    const errors = read(answer).flatMap((arrival) => (arrival.type === 'error' ? [arrival.message] : []));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(words);
    expect(errors[0]).toMatch(/\. \S|; \S/);
  });

  it('keeps what fits beside what does not', () => {
    expect(read({ messages: [{ text: 'a' }, { text: 1 }, { text: 'b' }] }).map((each) => each.type)).toEqual([
      'message',
      'message',
      'error',
    ]);
  });

  it('tells of the first few wrong parts only', () => {
    expect(read({ messages: Array.from({ length: 100 }, () => 1) })).toHaveLength(ANSWER_LIMITS.problemsMax);
  });

  it('cuts a long text and says so, never inside a character', () => {
    const [arrival] = read(`${'a'.repeat(ANSWER_LIMITS.textCharsMax - 1)}😀😀`);
    expect(arrival).toEqual(says('a'.repeat(ANSWER_LIMITS.textCharsMax - 1), { cut: true }));
  });

  it('bounds actions, arguments and choices', () => {
    const many = (count: number, each: unknown) => Array.from({ length: count }, () => each);
    expect(
      read({ actions: many(500, { name: 'close' }) }).filter((each) => each.type === 'action'),
    ).toHaveLength(ANSWER_LIMITS.actionsMax);
    expect(
      read({ actions: [{ name: 'x', args: Object.fromEntries(many(99, 0).map((_, at) => [`k${at}`, 1])) }] }),
    ).toMatchObject([{ code: 'wrong-shape' }]);
    const [menu] = read({
      messages: [{ text: 'pick', choices: many(99, { id: '1', text: 'x'.repeat(9_999) }) }],
    });
    expect(menu).toMatchObject({ choices: expect.objectContaining({ length: ANSWER_LIMITS.choicesMax }) });
  });

  it('takes no argument for a prototype', () => {
    const [action] = parseAnswer(
      '{"actions":[{"name":"x","args":{"__proto__":{"polluted":true},"a":1}}]}',
      'en',
    );
    expect(action).toEqual({ type: 'action', action: { name: 'x', args: { a: 1 } } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('takes a delay of minus zero, which JSON cannot write, for zero', () => {
    const [message] = read({ messages: [{ text: 'hi', delayMs: -0 }] });
    expect(Object.is((message as { delayMs?: number }).delayMs, 0)).toBe(true);
  });

  it('never throws, gives well-formed texts, plain values and bounded counts, for any answer', () => {
    const anything = fc.oneof(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
      fc.record(
        {
          text: fc.oneof(brokenText, fc.anything()),
          messages: fc.array(
            fc.oneof(brokenText, fc.record({ text: brokenText, delayMs: fc.double() }), fc.anything()),
          ),
          actions: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (answer) => {
        const arrivals = read(answer);
        expect(arrivals.length).toBeLessThan(
          ANSWER_LIMITS.messagesMax + ANSWER_LIMITS.actionsMax + ANSWER_LIMITS.problemsMax + 2,
        );
        const json = JSON.stringify(arrivals);
        expect(JSON.parse(json)).toEqual(arrivals);
        expect(json).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/);
      }),
    );
  });

  it('reads without an error whatever the published schema allows, within the limits', () => {
    const message = fc.record(
      {
        text: fc.string(),
        delayMs: fc.integer({ min: 0, max: 86_400_000 }),
        choices: fc.array(fc.record({ id: fc.string(), text: fc.string() }), { maxLength: 3 }),
      },
      { requiredKeys: ['text'] },
    );
    const action = fc.record(
      {
        name: fc.string({ minLength: 1 }),
        args: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.integer()), { maxKeys: 3 }),
      },
      { requiredKeys: ['name'] },
    );
    const answers = fc.oneof(
      fc.string(),
      fc.array(fc.string()),
      fc.record({ text: fc.string() }),
      fc.record({ messages: fc.array(message), actions: fc.array(action) }, { requiredKeys: ['messages'] }),
    );
    fc.assert(
      fc.property(answers, (answer) => {
        fc.pre(AnswerSchema.safeParse(answer).success);
        expect(read(answer).filter((arrival) => arrival.type === 'error')).toEqual([]);
      }),
    );
  });
});

describe('parseAnswer', () => {
  it('reads JSON as its value, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        expect(parseAnswer(json, 'en')).toEqual(read(JSON.parse(json)));
      }),
    );
  });

  it('tells a deep nesting from brackets in a text', () => {
    const deepest = (json: string) =>
      Math.max(
        0,
        ...[...json.replace(/"(\\.|[^"\\])*"/g, '')].map(
          (
            (depth) => (each) =>
              (depth += '[{'.includes(each) ? 1 : ']}'.includes(each) ? -1 : 0)
          )(0),
        ),
      );
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 9, stringUnit: fc.constantFrom('[', '{', '"', '\\', 'a') }),
        fc.integer({ min: 1, max: 10 }),
        (json, depth) => {
          expect(nestsDeeperThan(json, depth)).toBe(deepest(json) > depth);
        },
      ),
    );
  });

  it('says everything in Chinese as well', () => {
    const [arrival] = parseAnswer('{"reply":"在的"}', 'zh-CN');
    expect(arrival).toEqual({
      type: 'error',
      code: 'wrong-shape',
      message:
        'answer 必须是字符串、字符串列表,或带有 text、messages、actions 的对象;实际是带有 reply 的对象。请把 "reply" 改名为 "text",或在机器人文件里做映射',
    });
    for (const problem of [
      { code: 'reset' },
      { code: 'closed' },
      { code: 'timeout', limitMs: 30_000 },
      { code: 'http-status', status: 500 },
      { code: 'redirect-loop', redirectsMax: 3 },
      { code: 'too-large', bytesMax: 9 },
      { code: 'too-deep', depthMax: 9 },
      { code: 'bad-encoding', encoding: 'UTF-8' },
      { code: 'too-many-messages', place: 'messages', found: 9, max: 3 },
      { code: 'not-json', found: '' },
      { code: 'internal', reason: 'x' },
    ] as const) {
      expect(sayProblem('zh-CN', problem)).toMatch(/\p{Script=Han}/u);
      expect(sayProblem('en', problem)).not.toMatch(/\p{Script=Han}|undefined/u);
    }
  });
});
