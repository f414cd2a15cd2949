import type { Locale } from '../model/locale.ts';
import type { Order } from '../model/order.ts';
import type { Product } from '../model/product.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { type Gatherer, gather } from './references.ts';
import type { Path, YamlSource } from './yaml.ts';

type Role = Scenario['roles'][string];
type ProductNeed = Extract<Role, { kind: 'product' }>['needs'][number];
type OrderNeed = Extract<Role, { kind: 'order' }>['needs'][number];

/**
 * Whether what the cast names in this shop can play the scenario's roles. `source` is the scenario's file, where the
 * problems are reported.
 */
export function checkCast(scenario: Scenario, source: YamlSource, locale: Locale, shop: Shop): Problem[] {
  const found = gather(source);
  const cast = scenario.cast[locale];
  found.hold(['cast', locale, 'shop'], shop.locale === locale, `must be a shop whose language is ${locale}`, {
    found: `${shop.id}, whose language is ${shop.locale}`,
  });
  if (cast.customer !== undefined)
    found.known(
      ['cast', locale, 'customer'],
      cast.customer,
      `a customer of ${shop.id}`,
      shop.customers.map(({ id }) => id),
    );

  for (const [name, role] of Object.entries(scenario.roles)) {
    const id = cast.roles[name];
    if (id === undefined) continue;
    const at = ['cast', locale, 'roles', name];
    if (role.kind === 'product') checkProductRole(found, at, role, id, shop, scenario.startsAt[locale]);
    else checkOrderRole(found, at, role, id, shop, scenario, locale);
  }
  checkKnows(found, scenario, locale, shop);
  return found.problems;
}

function checkProductRole(
  found: Gatherer,
  at: Path,
  role: Extract<Role, { kind: 'product' }>,
  id: string,
  shop: Shop,
  startsAt: string,
): void {
  if (
    !found.known(
      at,
      id,
      `a product of ${shop.id}`,
      shop.products.map((product) => product.id),
    )
  )
    return;
  const product = shop.products.find((each) => each.id === id)!;
  if (role.category !== undefined)
    found.hold(at, product.category === role.category, `must be a product of category ${role.category}`, {
      found: `${id}, of category ${product.category}`,
    });
  for (const need of role.needs)
    found.hold(
      at,
      productHas(product, need, shop, startsAt),
      `must be a product with ${PRODUCT_NEEDS[need]}`,
      { found: `${id}, which has not` },
    );
}

const PRODUCT_NEEDS: Readonly<Record<ProductNeed, string>> = {
  sizes: 'sizes',
  colours: 'colours',
  stock: 'something in stock',
  'no-stock': 'a colour or size that is sold out',
  restock: 'a date of restocking',
  drawback: 'a drawback',
  reviews: 'reviews',
  comparison: 'another product it is compared with',
  promotion: 'a promotion when the scenario starts',
  coupon: 'a coupon when the scenario starts',
  warranty: 'a warranty',
  'excluded-from-return': 'a kind that is excluded from returns',
  care: 'care instructions',
  'bargain-room': 'a floor below its list price',
};

/** Whether a product has what a role needs of it, at the moment the scenario starts. */
export function productHas(product: Product, need: ProductNeed, shop: Shop, startsAt: string): boolean {
  const counts = Object.values(product.stock).flatMap((sizes) => Object.values(sizes));
  const runs = (offer: {
    readonly products: 'all' | readonly string[];
    readonly from: string;
    readonly until: string;
  }) =>
    (offer.products === 'all' || offer.products.includes(product.id)) &&
    Date.parse(offer.from) <= Date.parse(startsAt) &&
    Date.parse(startsAt) < Date.parse(offer.until);
  switch (need) {
    case 'sizes':
      return product.sizes.length > 0;
    case 'colours':
      return product.colours.length > 0;
    case 'stock':
      return counts.some((count) => count > 0);
    case 'no-stock':
      return counts.some((count) => count === 0);
    case 'restock':
      return product.restock.length > 0;
    case 'drawback':
      return product.drawbacks.length > 0;
    case 'reviews':
      return product.reviews.length > 0;
    case 'comparison':
      return product.comparesWith.length > 0;
    case 'promotion':
      return shop.prices.promotions.some(runs);
    case 'coupon':
      return shop.prices.coupons.some(runs);
    case 'warranty':
      return product.warranty !== undefined;
    case 'excluded-from-return':
      return shop.policies.returns.exclusions.some(({ kind }) => product.returnKinds.includes(kind));
    case 'care':
      return product.care !== undefined;
    case 'bargain-room':
      return product.price.floor < product.price.list;
  }
}

function checkOrderRole(
  found: Gatherer,
  at: Path,
  role: Extract<Role, { kind: 'order' }>,
  id: string,
  shop: Shop,
  scenario: Scenario,
  locale: Locale,
): void {
  if (
    !found.known(
      at,
      id,
      `an order of ${shop.id}`,
      shop.orders.map((order) => order.id),
    )
  )
    return;
  const order = shop.orders.find((each) => each.id === id)!;
  found.hold(at, role.states.includes(order.state), `must be an order that is ${role.states.join(' or ')}`, {
    found: `${id}, which is ${order.state}`,
  });
  for (const need of role.needs)
    found.hold(at, orderHas(order, need), `must be an order with ${ORDER_NEEDS[need]}`, {
      found: `${id}, which has not`,
    });
  const startsAt = scenario.startsAt[locale];
  found.hold(
    at,
    Date.parse(order.placedAt) <= Date.parse(startsAt),
    `must be an order placed before the scenario starts, ${startsAt}`,
    { found: `${id}, placed ${order.placedAt}` },
  );
  const { customer, requesterIsPurchaser } = scenario.cast[locale];
  if (customer !== undefined && requesterIsPurchaser)
    found.hold(
      at,
      order.customer === customer,
      `must be an order of ${customer}, or say requesterIsPurchaser: false`,
      { found: `${id}, of ${order.customer}` },
    );
}

const ORDER_NEEDS: Readonly<Record<OrderNeed, string>> = {
  tracking: 'a tracking number',
  trouble: 'a trouble on its way',
  refund: 'a refund under way',
  'wrong-goods': 'something else in the parcel than was ordered',
};

export function orderHas(order: Order, need: OrderNeed): boolean {
  return (
    { tracking: order.tracking, trouble: order.trouble, refund: order.refund, 'wrong-goods': order.sent }[
      need
    ] !== undefined
  );
}

/** What the buyer wants must be there to be had: a region of the shop, a colour and size of some product in the cast. */
function checkKnows(found: Gatherer, scenario: Scenario, locale: Locale, shop: Shop): void {
  const { region } = scenario.knows[locale];
  if (region !== undefined)
    found.known(
      ['knows', locale, 'region'],
      region,
      `a region of ${shop.id}`,
      shop.logistics.regions.map(({ id }) => id),
    );
}
