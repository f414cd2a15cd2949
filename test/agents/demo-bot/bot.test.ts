import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/model/locale.ts';
import { AnswerSchema } from '../../../src/model/protocol.ts';
import { demoChat } from '../../helpers/demo-chat.ts';
import { heardReader } from '../../helpers/heard-reader.ts';
import { shippedReader } from '../../helpers/shipped-reader.ts';
import { tinyShop } from '../../helpers/tiny-shop.ts';

const ask = (topic: string, facts: readonly object[] = []) => ({
  acts: [{ act: 'ask' as const, topic: topic as never, modality: 'question' as const }],
  facts,
});
const reader = heardReader({
  hi: { acts: [{ act: 'greet' }] },
  price: ask('price'),
  both: { acts: [...ask('material').acts, ...ask('dispatch').acts] },
  size: ask('size'),
  body: {
    acts: [{ act: 'give-detail', detail: 'body' }],
    facts: [
      { kind: 'measure', what: 'height', value: 155, unit: 'cm' },
      { kind: 'measure', what: 'weight', value: 45, unit: 'kg' },
    ],
  },
  soldOut: ask('stock', [
    { kind: 'colour', colour: 'red' },
    { kind: 'size', size: 'L' },
  ]),
  cheaper: { acts: [{ act: 'haggle' }] },
  tooLow: { acts: [{ act: 'haggle' }], facts: [{ kind: 'money', minor: 5000 }] },
  torn: { acts: [{ act: 'report-problem', detail: 'quality' }] },
  refund: { acts: [{ act: 'request-remedy', detail: 'refund' }] },
  tooSmall: { acts: [{ act: 'report-problem', detail: 'changed-mind' }] },
  return: { acts: [{ act: 'request-remedy', detail: 'return' }] },
  wechat: { acts: [{ act: 'ask-off-platform' }] },
  bye: { acts: [{ act: 'farewell' }] },
});

