import type { Product } from '../model/product.ts';
import type { Shop } from '../model/shop.ts';

/** Something that the schema allows and no real shop should have. */
export interface Doubt {
  readonly doubt:
    | 'size-gap'
    | 'size-overlap'
    | 'coupon-never'
    | 'coupon-over'
    | 'promotion-over'
    | 'promotion-none'
    | 'promotion-endless'
    | 'region-no-courier'
    | 'nothing-in-stock'
    | 'floor-is-free'
    | 'below-floor'
    | 'no-standard-courier'
    | 'gift-gone'
    | 'stuck-stock';
  /** `products.yaml linen-shirt` */
  readonly place: string;
  readonly slots: Readonly<Record<string, string | number>>;
  /** Would make the score of a conversation wrong, not only odd. */
  readonly severe: boolean;
}

/** An offer that runs for more than a year is no offer but the price. */
const YEAR_MS = 366 * 86_400_000;

/** Everything doubtful about a shop, in the order of its sheets. */
export function doubtsOf(shop: Shop): readonly Doubt[] {
  const found: Doubt[] = [];
  const add = (doubt: Doubt['doubt'], place: string, slots: Doubt['slots'] = {}, severe = false) =>
    found.push({ doubt, place, slots, severe });
  const money = (minor: number) => String(minor / 100);
  for (const product of shop.products) {
    const place = `products.yaml ${product.id}`;
    sizeDoubts(product, (doubt, slots) => add(doubt, place, slots));
    if (Object.values(product.stock).every((sizes) => Object.values(sizes).every((count) => count === 0)))
      add('nothing-in-stock', place);
    if (product.price.floor === 0) add('floor-is-free', place, {}, true);
    for (const { colour, size, on } of product.restock) {
      const counts = Object.entries(product.stock).flatMap(([id, sizes]) =>
        colour === undefined || id === colour
          ? Object.entries(sizes).flatMap(([key, count]) =>
              size === undefined || key === size ? [count] : [],
            )
          : [],
      );
      if (counts.length > 0 && counts.every((count) => count > 0)) add('stuck-stock', place, { day: on });
    }
  }
  for (const promotion of shop.prices.promotions) {
    const place = `prices.yaml ${promotion.id}`;
    const goods = shop.products.filter(
      ({ id }) => promotion.products === 'all' || promotion.products.includes(id),
    );
    if (Date.parse(promotion.until) <= Date.parse(promotion.from)) add('promotion-over', place, {}, true);
    if (goods.length === 0) add('promotion-none', place);
    if (Date.parse(promotion.until) - Date.parse(promotion.from) > YEAR_MS)
      add('promotion-endless', place, { until: promotion.until.slice(0, 10) });
    const { rule } = promotion;
    for (const { id, price } of goods) {
      const paid =
        rule.type === 'fixed-price'
          ? rule.price
          : rule.type === 'percent'
            ? price.list * rule.payShare
            : rule.type === 'amount-off'
              ? price.list - rule.off
              : price.list;
      if (paid < price.floor - 1)
        add(
          'below-floor',
          place,
          { product: id, price: money(Math.round(paid)), floor: money(price.floor) },
          true,
        );
    }
  }
  for (const coupon of shop.prices.coupons) {
    const place = `prices.yaml ${coupon.id}`;
    const goods = shop.products.filter(({ id }) => coupon.products === 'all' || coupon.products.includes(id));
    const dearest = Math.max(0, ...goods.map(({ price }) => price.list));
    if (Date.parse(coupon.until) <= Date.parse(coupon.from)) add('coupon-over', place, {}, true);
    // Ten of the dearest thing is more than a buyer takes.
    if (goods.length === 0 || coupon.threshold > dearest * 10)
      add('coupon-never', place, { threshold: money(coupon.threshold) });
    if (coupon.threshold > 0 && coupon.off >= coupon.threshold) add('coupon-over', place, {}, true);
  }
  for (const gift of shop.prices.gifts)
    if (gift.left === 0 && gift.givenBy === 'auto') add('gift-gone', `prices.yaml ${gift.id}`);
  if (!shop.logistics.couriers.some(({ standard }) => standard))
    add('no-standard-courier', 'logistics.yaml', {}, true);
  for (const region of shop.logistics.regions)
    if (region.reachable && region.couriers.length === 0)
      add('region-no-courier', `logistics.yaml ${region.id}`, {}, true);
  return found;
}

/** Neighbouring sizes whose weights or heights leave somebody without any, or whose order runs backwards. */
function sizeDoubts(
  product: Product,
  add: (doubt: 'size-gap' | 'size-overlap', slots: Doubt['slots']) => void,
): void {
  for (const [measure, unit, slack] of [
    ['weightKg', 'kg', 0.5],
    ['heightCm', 'cm', 1],
  ] as const) {
    const sizes = product.sizes.flatMap((size) => {
      const range = size[measure];
      return range === undefined ? [] : [{ id: size.id, range }];
    });
    for (const [index, size] of sizes.entries()) {
      const next = sizes[index + 1];
      if (next === undefined) continue;
      if (next.range[0] > size.range[1] + slack)
        add('size-gap', {
          from: size.id,
          to: next.id,
          low: `${size.range[1]} ${unit}`,
          high: `${next.range[0]} ${unit}`,
        });
      else if (next.range[1] < size.range[1]) add('size-overlap', { from: size.id, to: next.id });
    }
  }
}
