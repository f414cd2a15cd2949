import { type ActionArgs, type ActionResult, BUYER_ACTIONS, type BuyerActionName } from '../model/action.ts';
import { isoInstant } from './calendar.ts';
import { orderTotal, placeOrder } from './placing.ts';
import { findOrder, type Happening, nowMs, type World, type WorldOrder } from './world.ts';

type Outcome = { readonly result: ActionResult; readonly happenings: readonly Happening[] };
type Args<Name extends BuyerActionName> = ReturnType<(typeof BUYER_ACTIONS)[Name]['parse']>;
type Handlers = {
  readonly [Name in BuyerActionName]: (world: World, args: Args<Name>, at: number) => Outcome;
};

/** Does what a buyer does, and says what the agent's side gets to know of it. Never throws. */
export function applyBuyerAction(world: World, name: string, args: ActionArgs, at: number): Outcome {
  const outcome = perform(world, name, args, at);
  world.deeds.push({ at, by: 'buyer', name, args, result: outcome.result });
  return outcome;
}

function perform(world: World, name: string, args: ActionArgs, at: number): Outcome {
  if (!Object.hasOwn(BUYER_ACTIONS, name)) return refuse('unknown-action', `no action is called ${name}`);
  const read = BUYER_ACTIONS[name as BuyerActionName].safeParse(args);
  if (!read.success)
    return refuse(
      'bad-arguments',
      read.error.issues.map((issue) => `${issue.path.join('.') || name}: ${issue.message}`).join('; '),
    );
  return (HANDLERS[name as BuyerActionName] as (world: World, args: unknown, at: number) => Outcome)(
    world,
    read.data,
    at,
  );
}

const HANDLERS: Handlers = {
  'place-order'(world, args, at) {
    const placed = placeOrder(world, args, at);
    if ('refusal' in placed) return { result: placed.refusal, happenings: [] };
    const told = {
      order: placed.order.number,
      product: placed.order.items[0]!.product,
      quantity: args.quantity,
      total: orderTotal(placed.order) / 100,
    };
    return done(told, { name: 'order-placed', args: told });
  },
  pay: (world, args, at) =>
    withOrder(world, args.order, (order) => {
      if (order.state !== 'unpaid') return refuse('impossible', `order ${order.number} is ${order.state}`);
      order.state = 'paid';
      order.paidAt = isoInstant(nowMs(world, at), world.market.utcOffset);
      return done(
        { order: order.number, total: orderTotal(order) / 100 },
        { name: 'order-paid', args: { order: order.number } },
      );
    }),
  'cancel-order': (world, args) =>
    withOrder(world, args.order, (order) => {
      if (order.state !== 'unpaid' && order.state !== 'paid')
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      order.state = 'cancelled';
      return done({ order: order.number }, { name: 'order-cancelled', args: { order: order.number } });
    }),
  'apply-return': (world, args) =>
    withOrder(world, args.order, (order) => {
      if (order.state !== 'delivered' && order.state !== 'received' && order.state !== 'returning')
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      if (order.state !== 'returning') order.state = 'return-requested';
      return done(
        { order: order.number, reason: args.reason },
        { name: 'return-requested', args: { order: order.number, reason: args.reason } },
      );
    }),
  'confirm-receipt': (world, args) =>
    withOrder(world, args.order, (order) => {
      if (!['shipped', 'in-transit', 'delivered'].includes(order.state))
        return refuse('impossible', `order ${order.number} is ${order.state}`);
      order.state = 'received';
      return done({ order: order.number }, { name: 'receipt-confirmed', args: { order: order.number } });
    }),
  rate: (_world, args) => done({ ...args } as ActionArgs, { name: 'rated', args: { ...args } as ActionArgs }),
  complain: (_world, args) => done({ ...args }, { name: 'complaint-filed', args: { ...args } }),
  favourite: () => done({}, { name: 'favourited', args: {} }),
};

function withOrder(world: World, reference: string, act: (order: WorldOrder) => Outcome): Outcome {
  const order = findOrder(world, reference);
  return order === undefined ? refuse('no-such-order', `there is no order ${reference}`) : act(order);
}

function done(changed: ActionArgs, ...happenings: Happening[]): Outcome {
  return { result: { ok: true, changed }, happenings };
}

function refuse(code: Extract<ActionResult, { ok: false }>['code'], message: string): Outcome {
  return { result: { ok: false, code, message }, happenings: [] };
}
