import { DAY_MS } from './calendar.ts';
import { quoteIn } from './placing.ts';
import type { World, WorldOrder } from './world.ts';

/**
 * What price protection gives back on an order at this moment, in minor units: what was paid for its goods less what the same
 * goods cost now with the running promotion. 0 outside the shop's days (counted from the payment) or where nothing got cheaper.
 */
export function priceDropOf(world: World, order: WorldOrder, at: number): number {
  const days = world.shop.prices.priceProtectionDays;
  const paid = order.paidAt === undefined ? undefined : Date.parse(order.paidAt);
  if (days === 0 || paid === undefined || world.startMs + at > paid + days * DAY_MS) return 0;
  const now = order.items.reduce((sum, item) => {
    const quote = quoteIn(world, item.product, item.quantity, at);
    return sum + Math.min(item.price * item.quantity, quote?.promotedMinor ?? item.price * item.quantity);
  }, 0);
  return Math.max(0, order.goodsMinor - now);
}
