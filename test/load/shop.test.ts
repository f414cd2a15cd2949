import { describe, expect, test } from 'vitest';
import { loadShop, type SheetName } from '../../src/load/shop.ts';
import { fixture, mustLoad, SHOP_FOLDER, sentencesOf, shopWith } from './fixture.ts';

describe('a shop', () => {
  test('is its sheets joined, with money in minor units', () => {
    const shop = mustLoad(shopWith());
    expect(shop.products[0]!.price).toEqual({ list: 2000, floor: 1500, group: { people: 2, price: 1800 } });
    expect(shop.orders.map(({ id }) => id)).toEqual(['late', 'fresh']);
  });

  test('names every missing sheet at once', () => {
    const shop = loadShop(SHOP_FOLDER, { shop: fixture(`${SHOP_FOLDER}/shop.yaml`) });
    expect(sentencesOf(shop)).toHaveLength(6);
    expect(sentencesOf(shop)[0]).toContain(`${SHOP_FOLDER}/products.yaml  is missing`);
  });

  const BAD: readonly (readonly [
    what: string,
    sheet: SheetName,
    find: string,
    replacement: string,
    sentence: string,
  ])[] = [
    [
      'an id that is not its folder',
      'shop',
      'id: tiny-shop',
      'id: other',
      "shop.yaml:3:5  id must be the folder's name, tiny-shop; found other",
    ],
    [
      'a language that is not the market’s',
      'shop',
      'locale: en',
      'locale: zh-CN',
      "shop.yaml:4:9  locale must be the market's language, en; found zh-CN",
    ],
    [
      'a floor above the list price',
      'products',
      'floor: 15,',
      'floor: 25,',
      'products[0].price.floor must not be above the list price, 20; found 25',
    ],
    [
      'a group price below the floor',
      'products',
      'price: 18',
      'price: 12.50',
      'products[0].price.group.price must lie between the floor, 15, and the list price, 20; found 12.50',
    ],
    [
      'two products of one id',
      'products',
      'id: scarf\n    name',
      'id: mug\n    name',
      'products[1].id must be unique: entry 1 has the same; found mug',
    ],
    [
      'stock of a colour that is not there',
      'products',
      'stock: { red: {',
      'stock: { blue: {',
      'products[1].stock.blue must be a colour of this product; found blue',
    ],
    [
      'stock of a size that is not there',
      'products',
      'S: 0, L: 2',
      'S: 0, L: 2, XL: 1',
      'products[1].stock.red.XL must be a size of this product; found XL',
    ],
    [
      'no count for a size',
      'products',
      'S: 0, L: 2',
      'L: 2',
      'products[1].stock.red must say how many there are of red in S',
    ],
    [
      'colours in the stock of goods without any',
      'products',
      'stock: { one: { one: 3 } }',
      'stock: { red: { one: 3 } }',
      'products[0].stock.red must be one, as it has no colours; found red',
    ],
    [
      'restocking of a size that is not there',
      'products',
      'size: S, on',
      'size: M, on',
      'products[1].restock[0].size must be a size of this product; found M',
    ],
    [
      'shares of material that make no hundred',
      'products',
      'percent: 20',
      'percent: 30',
      'products[1].material must add up to 100 percent; found 110',
    ],
    [
      'a comparison with itself',
      'products',
      'product: scarf, difference',
      'product: mug, difference',
      'products[0].comparesWith[0].product must be another product of this shop; found mug',
    ],
    [
      'a match that is not sold',
      'products',
      'product: mug, text',
      'product: mugg, text',
      'products[1].goesWith[0].product must be another product of this shop; found mugg',
    ],
    [
      'a kind of goods that no rule names',
      'products',
      'returnKinds: [custom-made]',
      'returnKinds: [costum-made]',
      'products[0].returnKinds[0] must be a kind that the return rules or the law name; found costum-made',
    ],
    [
      'a promotion that ends before it begins',
      'prices',
      'until: "2026-11-30',
      'until: "2026-10-30',
      'promotions[0].until must be after from, 2026-11-01T00:00:00+00:00; found 2026-10-30T00:00:00+00:00',
    ],
    [
      'a promotion of a product that is not sold',
      'prices',
      'products: [mug]',
      'products: [mug, cup]',
      'promotions[0].products[1] must be a product of this shop; found cup',
    ],
    [
      'a promotion below the floor',
      'prices',
      'payShare: 0.9',
      'payShare: 0.5',
      'promotions[0].rule must not sell mug below its floor, 15; found 10',
    ],
    [
      'a coupon that is worth more than its threshold',
      'prices',
      'off: 2',
      'off: 20',
      'coupons[0].off must not be more than the threshold, 10; found 20',
    ],
    [
      'no standard courier',
      'logistics',
      'standard: true',
      'standard: false',
      'couriers must have a standard courier',
    ],
    [
      'a tracking pattern that is none',
      'logistics',
      'SW\\\\d{6}',
      'SW(',
      'couriers[0].trackingPattern must be a regular expression; found SW(',
    ],
    [
      'days the wrong way round',
      'logistics',
      'days: [1, 2]',
      'days: [2, 1]',
      'regions[0].days must be [least, most]; found [2, 1]',
    ],
    [
      'a courier that is not there',
      'logistics',
      'couriers: [swift] }',
      'couriers: [swfit] }',
      'regions[0].couriers[0] must be a courier of this shop; found swfit',
    ],
    [
      'one alias for two regions',
      'logistics',
      'the isles',
      'up north',
      'regions[1].aliases[0] must name one region only: north has it as well; found up north',
    ],
    [
      'an exception for a region that is not there',
      'logistics',
      'freeFreightExcept: [islands]',
      'freeFreightExcept: [isles]',
      'freeFreightExcept[0] must be a region of this shop; found isles',
    ],
    [
      'fewer days than the law gives',
      'policies',
      'days: 14\n  counts',
      'days: 7\n  counts',
      'returns.days must not be worse than the law of tiny-market: at least 14 days; found 7',
    ],
    [
      'a refund later than the law allows',
      'policies',
      'refundDays: 5',
      'refundDays: 30',
      'returns.refundDays must not be worse than the law of tiny-market: the money is back within 14 days; found 30',
    ],
    [
      'a fee for a lawful return',
      'policies',
      'refundDays: 5',
      'refundDays: 5\n  restockingFee: 3',
      'returns.restockingFee must not be worse than the law of tiny-market: no fee may be kept; found 3',
    ],
    [
      'a change of mind that is not taken back',
      'policies',
      'remedies: [return], withinDays: 14',
      'remedies: [exchange], withinDays: 14',
      'the goods may be returned for a refund; found exchange',
    ],
    [
      'an exclusion that the law does not know',
      'policies',
      'kind: custom-made',
      'kind: on-sale',
      'returns.exclusions[0].kind must be a kind that the law of tiny-market allows to exclude; found on-sale',
    ],
    [
      'an exclusion that the buyer must have confirmed',
      'policies',
      'opened-hygiene, confirmed: true',
      'opened-hygiene',
      'returns.exclusions[1].confirmed must be true: the law excludes this kind only where the buyer confirmed it when buying; found false',
    ],
    [
      'an order of nobody',
      'orders',
      'customer: ann',
      'customer: bob',
      'orders[0].customer must be a customer of this shop; found bob',
    ],
    [
      'an order of a size that is not there',
      'orders',
      'size: L',
      'size: XL',
      'orders[0].items[0].size must be a size of scarf; found XL',
    ],
    [
      'an order that does not say which size',
      'orders',
      'size: L, ',
      '',
      'orders[0].items[0] must say which size of scarf: S, L',
    ],
    [
      'a tracking number of another courier',
      'orders',
      'SW123456',
      'XX123456',
      'orders[0].tracking must look like a number of swift: SW\\d{6}; found XX123456',
    ],
    [
      'a parcel under way without a number',
      'orders',
      '    tracking: SW123456\n',
      '',
      'orders[0] must have tracking, as its state is in-transit',
    ],
    [
      'an unpaid order that was paid',
      'orders',
      'state: unpaid',
      'state: unpaid\n    paidAt: "2026-11-09T10:00:00+00:00"',
      'orders[1].paidAt must be absent, as its state is unpaid',
    ],
    [
      'times that run backwards',
      'orders',
      'shippedAt: "2026-11-06T10',
      'shippedAt: "2026-11-04T10',
      'orders[0].shippedAt must not be before paidAt',
    ],
    [
      'a trail that runs backwards',
      'orders',
      '"2026-11-07T11',
      '"2026-11-06T09',
      'orders[0].trail[1].at must not be before the entry above: oldest first',
    ],
    [
      'a region that is not there',
      'customers',
      'region: north',
      'region: nort',
      'customers[0].address.region must be a region of this shop; found nort',
    ],
  ];
  test.each(BAD)('is refused with %s', (_what, sheet, find, replacement, sentence) => {
    expect(sentencesOf(shopWith(sheet, find, replacement)).join('\n')).toContain(sentence);
  });
});
