import type { Locale } from '../../model/locale.ts';
import type { Product } from '../../model/product.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Draws } from '../../random/stream.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIVE_MINUTES_MS = 5 * MINUTE_MS;
const BEGINS = [8, 23] as const;

/** A while after the last thing that any of the shop's orders knows of, at an hour when people chat; in the shop's own zone. */
export function startAfter(shop: Shop, draws: Draws): string {
  const known = shop.orders.flatMap((order) => [
    order.placedAt,
    ...[order.paidAt, order.shippedAt, order.deliveredAt].flatMap((at) => at ?? []),
    ...order.trail.map(({ at }) => at),
  ]);
  // A shop that has sold nothing yet begins with its first offer, or on no day in particular.
  const dates = known.length > 0 ? known : shop.prices.promotions.map(({ from }) => from);
  const last = dates.reduce(
    (latest, at) => (latest === '' || Date.parse(at) > Date.parse(latest) ? at : latest),
    '',
  );
  if (last === '') return `2026-06-15T10:00:00${shop.locale === 'zh-CN' ? '+08:00' : '+00:00'}`;
  const wall = Date.parse(`${last.slice(0, 19)}Z`) + draws.int(10, 100) * MINUTE_MS;
  const tidy = Math.ceil(wall / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  const hour = new Date(tidy).getUTCHours();
  const day = Math.floor(tidy / (24 * HOUR_MS)) * 24 * HOUR_MS;
  const begins = hour < BEGINS[0] ? day + 10 * HOUR_MS : hour >= BEGINS[1] ? day + 34 * HOUR_MS : tidy;
  return new Date(begins).toISOString().slice(0, 19) + last.slice(19);
}

type Knows = NonNullable<ScenarioFile['knows']>[Locale];

/** A variant that can be had, a body that fits it, and a place that parcels go to. */
export function knowsOf(shop: Shop, product: Product, draws: Draws): Knows {
  const there = Object.entries(product.stock).flatMap(([colour, sizes]) =>
    Object.entries(sizes).flatMap(([size, count]) => (count > 0 ? [{ colour, size }] : [])),
  );
  const variant = there.length > 0 ? draws.pick(there) : undefined;
  const size = product.sizes.find(({ id }) => id === variant?.size);
  const regions = shop.logistics.regions.filter(({ reachable }) => reachable);
  const middle = ([low, high]: readonly [number, number]) => Math.round((low + high) / 2);
  return {
    ...(variant && product.colours.some(({ id }) => id === variant.colour) ? { colour: variant.colour } : {}),
    ...(size ? { size: size.id } : {}),
    ...(size?.heightCm && size.weightKg
      ? { heightCm: middle(size.heightCm), weightKg: middle(size.weightKg) }
      : {}),
    quantity: 1,
    ...(regions.length > 0 ? { region: draws.pick(regions).id } : {}),
  };
}
