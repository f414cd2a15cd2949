import { describe, expect, it } from 'vitest';
import { detailsAsked } from '../../src/dialogue/ledger.ts';
import type { Locale } from '../../src/model/locale.ts';
import { read } from './read.ts';

const ASKED: readonly (readonly [Locale, string, readonly string[]])[] = [
  ['zh-CN', '身高体重多少？地址发我一下', ['body', 'address']],
  ['zh-CN', '为了帮您选得合身，想请您告诉我身高和体重。', ['body']],
  ['zh-CN', '方便说下您的身高体重吗？我帮您看看拿哪个码', ['body']],
  ['zh-CN', '麻烦您发张照片', ['photo']],
  ['zh-CN', '您希望怎么处理呢', ['remedy']],
  ['zh-CN', '请问您要哪个颜色，什么码数，几件呢', ['colour', 'size', 'quantity']],
  ['zh-CN', '麻烦提供一下新的收货地址和电话', ['address', 'phone']],
  ['zh-CN', '预算大概多少，送给谁，什么时候要用？', ['budget', 'recipient', 'need-by']],
  ['zh-CN', '您的订单号是 2026110300123，今天给您发出', []],
  ['zh-CN', '好的，稍等我看下订单号', []],
  ['en', 'Could you give me your order number, please?', ['order-number']],
  ['en', "What's the parcel's delivery postcode?", ['region']],
  ['en', 'How would you like us to put this right?', ['remedy']],
  ['en', 'Let me know your height and weight and I will pick for you.', ['body']],
  ['en', 'May I ask which order this is about?', ['order-number']],
  ['en', 'Could you send a quick photo of the tear?', ['photo']],
  ['en', 'Your order number is on the card in the box.', []],
];

describe('the details an agent asks for', () => {
  it.each(ASKED)('%s: %s', (locale, text, details) => {
    expect([...detailsAsked(read(locale, 'agent', text))].sort()).toEqual([...details].sort());
  });
});

it('says which details a buyer gives', () => {
  const given = (locale: Locale, text: string): (string | undefined)[] =>
    read(locale, 'buyer', text)
      .acts.filter(({ act }) => act === 'give-detail')
      .map(({ detail }) => detail);
  expect(given('zh-CN', '我身高165体重110斤，要白色M码')).toEqual(['body', 'size', 'colour']);
  expect(given('zh-CN', '预算300元')).toEqual(['budget']);
  expect(given('en', 'My order number is HL100234')).toEqual(['order-number']);
});
