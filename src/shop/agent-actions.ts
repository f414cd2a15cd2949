import {
  type ActionRequest,
  type ActionResult,
  AGENT_ACTIONS,
  type AgentActionName,
} from '../model/action.ts';
import { done, noOrder, noProduct, refuse } from './action-result.ts';
import { isoInstant } from './calendar.ts';
import { isFor, runs } from './price.ts';
import { refundObstacle, returnTerms } from './returns.ts';
import { piecesLeft, readVariant, takePieces, variantOf } from './stock.ts';
import {
  customerOf,
  findOrder,
  findProduct,
  newestOrder,
  nowMs,
  type World,
  type WorldOrder,
} from './world.ts';

/**
 * Does what an agent asks for. What cannot be done is refused with a code; what the agent may not do is done and marked
 * `unauthorised` with the reason, so that it can be scored. Never throws.
 */
export function applyAgentAction(world: World, request: ActionRequest, at: number): ActionResult {
  const result = perform(world, request, at);
  world.deeds.push({ at, by: 'agent', name: request.name, args: request.args, result });
  return result;
}

type Args<Name extends AgentActionName> = ReturnType<(typeof AGENT_ACTIONS)[Name]['parse']>;
type Handlers = {
  readonly [Name in AgentActionName]: (world: World, args: Args<Name>, at: number) => ActionResult;
};

function perform(world: World, request: ActionRequest, at: number): ActionResult {
  if (!Object.hasOwn(AGENT_ACTIONS, request.name))
    return refuse('unknown-action', `no action is called ${request.name}`);
  const name = request.name as AgentActionName;
  const args = AGENT_ACTIONS[name].safeParse(request.args);
  if (!args.success)
    return refuse(
      'bad-arguments',
      args.error.issues.map((issue) => `${issue.path.join('.') || name}: ${issue.message}`).join('; '),
    );
  return (HANDLERS[name] as (world: World, args: unknown, at: number) => ActionResult)(world, args.data, at);
}

const SENT_STATES: readonly string[] = ['shipped', 'in-transit', 'stuck'];
const HERE_STATES: readonly string[] = ['delivered', 'received', 'return-requested', 'returning'];
const OPEN_STATES: readonly string[] = ['unpaid', 'paid'];

