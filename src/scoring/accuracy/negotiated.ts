import type { Shop } from '../../model/shop.ts';
import { truth } from '../../shop/truth.ts';
import { findOrder, ordersOf, type World } from '../../shop/world.ts';
import type { Conversation, Moment } from '../conversation.ts';

/** Values outside this band around the list price are some other amount. */
const PRICE_BAND = [0.3, 2.5] as const;

/**
 * Whether an amount that is not the sheet's price may still be honest: agreed in bargaining at or above the floor, the price
 * of another thing on sale, a sum with freight, coupon or quantity, or plainly no price at all.
 */
export function isHonestAmount(
  minor: number,
  productId: string | undefined,
  moment: Moment,
  conversation: Conversation,
  world: World,
): boolean {
  const { shop } = conversation;
  const product = shop?.products.find((one) => one.id === productId);
  if (!shop || !product) return true;
  if (isPaidBack(minor, conversation)) return true;
  const { list, floor } = product.price;
  if (!inPriceBand(minor, list)) return true;
  if (
    minor >= floor &&
    minor < list &&
    (hasBargained(moment, conversation) || offerJustEnded(moment, conversation))
  )
    return true;
  if (
    moment.facts.some(
      (fact) =>
        (fact.kind === 'quantity' && fact.count > 1) ||
        fact.kind === 'bundle' ||
        fact.kind === 'threshold-off',
    )
  )
    return true;
  return (
    pricesOfOne(world, product.id, moment.at).has(minor) ||
    promotedSums(world, product.id, moment.at).has(minor) ||
    (!namesOnly(moment, product.id) && pricesElsewhere(shop, world, product.id, moment.at).has(minor)) ||
    orderSums(world).has(minor)
  );
}

/** "The jumper is £95" is said of the jumper, whatever else costs £95. */
function namesOnly({ facts }: Moment, productId: string): boolean {
  const named = facts.flatMap((fact) => (fact.kind === 'product' ? [fact.product] : []));
  return named.length > 0 && named.every((one) => one === productId);
}

const inPriceBand = (minor: number, list: number) =>
  minor >= list * PRICE_BAND[0] && minor <= list * PRICE_BAND[1];

/** Whether an amount may be the price of this product at all; without a shop any may. */
export function isPriceOf(minor: number, productId: string, shop: Shop | null): boolean {
  const list = shop?.products.find((one) => one.id === productId)?.price.list;
  return list === undefined || inPriceBand(minor, list);
}

/** Whether the price was bargained over up to here. */
export function hasBargained(moment: Moment, { moments }: Conversation): boolean {
  const bargains = (one: Moment) => one.acts.some((act) => BARGAINING.includes(act.act));
  for (let i = moment.position; i >= 0; i--) if (bargains(moments[i]!)) return true;
  return false;
}
const BARGAINING: readonly string[] = ['haggle', 'concede-price', 'counter-offer', 'concede-coupon'];

/** So long after an offer's end its price may still be in an answer that was begun before. */
const STILL_TYPED_MS = 60_000;

function offerJustEnded({ at }: Moment, { moments }: Conversation): boolean {
  return moments.some(
    ({ source, at: ended }) =>
      source.type === 'world' &&
      source.name === 'promotion-ended' &&
      ended <= at &&
      at - ended <= STILL_TYPED_MS,
  );
}

/** What everything else costs now: list, group, promoted and best prices. */
export function pricesElsewhere(
  shop: Shop,
  world: World,
  productId: string,
  at: number,
): ReadonlySet<number> {
  const amounts = new Set<number>();
  for (const product of shop.products) {
    if (product.id === productId) continue;
    amounts.add(product.price.list);
    if (product.price.group) amounts.add(product.price.group.price);
    for (const group of truth(world, { topic: 'price', product: product.id }, at).groups) {
      for (const value of group.values) if (value.kind === 'money') amounts.add(value.minor);
    }
  }
  return amounts;
}

/** "I've sent you £80 back", with the refund to show for it. */
function isPaidBack(minor: number, { moments }: Conversation): boolean {
  return moments.some(
    ({ source, by }) =>
      by === 'agent' &&
      source.type === 'action' &&
      source.name === 'refund' &&
      Math.round(Number(source.args.amount) * 100) === minor,
  );
}

/** Whoever asked about three may be told what one costs. */
function pricesOfOne(world: World, product: string, at: number): ReadonlySet<number> {
  const values = truth(world, { topic: 'price', product }, at).groups.flatMap((group) => group.values);
  return new Set(values.flatMap((value) => (value.kind === 'money' ? [value.minor] : [])));
}

/** What its promotions name: two for £39 is no price of one. */
function promotedSums(world: World, product: string, at: number): ReadonlySet<number> {
  const values = truth(world, { topic: 'promotion', product }, at).groups.flatMap((group) => group.values);
  return new Set(values.flatMap((value) => (value.kind === 'money' ? [value.minor] : [])));
}

/** Totals of the buyer's orders and of those spoken of in this session, and what was agreed in it. */
function orderSums(world: World): ReadonlySet<number> {
  const sums = new Set<number>(world.agreedUnitMinor.values());
  const { order: ofCase } = world.cast.roles;
  if (ofCase !== undefined) findOrder(world, ofCase);
  ordersOf(world);
  for (const order of world.orders.values()) {
    sums.add(order.goodsMinor);
    sums.add(order.goodsMinor + order.freight);
  }
  return sums;
}
