import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { type Gatherer, gather } from './references.ts';
import { show } from './shop-goods.ts';
import type { Path, YamlSource } from './yaml.ts';

type Promotion = Shop['prices']['promotions'][number];

/** `prices.yaml`: products that exist, periods that begin before they end, no promotion that goes below a floor by itself. */
export function checkPrices(shop: Shop, source: YamlSource): Problem[] {
  const found = gather(source);
  const { promotions, coupons, gifts } = shop.prices;
  found.unique(['promotions'], promotions, ({ id }) => id, 'id');
  found.unique(['coupons'], coupons, ({ id }) => id, 'id');
  found.unique(['gifts'], gifts, ({ id }) => id, 'id');
  for (const [index, promotion] of promotions.entries()) {
    const at = ['promotions', index];
    checkPeriod(found, at, promotion);
    checkProducts(found, at, promotion.products, shop);
    checkAgainstFloor(found, at, promotion, shop);
  }
  for (const [index, coupon] of coupons.entries()) {
    const at = ['coupons', index];
    checkPeriod(found, at, coupon);
    checkProducts(found, at, coupon.products, shop);
    found.hold(
      [...at, 'off'],
      coupon.threshold === 0 || coupon.off <= coupon.threshold,
      `must not be more than the threshold, ${show(coupon.threshold)}`,
      { found: show(coupon.off) },
    );
  }
  return found.problems;
}

function checkPeriod(
  found: Gatherer,
  at: Path,
  { from, until }: { readonly from: string; readonly until: string },
): void {
  found.hold([...at, 'until'], Date.parse(from) < Date.parse(until), `must be after from, ${from}`, {
    found: until,
  });
}

function checkProducts(found: Gatherer, at: Path, products: 'all' | readonly string[], shop: Shop): void {
  if (products === 'all') return;
  const known = shop.products.map(({ id }) => id);
  for (const [index, id] of products.entries())
    found.known([...at, 'products', index], id, 'a product of this shop', known);
}

function checkAgainstFloor(found: Gatherer, at: Path, { rule, products }: Promotion, shop: Shop): void {
  for (const product of shop.products) {
    if (products !== 'all' && !products.includes(product.id)) continue;
    const { list, floor } = product.price;
    const price = onePiece(rule, list);
    found.hold(
      [...at, 'rule'],
      price === undefined || price >= floor,
      `must not sell ${product.id} below its floor, ${show(floor)}`,
      { found: price === undefined ? undefined : show(price), part: 'key' },
    );
  }
}

/** What one piece costs under the promotion alone; `undefined` where it takes more than one piece or a threshold. */
function onePiece(rule: Promotion['rule'], list: number): number | undefined {
  if (rule.type === 'percent') return Math.round(list * rule.payShare);
  if (rule.type === 'amount-off') return list - rule.off;
  return rule.type === 'fixed-price' ? rule.price : undefined;
}
