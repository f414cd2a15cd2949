import type { Order, OrderState } from '../model/order.ts';
import type { Shop } from '../model/shop.ts';
import type { Problem } from './problem.ts';
import { type Gatherer, gather } from './references.ts';
import type { SheetSources } from './shop.ts';
import { isPattern } from './shop-logistics.ts';
import { inFileOrder } from './validate.ts';
import type { Path } from './yaml.ts';

/** `orders.yaml` and `customers.yaml`: what they name exists, times run forward, an order has what its state needs. */
export function checkOrders(shop: Shop, sources: SheetSources): Problem[] {
  const orders = gather(sources.orders);
  orders.unique(['orders'], shop.orders, ({ id }) => id, 'id');
  orders.unique(['orders'], shop.orders, ({ number }) => number, 'number');
  for (const [index, order] of shop.orders.entries()) checkOrder(orders, ['orders', index], order, shop);

  const customers = gather(sources.customers);
  const regions = shop.logistics.regions.map(({ id }) => id);
  customers.unique(['customers'], shop.customers, ({ id }) => id, 'id');
  customers.unique(['customers'], shop.customers, ({ account }) => account, 'account');
  for (const [index, customer] of shop.customers.entries())
    customers.known(
      ['customers', index, 'address', 'region'],
      customer.address.region,
      'a region of this shop',
      regions,
    );
  return [...inFileOrder(orders.problems), ...inFileOrder(customers.problems)];
}

function checkOrder(found: Gatherer, at: Path, order: Order, shop: Shop): void {
  found.known(
    [...at, 'customer'],
    order.customer,
    'a customer of this shop',
    shop.customers.map(({ id }) => id),
  );
  found.known(
    [...at, 'address', 'region'],
    order.address.region,
    'a region of this shop',
    shop.logistics.regions.map(({ id }) => id),
  );
  for (const [index, gift] of order.gifts.entries())
    found.known(
      [...at, 'gifts', index],
      gift,
      'a gift of this shop',
      shop.prices.gifts.map(({ id }) => id),
    );
  for (const list of ['items', 'sent'] as const) {
    for (const [index, item] of (order[list] ?? []).entries())
      checkItem(found, [...at, list, index], item, shop);
  }
  checkCourier(found, at, order, shop);
  checkState(found, at, order);
}

function checkItem(found: Gatherer, at: Path, item: Order['items'][number], shop: Shop): void {
  if (
    !found.known(
      [...at, 'product'],
      item.product,
      'a product of this shop',
      shop.products.map(({ id }) => id),
    )
  )
    return;
  const product = shop.products.find(({ id }) => id === item.product)!;
  if (item.colour !== undefined)
    found.known(
      [...at, 'colour'],
      item.colour,
      `a colour of ${product.id}`,
      product.colours.map(({ id }) => id),
    );
  if (item.size !== undefined)
    found.known(
      [...at, 'size'],
      item.size,
      `a size of ${product.id}`,
      product.sizes.map(({ id }) => id),
    );
  if (item.colour === undefined && product.colours.length > 0)
    found.add(
      at,
      'missing',
      `must say which colour of ${product.id}: ${product.colours.map(({ id }) => id).join(', ')}`,
    );
  if (item.size === undefined && product.sizes.length > 0)
    found.add(
      at,
      'missing',
      `must say which size of ${product.id}: ${product.sizes.map(({ id }) => id).join(', ')}`,
    );
}

function checkCourier(found: Gatherer, at: Path, order: Order, shop: Shop): void {
  if (order.courier === undefined) return;
  if (
    !found.known(
      [...at, 'courier'],
      order.courier,
      'a courier of this shop',
      shop.logistics.couriers.map(({ id }) => id),
    )
  )
    return;
  const { trackingPattern } = shop.logistics.couriers.find(({ id }) => id === order.courier)!;
  if (order.tracking === undefined || !isPattern(trackingPattern)) return;
  found.hold(
    [...at, 'tracking'],
    new RegExp(`^(?:${trackingPattern})$`).test(order.tracking),
    `must look like a number of ${order.courier}: ${trackingPattern}`,
    { found: order.tracking },
  );
}

const SHIPPED: readonly OrderState[] = [
  'shipped',
  'in-transit',
  'stuck',
  'delivered',
  'received',
  'returning',
];
const ARRIVED: readonly OrderState[] = ['delivered', 'received', 'returning'];

function checkState(found: Gatherer, at: Path, order: Order): void {
  const needs = (field: keyof Order, states: readonly OrderState[]) => {
    if (states.includes(order.state) && order[field] === undefined)
      found.add(at, 'missing', `must have ${field}, as its state is ${order.state}`);
  };
  needs('paidAt', [...SHIPPED, 'paid', 'return-requested', 'refunded']);
  needs('shippedAt', SHIPPED);
  needs('courier', SHIPPED);
  needs('tracking', SHIPPED);
  needs('deliveredAt', ARRIVED);
  needs('trouble', ['stuck']);
  needs('refund', ['refunded']);
  if (order.state === 'unpaid')
    found.hold([...at, 'paidAt'], order.paidAt === undefined, 'must be absent, as its state is unpaid');

  const times = (['placedAt', 'paidAt', 'shippedAt', 'deliveredAt'] as const).flatMap((field) =>
    order[field] === undefined ? [] : [[field, order[field]] as const],
  );
  for (const [index, [field, time]] of times.entries()) {
    const before = times[index - 1];
    if (before)
      found.hold(
        [...at, field],
        Date.parse(before[1]) <= Date.parse(time),
        `must not be before ${before[0]}, ${before[1]}`,
        { found: time },
      );
  }
  for (const [index, stop] of order.trail.entries()) {
    const before = order.trail[index - 1];
    if (before)
      found.hold(
        [...at, 'trail', index, 'at'],
        Date.parse(before.at) <= Date.parse(stop.at),
        'must not be before the entry above: oldest first',
        { found: stop.at },
      );
  }
}