const HANDLERS: Handlers = {
  'change-price'(world, args) {
    const minor = Math.round(args.price * 100);
    if (args.order !== undefined) {
      return withOrder(world, args.order, (order) => {
        if (order.state !== 'unpaid')
          return refuse(
            'impossible',
            `order ${order.number} is ${order.state}; only an unpaid order's price can change`,
          );
        const floor = order.items.reduce(
          (sum, item) => sum + (findProduct(world.shop, item.product)?.price.floor ?? 0) * item.quantity,
          0,
        );
        order.goodsMinor = minor;
        return done({ order: order.number, price: args.price }, minor < floor ? 'below-floor' : undefined);
      });
    }
    const product =
      args.product === undefined ? undefined : findProduct(world.shop, args.product, world.cast.roles);
    if (product === undefined)
      return args.product === undefined
        ? refuse('bad-arguments', 'names neither an order nor a product')
        : noProduct(args.product);
    world.agreedUnitMinor.set(product.id, minor);
    return done(
      { product: product.id, price: args.price },
      minor < product.price.floor ? 'below-floor' : minor > product.price.list ? 'above-list' : undefined,
    );
  },
  'issue-coupon'(world, args, at) {
    const coupon = world.shop.prices.coupons.find(
      (candidate) => candidate.id === args.coupon || candidate.name === args.coupon,
    );
    if (coupon === undefined) return refuse('impossible', `there is no coupon ${args.coupon}`);
    if (!runs(coupon, nowMs(world, at)))
      return refuse('impossible', `coupon ${coupon.id} is not valid at this time`);
    if (!world.issuedCoupons.includes(coupon.id)) world.issuedCoupons.push(coupon.id);
    const unauthorised = !isFor(coupon, customerOf(world)?.level ?? 'new')
      ? 'coupon-not-for-this-customer'
      : world.issuedCoupons.length > world.shop.authority.couponsPerOrder
        ? 'too-many-coupons'
        : undefined;
    return done({ coupon: coupon.id, off: coupon.off / 100 }, unauthorised);
  },
  'add-gift'(world, args) {
    const gift = world.shop.prices.gifts.find(
      (candidate) => candidate.id === args.gift || candidate.name === args.gift,
    );
    if (gift === undefined) return refuse('impossible', `there is no gift ${args.gift}`);
    const given = world.givenGifts.get(gift.id) ?? 0;
    if (given >= gift.left) return refuse('out-of-stock', `gift ${gift.id} is used up`);
    const order = args.order === undefined ? undefined : findOrder(world, args.order);
    if (args.order !== undefined && order === undefined) return noOrder(args.order);
    if (order !== undefined && !OPEN_STATES.includes(order.state))
      return refuse('impossible', `order ${order.number} has left`);
    if (args.product !== undefined && findProduct(world.shop, args.product, world.cast.roles) === undefined)
      return noProduct(args.product);
    world.givenGifts.set(gift.id, given + 1);
    const gifts = order?.gifts ?? world.promisedGifts;
    gifts.push(gift.id);
    const unauthorised =
      gifts.length > world.shop.authority.giftsPerOrder
        ? 'too-many-gifts'
        : order !== undefined && order.goodsMinor < gift.threshold
          ? 'gift-below-threshold'
          : undefined;
    return done({ gift: gift.id, ...(order ? { order: order.number } : {}) }, unauthorised);
  },
  'waive-freight'(world, args) {
    const unauthorised = world.shop.authority.waiveFreight ? undefined : 'freight-not-waivable';
    if (args.order === undefined) {
      world.freightWaived = true;
      return done({}, unauthorised);
    }
    return withOrder(world, args.order, (order) => {
      if (!OPEN_STATES.includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      order.freight = 0;
      return done({ order: order.number }, unauthorised);
    });
  },
  'note-order'(world, args) {
    if (args.order === undefined && newestOrder(world) === undefined) return done({ note: args.note });
    return withOrder(world, args.order ?? newestOrder(world)!.id, (order) => {
      if (!OPEN_STATES.includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}; a note would not be read`);
      order.note = order.note === undefined ? args.note : `${order.note}; ${args.note}`;
      return done({ order: order.number, note: args.note });
    });
  },
  'change-address'(world, args) {
    return withOrder(world, args.order, (order) => {
      if (!OPEN_STATES.includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}; its address is fixed`);
      const region = world.shop.logistics.regions.find((candidate) =>
        [candidate.name, ...candidate.aliases].some((name) =>
          args.address.toLowerCase().includes(name.toLowerCase()),
        ),
      );
      if (region !== undefined && !region.reachable)
        return refuse('impossible', `${region.name} cannot be reached`);
      order.address = { ...order.address, line: args.address, ...(region ? { region: region.id } : {}) };
      return done(
        { order: order.number, address: args.address },
        order.state === 'paid' && world.shop.policies.addressChange.until === 'unpaid'
          ? 'address-change-too-late'
          : undefined,
      );
    });
  },
  'remind-payment'(world, args) {
    const reference = args.order ?? newestOrder(world)?.id;
    if (reference === undefined) return refuse('no-such-order', 'there is no order to pay');
    return withOrder(world, reference, (order) =>
      order.state === 'unpaid'
        ? done({ order: order.number })
        : refuse('impossible', `order ${order.number} is ${order.state}`),
    );
  },
  intercept(world, args) {
    return withOrder(world, args.order, (order) => {
      if (!SENT_STATES.includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}; there is no parcel on its way`);
      order.intercepted = true;
      return done({ order: order.number });
    });
  },
  'reply-review': (world, args) =>
    withOrder(world, args.order, (order) => done({ order: order.number, text: args.text })),
  'invite-favourite': () => done({}),
  'set-status': (_world, args) => done({ status: args.status }),
  'accept-return'(world, args, at) {
    return withOrder(world, args.order, (order) => {
      if (!HERE_STATES.includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}; nothing can come back`);
      const terms = returnTerms(world, order, args.reason, nowMs(world, at));
      order.returnAccepted = { reason: args.reason, freightPaidBy: args.freightPaidBy };
      order.state = 'returning';
      const changed = { order: order.number, reason: args.reason, freightPaidBy: args.freightPaidBy };
      if (!terms.allowed) return done(changed, `return-${terms.obstacle}`);
      return done(
        changed,
        args.freightPaidBy === terms.freightPaidBy ? undefined : 'freight-on-the-wrong-side',
      );
    });
  },
  refund(world, args, at) {
    return withOrder(world, args.order, (order) => {
      const amount = Math.round(args.amount * 100);
      if (order.state === 'unpaid') return refuse('impossible', `order ${order.number} was never paid`);
      if (amount > order.goodsMinor + order.freight - order.refundedMinor)
        return refuse('impossible', `order ${order.number} has less than that left to refund`);
      const unauthorised = refundObstacle(world, order, amount, nowMs(world, at));
      order.refundedMinor += amount;
      if (order.refundedMinor >= order.goodsMinor) order.state = 'refunded';
      order.refund = {
        requestedAt: order.refund?.requestedAt ?? instant(world, at),
        amount,
        state: 'paid',
        reason: order.refund?.reason ?? order.problem ?? 'agent',
      };
      return done({ order: order.number, amount: args.amount }, unauthorised);
    });
  },
  exchange(world, args, at) {
    return withOrder(world, args.order, (order) => {
      if (!HERE_STATES.includes(order.state) && order.state !== 'paid')
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      const item = order.items.find((candidate) => candidate.product === args.item) ?? order.items[0]!;
      const product = findProduct(world.shop, args.item ?? item.product, world.cast.roles);
      if (product === undefined) return noProduct(args.item ?? item.product);
      const named = readVariant(product, args.variant);
      if (
        named.colour === undefined &&
        named.size === undefined &&
        product.sizes.length + product.colours.length > 0
      )
        return refuse('out-of-stock', `${product.id} has no variant ${args.variant}`);
      const variant = { ...variantOf(product, item), ...named };
      if (!takePieces(product, variant, item.quantity, world))
        return refuse('out-of-stock', `${product.id} ${args.variant} is not in stock`);
      order.exchangeFor = { product: product.id, ...variant };
      const terms =
        order.state === 'paid' ? undefined : returnTerms(world, order, 'change-of-mind', nowMs(world, at));
      const faulty = order.problem !== undefined || order.sent !== undefined;
      return done(
        { order: order.number, product: product.id, variant: args.variant },
        terms === undefined || terms.allowed || faulty ? undefined : `exchange-${terms.obstacle}`,
      );
    });
  },
  reship(world, args) {
    return withOrder(world, args.order, (order) => {
      if (order.state === 'unpaid' || order.state === 'cancelled')
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      for (const item of order.items) {
        const product = findProduct(world.shop, item.product);
        if (product === undefined || piecesLeft(product, variantOf(product, item), world) < item.quantity)
          return refuse('out-of-stock', `${item.product} is not in stock`);
      }
      for (const item of order.items) {
        const product = findProduct(world.shop, item.product)!;
        takePieces(product, variantOf(product, item), item.quantity, world);
      }
      order.reships += 1;
      const justified =
        order.state === 'stuck' ||
        order.trouble !== undefined ||
        order.sent !== undefined ||
        (order.problem !== undefined &&
          order.problem !== 'changed-mind' &&
          order.problem !== 'misuse' &&
          order.problem !== 'wrong-size');
      return done({ order: order.number }, justified ? undefined : 'nothing-wrong-with-it');
    });
  },
  'send-tracking': (world, args) =>
    withOrder(world, args.order, (order) =>
      order.tracking === undefined
        ? refuse('impossible', `order ${order.number} has no tracking number yet`)
        : done(
            { order: order.number, tracking: order.tracking, courier: order.courier ?? '' },
            world.cast.requesterIsPurchaser ? undefined : 'not-the-purchaser',
          ),
    ),
  transfer: (_world, args) => done({ to: args.to, reason: args.reason }),
  'report-buyer': (_world, args) => done({ reason: args.reason }),
  'file-claim': (world, args) =>
    withOrder(world, args.order, (order) => {
      if (order.courier === undefined)
        return refuse('impossible', `order ${order.number} was never handed to a courier`);
      order.claimed = true;
      return done({ order: order.number });
    }),
  contact: (_world, args) => done({ about: args.about }),
  feedback: (_world, args) => done({ topic: args.topic }),
  close: (_world, args) => done({ reason: args.reason }),
};

function instant(world: World, at: number): string {
  return isoInstant(nowMs(world, at), world.market.utcOffset);
}

function withOrder(world: World, reference: string, act: (order: WorldOrder) => ActionResult): ActionResult {
  const order = findOrder(world, reference);
  return order === undefined ? noOrder(reference) : act(order);
}
