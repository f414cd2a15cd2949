import type { Customer, Order } from '../model/order.ts';
import type { Product } from '../model/product.ts';
import type { Shop } from '../model/shop.ts';

/** A shop's sheets by what they are asked for. Where several entries share a key, the sheet's first one holds it. */
export interface SheetIndex {
  readonly products: ReadonlyMap<string, Product>;
  /** By name and aliases, in lower case. */
  readonly productsByName: ReadonlyMap<string, Product>;
  readonly customers: ReadonlyMap<string, Customer>;
  /** By id, and by number without spaces, dashes and #; each with its place in the sheet. */
  readonly orders: ReadonlyMap<string, Placed>;
  readonly ordersByNumber: ReadonlyMap<string, Placed>;
  readonly ordersByCustomer: ReadonlyMap<string, readonly Order[]>;
  /** Each region's name and aliases in lower case, in the sheet's order. */
  readonly regionNames: readonly (readonly string[])[];
}

interface Placed {
  readonly order: Order;
  readonly place: number;
}

const indexes = new WeakMap<Shop, SheetIndex>();

/** Made at the first call for a shop: sheets never change, and every question on them looks something up. */
export function sheetIndex(shop: Shop): SheetIndex {
  let index = indexes.get(shop);
  if (index === undefined) indexes.set(shop, (index = makeIndex(shop)));
  return index;
}

const KEPT_MAX = 4_096;
const bareNumbers = new Map<string, string>();

/** An order number as people type it: spaces, dashes and # do not count, nor do capitals. */
export function bareNumber(number: string): string {
  let bare = bareNumbers.get(number);
  if (bare === undefined) {
    bare = number.replace(/[\s#-]/g, '').toLowerCase();
    if (bareNumbers.size >= KEPT_MAX) bareNumbers.clear();
    if (number.length <= NUMBER_MAX) bareNumbers.set(number, bare);
  }
  return bare;
}
/** Longer ones are no numbers of orders, and not worth keeping. */
const NUMBER_MAX = 64;

function makeIndex(shop: Shop): SheetIndex {
  const byName = (product: Product) =>
    [product.name, ...product.aliases].map((name) => [name.toLowerCase(), product] as const);
  const placed = shop.orders.map((order, place) => ({ order, place }));
  const ordersByCustomer = new Map<string, Order[]>();
  for (const order of shop.orders) {
    const known = ordersByCustomer.get(order.customer);
    if (known === undefined) ordersByCustomer.set(order.customer, [order]);
    else known.push(order);
  }
  return {
    products: firstOf(shop.products.map((product) => [product.id, product])),
    productsByName: firstOf(shop.products.flatMap(byName)),
    customers: firstOf(shop.customers.map((customer) => [customer.id, customer])),
    orders: firstOf(placed.map((each) => [each.order.id, each])),
    ordersByNumber: firstOf(placed.map((each) => [bareNumber(each.order.number), each])),
    ordersByCustomer,
    regionNames: shop.logistics.regions.map((region) =>
      [region.name, ...region.aliases].map((name) => name.toLowerCase()),
    ),
  };
}

function firstOf<T>(entries: readonly (readonly [string, T])[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const [key, value] of entries) if (!map.has(key)) map.set(key, value);
  return map;
}
