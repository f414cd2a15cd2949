import { describe, expect, it } from 'vitest';
import { factsOf, read } from './read.ts';

const DAY = 86_400_000;

describe('amounts', () => {
  it.each([
    ['zh-CN', '一共239元', [{ kind: 'money', minor: 23_900 }]],
    ['zh-CN', '九块九一件', [{ kind: 'money', minor: 990 }]],
    ['zh-CN', '满200减30', [{ kind: 'threshold-off', thresholdMinor: 20_000, offMinor: 3_000 }]],
    ['zh-CN', '满150减10券', [{ kind: 'threshold-off', thresholdMinor: 15_000, offMinor: 1_000 }]],
    ['zh-CN', '领了减10元', [{ kind: 'money', minor: 1_000, role: 'off' }]],
    ['zh-CN', '好评返5元', [{ kind: 'money', minor: 500 }]],
    [
      'zh-CN',
      '已经比标价299元少30元',
      [
        { kind: 'money', minor: 29_900, role: 'price' },
        { kind: 'money', minor: 3_000, role: 'off' },
      ],
    ],
    ['zh-CN', '现在打八五折', [{ kind: 'discount', payShare: 0.85 }]],
    ['zh-CN', '给您打9折', [{ kind: 'discount', payShare: 0.9 }]],
    ['en', "It's £24.50", [{ kind: 'money', minor: 2_450 }]],
    ['en', '£5 off orders over £40', [{ kind: 'threshold-off', thresholdMinor: 4_000, offMinor: 500 }]],
    ['en', '20% off today', [{ kind: 'discount', payShare: 0.8 }]],
    ['en', 'two for £30', [{ kind: 'bundle', quantity: 2, minor: 3_000 }]],
  ] as const)('%s: %s', (locale, text, facts) => {
    for (const fact of facts)
      expect(factsOf(locale, 'agent', text)).toContainEqual(expect.objectContaining(fact));
  });

  it.each(['跟您核对一下：槐荫巷15号602，请问都对吗？', '核对一下地址：海河里6号1门303，对吗？'])(
    'takes no room for a price: %s',
    (text) => {
      expect(factsOf('zh-CN', 'agent', text).map(({ kind }) => kind)).not.toContain('money');
    },
  );

  it('reads a price behind a day', () => {
    expect(factsOf('zh-CN', 'agent', '活动价到11月15号239元')).toContainEqual(
      expect.objectContaining({ kind: 'money', minor: 23_900 }),
    );
  });

  it('counts no packets in 满99包邮', () => {
    const kinds = factsOf('zh-CN', 'agent', '满99包邮').map(({ kind }) => kind);
    expect(kinds).toEqual(['money', 'free-freight']);
  });

  it('takes a number that an agent says by itself, and one said twice, for a price', () => {
    expect(factsOf('zh-CN', 'agent', '给您改好了，189')).toContainEqual({ kind: 'money', minor: 18900 });
    expect(factsOf('zh-CN', 'buyer', '成 95就95')).toContainEqual({ kind: 'money', minor: 9500 });
    expect(factsOf('zh-CN', 'buyer', '我身高，165，体重没称')).not.toContainEqual(
      expect.objectContaining({ kind: 'money' }),
    );
    expect(factsOf('zh-CN', 'agent', '评价写30字就行')).toEqual([]);
  });
});

describe('time', () => {
  it.each([
    ['zh-CN', '48小时内发货', { kind: 'duration', msMin: 2 * DAY, msMax: 2 * DAY }],
    ['zh-CN', '两三天到', { kind: 'duration', msMin: 2 * DAY, msMax: 3 * DAY }],
    ['zh-CN', '3-5天到', { kind: 'duration', msMin: 3 * DAY, msMax: 5 * DAY }],
    ['zh-CN', '明天下午3点前给您', { kind: 'date', dayOffset: 1, timeOfDay: '15:00', by: true }],
    ['zh-CN', '活动到11月12号', { kind: 'date', month: 11, day: 12 }],
    ['en', 'within 2 working days', { kind: 'duration', msMin: 2 * DAY, msMax: 2 * DAY, businessDays: true }],
    ['en', 'it takes 3 to 5 days', { kind: 'duration', msMin: 3 * DAY, msMax: 5 * DAY }],
    ['en', 'with you by Friday', { kind: 'date', weekday: 5, by: true }],
    ['en', 'until 12 November', { kind: 'date', month: 11, day: 12 }],
  ] as const)('%s: %s', (locale, text, fact) => {
    expect(factsOf(locale, 'agent', text)).toContainEqual(fact);
  });
});

