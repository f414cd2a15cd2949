import type { ActionArgs, ActionResult } from '../model/action.ts';
import type { Market } from '../model/market.ts';
import type { Order } from '../model/order.ts';
import type { WorldEventName } from '../model/protocol.ts';
import type { Problem, ReturnReason } from '../model/question.ts';
import type { Shop } from '../model/shop.ts';
import { offsetMinutes } from './calendar.ts';
import { instantMs } from './instant.ts';
import { bareNumber, sheetIndex } from './sheet-index.ts';

/** Who and what plays in this session: the cast of the scenario, bound to ids of the shop. */
export interface WorldCast {
  /** Role → product or order id. */
  readonly roles: Readonly<Record<string, string>>;
  readonly customer?: string;
  /** False: a third person asks, whom no data of the order may reach. */
  readonly requesterIsPurchaser: boolean;
}

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An order of this session: the sheet's, or one placed in it, with what was done about it. */
export type WorldOrder = Changeable<Order> & {
  /** Sum of the goods, freight aside. */
  goodsMinor: number;
  refundedMinor: number;
  returnAccepted?: { readonly reason: ReturnReason; readonly freightPaidBy: 'seller' | 'buyer' };
  exchangeFor?: { readonly product: string; readonly colour?: string; readonly size?: string };
  reships: number;
  claimed?: true;
  intercepted?: true;
  /** What the buyer said is wrong with it. */
  problem?: Problem;
  coupons: number;
  gifts: string[];
  placedHere?: true;
};

/** Something that was done or happened, in order; outcome scoring reads these. */
export interface Deed {
  readonly at: number;
  readonly by: 'agent' | 'buyer' | 'outside';
  readonly name: string;
  readonly args: ActionArgs;
  readonly result: ActionResult;
}

export interface Happening {
  readonly name: WorldEventName;
  readonly args: ActionArgs;
}

/** One session's own copy of the shop's changing side. The sheets themselves are shared and never changed. */
export interface World {
  readonly shop: Shop;
  readonly market: Market;
  readonly startMs: number;
  readonly utcOffsetMin: number;
  readonly cast: WorldCast;
  /** Every order touched or placed in this session, by id; untouched ones are in the shop. */
  readonly orders: Map<string, WorldOrder>;
  /** Pieces taken in this session: `product/colour/size` → count. */
  readonly taken: Map<string, number>;
  /** Price of one piece an agent agreed to before the order, by product. */
  readonly agreedUnitMinor: Map<string, number>;
  readonly issuedCoupons: string[];
  /** Gifts promised before an order exists. */
  readonly promisedGifts: string[];
  readonly givenGifts: Map<string, number>;
  readonly endedPromotions: string[];
  freightWaived: boolean;
  readonly deeds: Deed[];
  /** Which problems the buyer said its orders have, in its order: the only change of this world that is no deed. */
  reported: string;
}

export function createWorld(shop: Shop, market: Market, startsAt: string, cast: WorldCast): World {
  return {
    shop,
    market,
    startMs: instantMs(startsAt),
    utcOffsetMin: offsetMinutes(market.utcOffset),
    cast,
    orders: new Map(),
    taken: new Map(),
    agreedUnitMinor: new Map(),
    issuedCoupons: [],
    promisedGifts: [],
    givenGifts: new Map(),
    endedPromotions: [],
    freightWaived: false,
    deeds: [],
    reported: '',
  };
}

/** The session's moment as milliseconds since 1970. */
export function nowMs(world: World, at: number): number {
  return world.startMs + at;
}

/** An order by id, number or the scenario's role; copied from the sheet on first sight. */
export function findOrder(world: World, reference: string): WorldOrder | undefined {
  const wanted = world.cast.roles[reference] ?? reference;
  const known = world.orders.get(wanted);
  if (known !== undefined) return known;
  const number = bareNumber(wanted);
  for (const order of world.orders.values()) if (bareNumber(order.number) === number) return order;
  const sheet = onSheet(world.shop, wanted, number);
  if (sheet === undefined) return undefined;
  const order: WorldOrder = {
    ...sheet,
    items: sheet.items.map((item) => ({ ...item })),
    gifts: [...sheet.gifts],
    trail: [...sheet.trail],
    goodsMinor: sheet.items.reduce((sum, item) => sum + item.price * item.quantity, 0),
    refundedMinor: sheet.refund?.state === 'paid' ? sheet.refund.amount : 0,
    reships: 0,
    coupons: 0,
  };
  world.orders.set(order.id, order);
  return order;
}

function onSheet(shop: Shop, id: string, number: string): Order | undefined {
  const { orders, ordersByNumber } = sheetIndex(shop);
  const [byId, byNumber] = [orders.get(id), ordersByNumber.get(number)];
  if (byId === undefined || byNumber === undefined) return (byId ?? byNumber)?.order;
  return byId.place < byNumber.place ? byId.order : byNumber.order;
}

/** A product by id, role, name or alias (in any case). */
export function findProduct(
  shop: Shop,
  reference: string,
  roles: Readonly<Record<string, string>> = {},
): Shop['products'][number] | undefined {
  const wanted = roles[reference] ?? reference;
  const { products, productsByName } = sheetIndex(shop);
  return products.get(wanted) ?? productsByName.get(wanted.toLowerCase());
}

export function customerOf(world: World): Shop['customers'][number] | undefined {
  const { customer } = world.cast;
  return customer === undefined ? undefined : sheetIndex(world.shop).customers.get(customer);
}

/** The customer's own orders, those placed in this session last. */
export function ordersOf(world: World): readonly WorldOrder[] {
  if (world.cast.customer === undefined || !world.cast.requesterIsPurchaser) return placedHere(world);
  const own = sheetIndex(world.shop).ordersByCustomer.get(world.cast.customer) ?? [];
  return [...own.map((order) => findOrder(world, order.id)!), ...placedHere(world)];
}

/** The numbers of `ordersOf`, the orders in question first, as a desk shows the one the buyer came from. */
export function orderNumbers(world: World): readonly string[] {
  const { customer, requesterIsPurchaser, roles } = world.cast;
  const own =
    customer === undefined || !requesterIsPurchaser
      ? NO_ORDERS
      : (sheetIndex(world.shop).ordersByCustomer.get(customer) ?? NO_ORDERS);
  const all: readonly Order[] = [...own, ...placedHere(world)];
  const inCase = new Set(Object.values(roles));
  return [...all.filter(({ id }) => inCase.has(id)), ...all.filter(({ id }) => !inCase.has(id))].map(
    ({ number }) => number,
  );
}
const NO_ORDERS: readonly Order[] = [];

/** The order placed last in this session, if any. */
export function newestOrder(world: World): WorldOrder | undefined {
  let newest: WorldOrder | undefined;
  for (const order of world.orders.values()) if (order.placedHere) newest = order;
  return newest;
}

function placedHere(world: World): WorldOrder[] {
  const placed: WorldOrder[] = [];
  for (const order of world.orders.values()) if (order.placedHere) placed.push(order);
  return placed;
}
