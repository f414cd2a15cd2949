import type { Problem } from '../../model/question.ts';
import { findOrder, type WorldOrder } from '../../shop/world.ts';
import type { Moment } from './state.ts';

/** The order spoken of: named, or the only one, or the one that fits what is wrong, the product, or is still open. */
export function orderInQuestion(moment: Moment): string | undefined {
  const { state } = moment;
  if (state.order !== undefined) return state.order;
  const own = ownOrders(moment);
  const problem = state.trouble?.problem;
  // Without any hint the order that has not left yet is the one people write about.
  const waiting = own.filter((order) => order.state === 'paid');
  return (
    certain(moment, own) ??
    (problem === undefined ? undefined : newestOf(fitting(own, problem))?.id) ??
    (problem === undefined && waiting.length === 1 ? waiting[0]!.id : undefined)
  );
}

/**
 * The order something is to be done about. A guess is good enough for an answer, not for a deed: with several that fit, the
 * buyer is asked, and only once that has brought nothing is the newest taken.
 */
export function orderOfTrouble(moment: Moment): string | undefined {
  const { state } = moment;
  const named = state.trouble?.order ?? state.order;
  if (named !== undefined) return named;
  const own = ownOrders(moment);
  const known = certain(moment, own);
  if (known !== undefined || !state.scratch.has('order-asked')) return known;
  const problem = state.trouble?.problem;
  return newestOf(problem === undefined ? own.filter(isOpen) : fitting(own, problem))?.id;
}

function certain({ state }: Moment, own: readonly WorldOrder[]): string | undefined {
  if (own.length === 1) return own[0]!.id;
  const problem = state.trouble?.problem;
  const fit = problem === undefined ? [] : fitting(own, problem);
  const about = own.filter((order) => order.items.some((item) => item.product === state.products[0]));
  return [fit.filter((order) => about.includes(order)), fit, about, own.filter(isOpen)].find(
    (orders) => orders.length === 1,
  )?.[0]?.id;
}

/** Whether any order of the account is in a state in which this can be wrong; with none known, anything may be. */
export function fitsOrder(moment: Moment, problem: Problem): boolean {
  const own =
    moment.state.order === undefined
      ? ownOrders(moment)
      : [findOrder(moment.state.world, moment.state.order)!];
  return own.length === 0 || fitting(own, problem).length > 0;
}

export function ownOrders({ state }: Moment): WorldOrder[] {
  return state.orders.flatMap((number) => findOrder(state.world, number) ?? []);
}

function fitting(own: readonly WorldOrder[], problem: Problem): WorldOrder[] {
  const states: readonly string[] = STATES_OF[concernOf(problem)];
  const fit = own.filter((order) => states.includes(order.state));
  // A parcel that the tracking calls delivered can still be missing.
  return fit.length === 0 && problem === 'lost-parcel'
    ? own.filter((order) => order.state === 'delivered')
    : fit;
}

function isOpen(order: WorldOrder): boolean {
  return !['cancelled', 'refunded'].includes(order.state);
}

function newestOf(orders: readonly WorldOrder[]): WorldOrder | undefined {
  return [...orders].sort(
    (a, b) => Date.parse(b.deliveredAt ?? b.placedAt) - Date.parse(a.deliveredAt ?? a.placedAt),
  )[0];
}

export const GOODS_HERE: readonly string[] = ['delivered', 'received', 'return-requested', 'returning'];

const STATES_OF = {
  goods: GOODS_HERE,
  way: ['shipped', 'in-transit', 'stuck'],
  dispatch: ['paid'],
  money: ['return-requested', 'returning', 'refunded', 'cancelled'],
  promise: ['unpaid', 'paid', 'shipped', 'in-transit', 'stuck', ...GOODS_HERE],
} as const satisfies Record<string, readonly string[]>;

/** What a problem is about: the goods, their way, their leaving, the money, or somebody's word. */
export function concernOf(problem: Problem): keyof typeof STATES_OF {
  if (problem === 'late-dispatch') return 'dispatch';
  if (problem === 'refund-missing') return 'money';
  if (problem === 'promise-broken') return 'promise';
  return ['late-parcel', 'stuck-parcel', 'lost-parcel', 'confiscated'].includes(problem) ? 'way' : 'goods';
}
