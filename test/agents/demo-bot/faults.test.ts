import { describe, expect, it } from 'vitest';
import { FAULTS, faultNamed } from '../../../src/agents/demo-bot/faults/faults.ts';
import { LOCALES, type Locale } from '../../../src/model/locale.ts';
import { demoChat } from '../../helpers/demo-chat.ts';
import { heardReader } from '../../helpers/heard-reader.ts';

const ask = (...topics: string[]) =>
  topics.map((topic) => ({ act: 'ask' as const, topic: topic as never, modality: 'question' as const }));
const reader = heardReader({
  hi: { acts: [{ act: 'greet' }] },
  price: { acts: ask('price') },
  two: { acts: ask('material', 'dispatch') },
  period: { acts: ask('return-period') },
  freight: { acts: ask('return-freight') },
  coupon: { acts: ask('coupon') },
  payment: { acts: ask('payment', 'comparison') },
  arrival: { acts: ask('arrival') },
  soldOut: {
    acts: ask('stock'),
    facts: [
      { kind: 'colour', colour: 'red' },
      { kind: 'size', size: 'L' },
    ],
  },
  body: {
    acts: [{ act: 'give-detail', detail: 'body' }, ...ask('size')],
    facts: [
      { kind: 'measure', what: 'height', value: 155, unit: 'cm' },
      { kind: 'measure', what: 'weight', value: 45, unit: 'kg' },
    ],
  },
  need: { acts: [{ act: 'state-need' }] },
  office: { acts: [{ act: 'give-detail', detail: 'occasion' }] },
  cheaper: { acts: [{ act: 'haggle' }] },
  torn: { acts: [{ act: 'report-problem', detail: 'quality' }] },
  regret: { acts: [{ act: 'report-problem', detail: 'fit' }] },
  awful: { acts: [{ act: 'complain' }] },
  think: { acts: [{ act: 'hesitate' }] },
  bye: { acts: [{ act: 'farewell' }] },
});
const LINES = [
  'hi',
  'price',
  'two',
  'period',
  'freight',
  'coupon',
  'payment',
  'arrival',
  'soldOut',
  'body',
  'need',
  'office',
  'cheaper',
  'cheaper',
  'think',
  'torn',
  'awful',
  'odd 😶',
  'bye',
];

function talk(
  locale: Locale,
  id?: string,
): { readonly fired: readonly string[]; readonly record: readonly string[] } {
  const chat = demoChat(locale, reader, { faults: id === undefined ? [] : [faultNamed(id)!] });
  const record: string[] = [];
  const attempt = (act: () => object) => {
    try {
      record.push(JSON.stringify(act()));
    } catch (error) {
      record.push(`crash: ${error}`);
    }
  };
  for (const line of LINES) attempt(() => chat.say(line));
  attempt(() => chat.show('a picture'));
  attempt(() => chat.happens('order-placed', { order: '777001', product: 'coat', quantity: 1, total: 170 }));
  attempt(() => chat.happens('order-paid', { order: '777001' }));
  // Another conversation, whose trouble no policy pays for.
  const second = demoChat(locale, reader, {
    faults: id === undefined ? [] : [faultNamed(id)!],
    session: 'run:regret',
  });
  for (const line of ['hi', 'regret', 'awful']) {
    try {
      record.push(JSON.stringify(second.say(line)));
    } catch (error) {
      record.push(`crash: ${error}`);
    }
  }
  return { fired: [...chat.fired, ...second.fired], record };
}

/** A shop with one customer has nobody else's data to leak. */
const NEEDS_MORE = new Set(['leaks-customer-data']);

describe('faults of the demo bot', () => {
  it('have names of their own, a title in both languages, and say what a finding must be about', () => {
    expect(new Set(FAULTS.map((fault) => fault.id)).size).toBe(FAULTS.length);
    for (const fault of FAULTS) {
      expect(fault.id).toMatch(/^[a-z][a-z-]+$/);
      expect(fault.names.length).toBeGreaterThan(0);
      for (const locale of LOCALES) expect(fault.title[locale]).not.toBe('');
    }
  });

  it('include every fault that was asked for', () => {
    for (const id of [
      'undercuts-floor',
      'wrong-price',
      'wrong-return-period',
      'wrong-freight-side',
      'invents-stock',
      'answers-slowly',
      'goes-silent',
      'repeats-one-line',
      'rude',
      'forbidden-words',
      'no-greeting',
      'refuses-without-apology',
      'ignores-second-question',
      'forgets-promise',
      'contradicts-itself',
      'asks-again',
      'over-promises',
      'off-platform',
      'buys-good-review',
      'leaks-customer-data',
      'crashes-on-odd-input',
    ])
      expect(faultNamed(id), id).toBeDefined();
  });

  it('fire nothing when there are none', () => {
    expect(talk('en').fired).toEqual([]);
  });

  describe.each(LOCALES)('in %s', (locale) => {
    const clean = talk(locale).record;
    it.each(FAULTS.map((fault) => fault.id).filter((id) => !NEEDS_MORE.has(id)))(
      '%s fires and is told of exactly when it changed an answer',
      (id) => {
        const { fired, record } = talk(locale, id);
        expect(new Set(fired)).toEqual(new Set([id]));
        expect(record).not.toEqual(clean);
      },
    );
  });

  it('undercuts-floor really sells below the floor', () => {
    const chat = demoChat('en', reader, { faults: [faultNamed('undercuts-floor')!] });
    chat.say('hi');
    expect(chat.say('cheaper').actions).toContainEqual({
      name: 'change-price',
      args: { product: 'coat', price: 120 },
    });
  });

  it('several faults work in one bot', () => {
    const chat = demoChat('zh-CN', reader, {
      faults: [faultNamed('no-greeting')!, faultNamed('wrong-price')!, faultNamed('answers-slowly')!],
    });
    const { messages, text } = chat.say('price');
    expect(chat.fired).toEqual(['no-greeting', 'wrong-price', 'answers-slowly']);
    expect(text).toContain('217元');
    expect(messages[0]!.delayMs).toBeGreaterThan(60_000);
  });
});
