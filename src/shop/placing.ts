import type { ActionResult } from '../model/action.ts';
import { isoInstant } from './calendar.ts';
import { type PriceQuote, quotePrice } from './price.ts';
import { findColour, findSize, piecesLeft, takePieces } from './stock.ts';
import { customerOf, findProduct, nowMs, type World, type WorldOrder } from './world.ts';

/** What the buyer pays for pieces of a product at this moment of this session, freight aside. */
export function quoteIn(
  world: World,
  productId: string,
  quantity: number,
  at: number,
): PriceQuote | undefined {
  const product = findProduct(world.shop, productId, world.cast.roles);
  if (product === undefined) return undefined;
  const agreed = world.agreedUnitMinor.get(product.id);
  return quotePrice({
    product,
    quantity,
    nowMs: nowMs(world, at),
    prices: world.shop.prices,
    level: customerOf(world)?.level ?? 'new',
    issued: world.issuedCoupons,
    ended: world.endedPromotions,
    ...(agreed === undefined ? {} : { agreedUnitMinor: agreed }),
  });
}

/** Freight to a region for goods of this value; 0 when waived or over the threshold. `undefined` for an unknown region. */
export function freightTo(world: World, regionId: string, goodsMinor: number): number | undefined {
  const { logistics } = world.shop;
  const region = logistics.regions.find((candidate) => candidate.id === regionId);
  if (region === undefined) return undefined;
  if (world.freightWaived) return 0;
  const free =
    logistics.freeFreightFrom !== null &&
    goodsMinor >= logistics.freeFreightFrom &&
    !logistics.freeFreightExcept.includes(region.id);
  return free ? 0 : region.freight;
}

export function orderTotal(order: WorldOrder): number {
  return order.goodsMinor + order.freight;
}

interface Wish {
  readonly product: string;
  readonly colour?: string | undefined;
  readonly size?: string | undefined;
  readonly quantity: number;
}

/** Puts an order into the world: price of this moment, gifts promised so far, pieces taken off the stock. */
export function placeOrder(
  world: World,
  wish: Wish,
  at: number,
): { readonly order: WorldOrder } | { readonly refusal: ActionResult } {
  const product = findProduct(world.shop, wish.product, world.cast.roles);
  if (product === undefined) return refuse('no-such-product', `there is no product ${wish.product}`);
  const colour = wish.colour === undefined ? undefined : findColour(product, wish.colour);
  const size = wish.size === undefined ? undefined : findSize(product, wish.size);
  if (wish.colour !== undefined && product.colours.length > 0 && colour === undefined)
    return refuse('out-of-stock', `${product.id} does not come in ${wish.colour}`);
  if (wish.size !== undefined && product.sizes.length > 0 && size === undefined)
    return refuse('out-of-stock', `${product.id} does not come in size ${wish.size}`);
  const variant = { ...(colour ? { colour: colour.id } : {}), ...(size ? { size: size.id } : {}) };
  if (piecesLeft(product, variant, world) < wish.quantity)
    return refuse('out-of-stock', `${product.id} has too few pieces`);
  const quote = quoteIn(world, product.id, wish.quantity, at)!;
  takePieces(product, variant, wish.quantity, world);
  const customer = customerOf(world);
  const address = customer?.address ?? {
    name: '-',
    phone: '-',
    region: world.shop.logistics.regions[0]!.id,
    line: '-',
  };
  const count = [...world.orders.values()].filter((order) => order.placedHere).length + 1;
  const order: WorldOrder = {
    id: `new-${count}`,
    number: newNumber(world, count),
    customer: customer?.id ?? 'guest',
    state: 'unpaid',
    placedAt: isoInstant(nowMs(world, at), world.market.utcOffset),
    items: [
      {
        product: product.id,
        quantity: wish.quantity,
        price: quote.unitMinor,
        ...(colour ? { colour: colour.id } : {}),
        ...(size ? { size: size.id } : {}),
      },
    ],
    goodsMinor: quote.totalMinor,
    freight: freightTo(world, address.region, quote.totalMinor) ?? 0,
    address,
    trail: [],
    gifts: world.promisedGifts.splice(0),
    refundedMinor: 0,
    reships: 0,
    coupons: world.issuedCoupons.length,
    placedHere: true,
  };
  world.orders.set(order.id, order);
  return { order };
}

/** A number in the shape of the shop's others: the newest one counted on; never one that exists. */
function newNumber(world: World, count: number): string {
  const model = world.shop.orders.at(-1)?.number ?? '100000';
  for (let step = count; step < count + 1000; step += 1) {
    const number = countOn(model, 7 * step);
    if (!world.shop.orders.some((order) => order.number === number)) return number;
  }
  return `${model}-${count}`;
}

function countOn(number: string, step: number): string {
  const match = /^(.*?)(\d{1,9})(\D*)$/s.exec(number);
  if (match === null) return `${number}-${step}`;
  const digits = match[2]!;
  const next = String((Number(digits) + step) % 10 ** digits.length).padStart(digits.length, '0');
  return `${match[1]}${next}${match[3]}`;
}

function refuse(
  code: Extract<ActionResult, { ok: false }>['code'],
  message: string,
): { readonly refusal: ActionResult } {
  return { refusal: { ok: false, code, message } };
}