describe.each(LOCALES)('the demo bot in %s', (locale) => {
  const shop = tinyShop(locale);
  const money = (amount: number) => (locale === 'zh-CN' ? `${amount}元` : `£${amount}`);

  it('greets once and names the shop', () => {
    const chat = demoChat(locale, reader);
    expect(chat.say('hi').text).toContain(shop.name);
    expect(chat.say('price').text).not.toContain(shop.name);
  });

  it('answers every question of a message from the sheets', () => {
    const { text } = demoChat(locale, reader).say('both');
    expect(text).toContain(shop.products[0]!.material[0]!.name);
    expect(text).toMatch(locale === 'zh-CN' ? /48小时|今天/ : /48 hours|today/);
  });

  it('quotes the price of the moment', () => {
    expect(demoChat(locale, reader).say('price').text).toContain(money(180));
  });

  it('asks for height and weight once, then advises by the table', () => {
    const chat = demoChat(locale, reader);
    expect(chat.say('size').text).toMatch(locale === 'zh-CN' ? /身高/ : /height/);
    expect(chat.say('body').text).toMatch(locale === 'zh-CN' ? /S码/ : /size S/);
  });

  it('opens with an apology when a variant is gone, and says when it is back', () => {
    const chat = demoChat(locale, reader);
    chat.say('hi');
    expect(chat.say('soldOut').text).toMatch(locale === 'zh-CN' ? /^非常抱歉/ : /^I'm so sorry/);
  });

  it('goes down the ladder step by step and never below the floor', () => {
    const chat = demoChat(locale, reader);
    chat.say('hi');
    const answers = Array.from({ length: 9 }, (_, index) => chat.say(index % 2 ? 'tooLow' : 'cheaper'));
    const actions = answers.flatMap((answer) => answer.actions);
    expect(actions.map((action) => action.name)).toEqual(
      expect.arrayContaining(['issue-coupon', 'add-gift']),
    );
    for (const action of actions)
      if (action.name === 'change-price')
        expect((action.args as { price: number }).price).toBeGreaterThanOrEqual(150);
    expect(answers.at(-1)!.text).toMatch(locale === 'zh-CN' ? /非常抱歉/ : /sorry/);
    expect(answers.at(-1)!.actions).toEqual([]);
  });

  it('takes up a fault: sorry, a photo, options, and the deed with freight on the shop', () => {
    const chat = demoChat(locale, reader);
    const first = chat.say('torn');
    expect(first.text).toMatch(locale === 'zh-CN' ? /非常抱歉[\s\S]*照片/ : /sorry[\s\S]*(photo|picture)/);
    expect(first.actions).toEqual([]);
    expect(chat.show('a hole').text).toMatch(locale === 'zh-CN' ? /换货/ : /exchange/);
    expect(chat.say('refund').actions).toContainEqual({
      name: 'accept-return',
      args: { order: '2026110800004', reason: 'quality', freightPaidBy: 'seller' },
    });
  });

  it('takes back a change of mind at the buyer’s cost', () => {
    const chat = demoChat(locale, reader);
    chat.say('tooSmall');
    expect(chat.say('return').actions).toContainEqual({
      name: 'accept-return',
      args: { order: '2026110800004', reason: 'change-of-mind', freightPaidBy: 'buyer' },
    });
  });

  it('refuses to leave the platform, with a reason', () => {
    const chat = demoChat(locale, reader);
    chat.say('hi');
    expect(chat.say('wechat').text).toMatch(locale === 'zh-CN' ? /^非常抱歉/ : /sorry/);
  });

  it('speaks unasked when told of a payment: address, masked phone, dispatch', () => {
    const chat = demoChat(locale, reader);
    chat.say('hi');
    chat.happens('order-placed', { order: '777001', product: 'coat', quantity: 1, total: 170 });
    const { text } = chat.happens('order-paid', { order: '777001' });
    expect(text).toContain(shop.customers[0]!.address.line);
    expect(text).toContain('****');
    expect(text).not.toContain(shop.customers[0]!.phone);
  });

  it('tells of a stuck parcel before it is asked, with the cause', () => {
    const chat = demoChat(locale, reader, { context: { orders: ['2026110800003'] } });
    const { text, actions } = chat.happens('parcel-stuck', { order: '2026110800003' });
    expect(text).toContain(locale === 'zh-CN' ? '爆仓' : 'snowed in');
    expect(actions.map((action) => action.name)).toContain('contact');
  });

  it('does not ask again for what an earlier log tells', () => {
    const chat = demoChat(locale, reader, {
      context: {
        priorLog: [
          { from: 'buyer', text: 'torn' },
          { from: 'bot', text: '…' },
        ],
      },
    });
    expect(chat.show('a hole').text).toMatch(locale === 'zh-CN' ? /换货/ : /exchange/);
  });

  it('gives no data of an order that is not this account’s', () => {
    const chat = demoChat(
      locale,
      heardReader({
        other: {
          acts: [{ act: 'ask', topic: 'tracking' }],
          facts: [{ kind: 'order-number', value: '2026110800003' }],
        },
      }),
    );
    const { text } = chat.say('other');
    expect(text).not.toContain('SW00000003');
    expect(text).toMatch(locale === 'zh-CN' ? /非常抱歉/ : /sorry/);
  });

  it('asks in other words, then hands over, when it does not understand', () => {
    const chat = demoChat(locale, reader);
    const answers = [1, 2, 3].map((index) => chat.say(`qwxz ${index}`));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(3);
    expect(answers[2]!.actions.map((action) => action.name)).toEqual(['transfer']);
  });

  it('says goodbye once, with a wish', () => {
    const chat = demoChat(locale, reader);
    chat.say('hi');
    expect(chat.say('bye').text).toMatch(locale === 'zh-CN' ? /祝您/ : /day|take care/);
  });

  it('answers the same requests with the same answers, whatever the session is called', () => {
    const talk = (session: string) => {
      const chat = demoChat(locale, reader, { session });
      return ['hi', 'price', 'both', 'cheaper', 'torn', 'bye'].map((line) => chat.say(line));
    };
    expect(talk('a')).toEqual(talk('b'));
  });

  it('keeps its conversations apart', () => {
    const one = demoChat(locale, reader);
    one.say('torn');
    expect(demoChat(locale, reader).say('price').text).toContain(money(180));
  });

  it('gives answers that the house protocol accepts, whatever it is sent', () => {
    const real = shippedReader(locale, shop);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('hi', '多少钱', 'how much', '退款', 'refund', '👍', '再便宜点'),
          ),
          { maxLength: 8 },
        ),
        (lines) => {
          const chat = demoChat(locale, real);
          for (const line of lines) {
            const { messages, actions } = chat.say(line);
            expect(AnswerSchema.safeParse({ messages, actions }).success).toBe(true);
            for (const message of messages) expect(message.text).not.toMatch(/undefined|NaN|\{\w+\}/);
            const delays = messages.map((message) => message.delayMs ?? 0);
            expect([...delays].sort((a, b) => a - b)).toEqual(delays);
            expect(delays[0] ?? 0).toBeLessThanOrEqual(10_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
