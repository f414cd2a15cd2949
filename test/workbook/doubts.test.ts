import { describe, expect, test } from 'vitest';
import { openData } from '../../src/commands/data.ts';
import { LOCALES } from '../../src/model/locale.ts';
import type { Shop } from '../../src/model/shop.ts';
import { readUi } from '../../src/system/ui-texts.ts';
import { type Doubt, doubtsOf } from '../../src/workbook/doubts.ts';
import { ROOT } from '../helpers/build-once.ts';

const data = openData(ROOT);

type Loose = { -readonly [K in keyof Shop]: any };
const broken = (id: string, change: (shop: Loose) => void): readonly Doubt[] => {
  const shop = structuredClone(data.shop(id)) as Loose;
  change(shop);
  return doubtsOf(shop as Shop);
};
const sized = (shop: Loose) => shop.products.find(({ sizes }: any) => sizes.length > 2 && sizes[0].weightKg);

/** Sold out on purpose: scenarios ask for it. */
const MEANT: readonly Doubt['doubt'][] = ['nothing-in-stock', 'gift-gone'];

test.each(data.library.ids('shop'))('the shop %s has nothing that no real shop should have', (id) => {
  expect(doubtsOf(data.shop(id)).filter(({ doubt }) => !MEANT.includes(doubt))).toEqual([]);
});

describe('a shop that was changed in one thing', () => {
  const cases: readonly (readonly [Doubt['doubt'], (shop: Loose) => void])[] = [
    ['size-gap', (shop) => void (sized(shop).sizes[0].weightKg = [30, 31])],
    ['size-gap', (shop) => void (sized(shop).sizes[0].heightCm = [120, 125])],
    ['size-overlap', (shop) => void (sized(shop).sizes[1].weightKg = [20, 25])],
    ['coupon-never', (shop) => void (shop.prices.coupons[0].threshold = 99_999_900)],
    ['coupon-over', (shop) => void (shop.prices.coupons[0].until = shop.prices.coupons[0].from)],
    ['promotion-over', (shop) => void (shop.prices.promotions[0].until = '2020-01-01T00:00:00+08:00')],
    ['promotion-none', (shop) => void (shop.prices.promotions[0].products = [])],
    ['promotion-endless', (shop) => void (shop.prices.promotions[0].until = '2099-12-31T23:59:59+08:00')],
    ['region-no-courier', (shop) => void (shop.logistics.regions[0].couriers = [])],
    [
      'no-standard-courier',
      (shop) => shop.logistics.couriers.forEach((one: any) => void (one.standard = false)),
    ],
    ['floor-is-free', (shop) => void (shop.products[0].price.floor = 0)],
    [
      'nothing-in-stock',
      (shop) =>
        Object.values(shop.products[0].stock).forEach((sizes: any) => {
          for (const size of Object.keys(sizes)) sizes[size] = 0;
        }),
    ],
    [
      'below-floor',
      (shop) => {
        const [promotion] = shop.prices.promotions;
        Object.assign(promotion, {
          products: [shop.products[0].id],
          rule: { type: 'fixed-price', price: 100 },
        });
      },
    ],
    ['gift-gone', (shop) => void Object.assign(shop.prices.gifts[0], { left: 0, givenBy: 'auto' })],
    [
      'stuck-stock',
      (shop) => {
        const product = shop.products.find(({ stock }: any) =>
          Object.values(stock).every((sizes: any) => Object.values(sizes).every((count: any) => count > 0)),
        );
        product.restock = [{ on: '2026-12-01' }];
      },
    ],
  ];

  test.each(cases)('%s is named', (doubt, change) => {
    expect(broken('yunzhi', change).map((one) => one.doubt)).toContain(doubt);
  });

  test.each(LOCALES)('is told in words, in %s', async (locale) => {
    const say = await readUi(locale);
    for (const [doubt, change] of cases) {
      const found = broken('yunzhi', change).find((one) => one.doubt === doubt)!;
      const text = say(`shop.doubt.${doubt}` as never, found.slots as never);
      expect(text).not.toMatch(/\{|shop\.doubt/);
    }
  });
});