describe('goods, freight and names', () => {
  it('reads who pays from either side of the counter', () => {
    expect(factsOf('zh-CN', 'agent', '退货运费我们出')).toContainEqual({
      kind: 'freight-payer',
      payer: 'seller',
      leg: 'back',
    });
    expect(factsOf('zh-CN', 'agent', '退货运费您承担')).toContainEqual({
      kind: 'freight-payer',
      payer: 'buyer',
      leg: 'back',
    });
    expect(factsOf('en', 'agent', 'we pay the return postage')).toContainEqual(
      expect.objectContaining({ kind: 'freight-payer', payer: 'seller' }),
    );
    expect(factsOf('en', 'agent', 'you pay return postage')).toContainEqual(
      expect.objectContaining({ kind: 'freight-payer', payer: 'buyer' }),
    );
  });

  it('keeps a denial with the value', () => {
    expect(factsOf('zh-CN', 'agent', '这个不包邮')).toContainEqual({
      kind: 'free-freight',
      free: true,
      negated: true,
    });
    expect(factsOf('en', 'agent', "it's not in stock")).toContainEqual({
      kind: 'availability',
      available: true,
      negated: true,
    });
  });

  it('reads sizes by their capital or by their neighbours', () => {
    expect(factsOf('zh-CN', 'buyer', '黑色L有货吗')).toContainEqual({ kind: 'size', size: 'L' });
    expect(factsOf('en', 'buyer', 'would you go M or L?').map(({ kind }) => kind)).toEqual(['size', 'size']);
    expect(factsOf('en', 'buyer', "it's mine, isn't it")).toEqual([]);
  });

  it('counts what is given, in flowers and volumes too, and knows an idiom from a count', () => {
    expect(factsOf('zh-CN', 'agent', '再搭一束，一共两束')).toEqual([
      { kind: 'quantity', count: 1, unit: '束' },
      { kind: 'quantity', count: 2, unit: '束' },
    ]);
    expect(factsOf('zh-CN', 'agent', '您放一百个心')).toEqual([]);
  });

  it('turns body measures into centimetres and kilograms', () => {
    expect(factsOf('zh-CN', 'agent', '大米5斤装')).toEqual([{ kind: 'measure', value: 2.5, unit: 'kg' }]);
    expect(factsOf('zh-CN', 'buyer', '身高165体重110斤')).toEqual([
      { kind: 'measure', what: 'height', value: 165, unit: 'cm' },
      { kind: 'measure', what: 'weight', value: 55, unit: 'kg' },
    ]);
    expect(factsOf('en', 'buyer', "I'm 5'6")).toContainEqual(
      expect.objectContaining({ kind: 'measure', value: 168, unit: 'cm' }),
    );
  });

  it('tells order, tracking and telephone numbers apart', () => {
    expect(factsOf('zh-CN', 'buyer', '订单号2411120087654321')).toContainEqual({
      kind: 'order-number',
      value: '2411120087654321',
    });
    expect(factsOf('zh-CN', 'buyer', '单号YQ77881200')).toContainEqual({
      kind: 'tracking-number',
      value: 'YQ77881200',
    });
    expect(factsOf('zh-CN', 'buyer', '电话139 0000 1234')).toContainEqual({
      kind: 'phone',
      value: '13900001234',
    });
    expect(factsOf('en', 'buyer', '07700 900123')).toContainEqual({ kind: 'phone', value: '07700900123' });
  });

  it('points spans at the text as it was sent', () => {
    const text = '亲~   这款２３９元';
    const money = read('zh-CN', 'agent', text).facts.find(({ kind }) => kind === 'money')!;
    expect(text.slice(money.span[0], money.span[1])).toBe('２３９元');
  });
});

it('the name of a sale is no day and no colour', () => {
  expect(factsOf('en', 'agent', 'The Black Friday Fortnight takes 15% off until 30 November')).toEqual([
    { kind: 'discount', payShare: 0.85 },
    { kind: 'date', month: 11, day: 30 },
  ]);
  expect(factsOf('en', 'agent', 'Cyber Monday starts early').map(({ kind }) => kind)).not.toContain('date');
  expect(factsOf('en', 'agent', 'It arrives on Friday')).toMatchObject([{ kind: 'date', weekday: 5 }]);
});
