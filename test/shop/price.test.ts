import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PriceQuestion, quotePrice } from '../../src/shop/price.ts';
import { tinyShop } from '../helpers/tiny-shop.ts';

const shop = tinyShop('en');
const coat = shop.products[0]!;
const during = Date.parse('2026-11-10T10:00:00+00:00');
const question = (over: Partial<PriceQuestion> = {}): PriceQuestion => ({
  product: coat,
  quantity: 1,
  nowMs: during,
  prices: shop.prices,
  level: 'returning',
  ...over,
});

describe('the price ladder', () => {
  it('takes the promotion, then the coupon of the page', () => {
    const quote = quotePrice(question());
    expect(quote.steps.map((step) => [step.kind, step.leftMinor])).toEqual([
      ['list', 20000],
      ['promotion', 18000],
      ['coupon', 17000],
    ]);
    expect(quote.totalMinor).toBe(17000);
  });

  it('uses the better coupon once an agent has issued it', () => {
    expect(quotePrice(question({ issued: ['agent-15'] })).totalMinor).toBe(16500);
  });

  it('goes back to the list price when the promotion is over', () => {
    const quote = quotePrice(question({ nowMs: Date.parse('2026-11-13T00:00:00+00:00') }));
    expect(quote.promotedMinor).toBe(20000);
    expect(quotePrice(question({ ended: ['autumn'] })).promotedMinor).toBe(20000);
  });

  it('never lets a coupon that is out of date count', () => {
    expect(quotePrice(question({ issued: ['old-50'] })).totalMinor).toBe(17000);
  });

  it('stops at the floor and says so in the steps', () => {
    const prices = {
      ...shop.prices,
      promotions: [{ ...shop.prices.promotions[0]!, rule: { type: 'percent' as const, payShare: 0.5 } }],
    };
    const quote = quotePrice(question({ prices }));
    expect(quote.totalMinor).toBe(15000);
    expect(quote.steps.at(-1)).toMatchObject({ kind: 'floor', leftMinor: 15000 });
  });

  it('goes below the floor only by an agreed price', () => {
    expect(quotePrice(question({ agreedUnitMinor: 9900 })).totalMinor).toBe(9900);
  });

  it('holds the published sum: two for 39 and a third at the full price', () => {
    const product = { ...coat, price: { list: 2200, floor: 1000 } };
    const prices = {
      ...shop.prices,
      coupons: [],
      promotions: [
        { ...shop.prices.promotions[0]!, rule: { type: 'bundle' as const, quantity: 2, price: 3900 } },
      ],
    };
    expect(quotePrice(question({ product, prices, quantity: 3 })).totalMinor).toBe(3900 + 2200);
  });

  const rule = fc.oneof(
    fc.record({
      type: fc.constant('percent' as const),
      payShare: fc.double({ min: 0.05, max: 1, noNaN: true }),
    }),
    fc.record({ type: fc.constant('amount-off' as const), off: fc.integer({ min: 0, max: 50000 }) }),
    fc.record({ type: fc.constant('fixed-price' as const), price: fc.integer({ min: 0, max: 50000 }) }),
    fc.record({
      type: fc.constant('threshold' as const),
      threshold: fc.integer({ min: 0, max: 90000 }),
      off: fc.integer({ min: 0, max: 50000 }),
      repeats: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('bundle' as const),
      quantity: fc.integer({ min: 2, max: 20 }),
      price: fc.integer({ min: 0, max: 90000 }),
    }),
    fc.record({
      type: fc.constant('nth-percent' as const),
      nth: fc.integer({ min: 2, max: 5 }),
      payShare: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  const situation = fc.record({
    rule,
    list: fc.integer({ min: 1, max: 90000 }),
    floorShare: fc.double({ min: 0, max: 1, noNaN: true }),
    quantity: fc.integer({ min: 1, max: 20 }),
    off: fc.integer({ min: 0, max: 90000 }),
    threshold: fc.integer({ min: 0, max: 90000 }),
    withCoupons: fc.boolean(),
  });
  const quoteOf = (
    s: {
      rule: object;
      list: number;
      floorShare: number;
      quantity: number;
      off: number;
      threshold: number;
      withCoupons: boolean;
    },
    quantity = s.quantity,
  ) =>
    quotePrice(
      question({
        quantity,
        product: { ...coat, price: { list: s.list, floor: Math.floor(s.list * s.floorShare) } },
        prices: {
          ...shop.prices,
          promotions: [{ ...shop.prices.promotions[0]!, rule: s.rule as never, withCoupons: s.withCoupons }],
          coupons: [{ ...shop.prices.coupons[0]!, off: s.off, threshold: s.threshold }],
        },
      }),
    );

  it('is never negative, never above the list price, never below the floor', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const quote = quoteOf(s);
        expect(quote.totalMinor).toBeGreaterThanOrEqual(Math.floor(s.list * s.floorShare) * s.quantity);
        expect(quote.totalMinor).toBeGreaterThanOrEqual(0);
        expect(quote.totalMinor).toBeLessThanOrEqual(quote.listMinor);
        expect(Number.isInteger(quote.totalMinor)).toBe(true);
      }),
    );
  });

  it('adds up: each step leaves what the one before left, less what came off', () => {
    fc.assert(
      fc.property(situation, (s) => {
        const { steps, totalMinor } = quoteOf(s);
        for (const [index, step] of steps.entries()) {
          if (index > 0) expect(step.leftMinor).toBe(steps[index - 1]!.leftMinor - step.offMinor);
        }
        expect(steps.at(-1)!.leftMinor).toBe(totalMinor);
      }),
    );
  });

  it('takes no less off for a larger order under a threshold promotion', () => {
    fc.assert(
      fc.property(
        situation.filter((s) => s.rule.type === 'threshold'),
        (s) => {
          const off = (quantity: number) => quoteOf(s, quantity).listMinor - quoteOf(s, quantity).totalMinor;
          expect(off(s.quantity + 1)).toBeGreaterThanOrEqual(off(s.quantity));
        },
      ),
    );
  });
});
