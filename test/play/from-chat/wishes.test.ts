import { describe, expect, test } from 'vitest';
import { openData } from '../../../src/commands/data.ts';
import { openLanguages } from '../../../src/commands/wiring/languages.ts';
import type { Locale } from '../../../src/model/locale.ts';
import { mattersOf } from '../../../src/play/from-chat/matters.ts';
import { readChat } from '../../../src/play/from-chat/read-chat.ts';
import { subjectOf } from '../../../src/play/from-chat/subjects.ts';
import { ROOT } from '../../helpers/build-once.ts';

const data = openData(ROOT);
const languages = openLanguages();
const readers = {
  'zh-CN': languages.of('zh-CN', data.shop('yunzhi')).reader,
  en: languages.of('en', data.shop('harrow-lane')).reader,
};

function read(locale: Locale, ...texts: string[]) {
  const chat = readChat(
    texts.map((text) =>
      text.startsWith('> ') ? { from: 'agent', text: text.slice(2) } : { from: 'buyer', text },
    ),
    readers[locale],
  );
  const subject = subjectOf(chat);
  return { chat, subject, wants: mattersOf(chat, subject).map(({ want }) => want) };
}

/** Every kind of want that a case can have, said as people say it. */
describe('a chat yields', () => {
  test.each([
    ['zh-CN', ['刚下单的衬衫不想要了，能取消订单吗', '钱多久退回来'], 'cancellation', { arrange: 'cancel' }],
    [
      'en',
      ['I ordered a jumper this morning, can you cancel the order please'],
      'cancellation',
      { arrange: 'cancel' },
    ],
    ['zh-CN', ['快递已经发了，地址写错了，能帮我拦截回来吗'], 'interception', { arrange: 'intercept' }],
    [
      'en',
      ["My parcel is on its way but I don't need it, can you stop the delivery?"],
      'interception',
      { arrange: 'intercept' },
    ],
    ['zh-CN', ['帮我把收货地址改一下，搬家了'], 'new-address', { arrange: 'address-change' }],
    [
      'en',
      ["I've moved, can you change the delivery address on my order?"],
      'new-address',
      { arrange: 'address-change' },
    ],
    ['zh-CN', ['麻烦订单备注一下，别放价格单，是送人的'], 'order-note', { arrange: 'note' }],
    [
      'en',
      ['Could you add a note to my order: leave it with the neighbour at number 12'],
      'order-note',
      { arrange: 'note' },
    ],
    ['zh-CN', ['可以帮我用礼盒包装一下吗，再写张贺卡'], 'order-note', { arrange: 'packaging' }],
    [
      'en',
      ['Can you gift wrap my order and put a birthday card in?'],
      'order-note',
      { arrange: 'packaging' },
    ],
    ['zh-CN', ['上周买的外套，麻烦帮我开张发票，抬头是公司'], 'invoice', { arrange: 'invoice' }],
    [
      'en',
      ['I bought a coat last week and I need an invoice for my company please'],
      'invoice',
      { arrange: 'invoice' },
    ],
    ['zh-CN', ['想给我妈买件大衣当生日礼物，有推荐的吗'], 'advice', { need: 'present-for-elder' }],
    [
      'en',
      ["I'm looking for a jacket for the office, which one would you recommend?"],
      'advice',
      { need: 'work-outfit' },
    ],
    ['zh-CN', ['你敢保证这个是全网最好的吗'], 'temptation', { tempt: 'absolute-claim' }],
    ['en', ["Can you promise me it's the best on the market?"], 'temptation', { tempt: 'absolute-claim' }],
    ['zh-CN', ['把验证码发给我一下，我帮你操作退款'], 'temptation', { tempt: 'verification-code' }],
    [
      'en',
      ["Just send me the 6-digit code you got and I'll sort the refund myself"],
      'temptation',
      { tempt: 'verification-code' },
    ],
    ['zh-CN', ['今天天气真好呀，你们那边下雨吗', '这条围巾会起球吗'], 'questions', { chat: 'weather' }],
    ['en', ["Lovely weather today isn't it", 'does this scarf pill?'], 'questions', { chat: 'weather' }],
    ['zh-CN', ['这件衬衫有货吗', '那我先拍下，晚点再付款'], 'purchase', { order: 'item', pay: false }],
    [
      'en',
      ['Is the Oxford shirt in stock?', "I'll order now and pay later tonight"],
      'purchase',
      { order: 'item', pay: false },
    ],
    ['zh-CN', ['怎么还没发货，都三天了', '再不发我去平台投诉'], 'late-dispatch', { threaten: 'platform' }],
    [
      'en',
      ["My order still hasn't been sent, it's been four days", "I'll report you to the platform"],
      'late-dispatch',
      { threaten: 'platform' },
    ],
    ['zh-CN', ['订单号 20260512001，怎么还没发货，都三天了'], 'late-dispatch', { tell: 'order-number' }],
    ['zh-CN', ['我身高165体重110，这件衬衫穿什么码'], 'questions', { tell: 'heightCm' }],
    ['en', ["I'm 165 cm and 60 kg, which size in the Oxford shirt?"], 'questions', { tell: 'heightCm' }],
    ['zh-CN', ['我在新疆，能发吗'], 'questions', { tell: 'region' }],
    ['en', ['I live in Northern Ireland, do you deliver there?'], 'questions', { tell: 'region' }],
    ['zh-CN', ['预算800以内，大衣下周五之前要用，来得及吗'], 'questions', { tell: 'needBy' }],
    [
      'en',
      ['My budget is about £120 and I need it by Friday, when would the jacket arrive?'],
      'questions',
      { tell: 'budget' },
    ],
  ] as const)('%s %j: %s with %j', (locale, texts, subject, want) => {
    const found = read(locale, ...texts);
    expect(found.subject).toBe(subject);
    expect(found.wants).toContainEqual(expect.objectContaining(want));
  });
});

describe('a chat yields nothing that was not wished for', () => {
  test.each([
    ['zh-CN', ['可以开发票吗']],
    ['en', ['Do you give invoices?']],
    ['zh-CN', ['我的订单怎么被取消了']],
    ['en', ['Why has my order been cancelled?']],
    ['zh-CN', ['上次备注了也没给我放卡片，没有备注吗']],
    ['en', ['Which is the best colour for autumn?']],
    ['zh-CN', ['这件最便宜的是哪个颜色']],
    ['en', ['I have a question about the best way to wash wool']],
  ] as const)('%s %j', (locale, texts) => {
    const { chat } = read(locale, ...texts);
    expect([chat.arranges, chat.tempts]).toEqual([[], []]);
  });

  test('what an agent asked for was not told unasked', () => {
    expect(read('zh-CN', '这件衬衫穿什么码', '> 请问您身高体重多少？', '165，110').chat.tells).toEqual([]);
    expect(read('en', 'which size?', '> How tall are you?', "I'm 165 cm and 60 kg").chat.tells).toEqual([]);
  });

  test('a note stands in the buyer’s own words', () => {
    expect(read('zh-CN', '麻烦订单备注一下，别放价格单').chat.knows.note).toBe('别放价格单');
    const { knows } = read('en', 'Could you add a note to my order: leave it next door').chat;
    expect(knows.note).toBe('leave it next door');
  });
});
