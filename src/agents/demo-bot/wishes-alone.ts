import { findProduct, type WorldOrder } from '../../shop/world.ts';
import { compensate, payDifference } from './amends.ts';
import { answerAll } from './answers.ts';
import type { Heard } from './listen.ts';
import { carryOut } from './remedies.ts';
import { type Moment, part, type Reply } from './state.ts';
import type { Wish } from './wishes.ts';

const ON_ITS_WAY: readonly string[] = ['shipped', 'in-transit', 'stuck'];

/** A wish about an order of which no fault is known. Money goes back only where it was asked for or is owed. */
export function withoutProblem(
  moment: Moment,
  heard: Heard,
  order: WorldOrder,
  wished: Wish | undefined,
): Reply {
  const { state } = moment;
  const wish = wished ?? state.wish;
  // After talk of price protection, money back means the difference.
  if (wish === 'refund' && state.answered.has('price-protection')) {
    const difference = payDifference(moment, order);
    if (difference !== undefined) return difference;
  }
  const undo = wish === 'cancel' || wish === 'refund' || wish === 'return';
  if (undo && order.state === 'unpaid') return { parts: [part('arrange.cancel.unpaid')], actions: [] };
  if (undo && order.state === 'paid') return carryOut(moment, order, 'refund', 'change-of-mind', {});
  if (ON_ITS_WAY.includes(order.state) && (wish === 'intercept' || wish === 'cancel' || undo))
    return intercept(moment, order);
  if (wish === undefined && state.scratch.has('redirect-offered') && heard.acts.has('request-remedy'))
    return intercept(moment, order);
  if (wish === 'part-refund' || wish === 'compensate')
    return payDifference(moment, order) ?? (order.problem ? compensate(moment) : askReason(moment));
  if (wish === 'track' || wish === 'explain') {
    const answer = answerAll(moment, [{ topic: order.tracking === undefined ? 'order-state' : 'tracking' }]);
    return {
      parts: [...answer.parts, part('parcel.follow-up')],
      actions: [...answer.actions, { name: 'contact', args: { about: `courier ${order.number}` } }],
    };
  }
  return askReason(moment);
}

function intercept(moment: Moment, order: WorldOrder): Reply {
  if (order.intercepted) return { parts: [part('problem.recap')], actions: [] };
  return carryOut(moment, order, 'intercept', 'change-of-mind', {
    product: findProduct(moment.setup.shop, order.items[0]?.product ?? '')?.name ?? '',
  });
}

/** Why, asked once openly, once with the usual reasons to choose from; then a person had better ask. */
function askReason(moment: Moment): Reply {
  const { state } = moment;
  const times = Number(state.scratch.get('reason-asked') ?? 0) + 1;
  state.scratch.set('reason-asked', times);
  state.asked.add('problem');
  if (times <= 2) return { parts: [part(times === 1 ? 'ask.reason' : 'ask.reason.again')], actions: [] };
  return {
    parts: [part('problem.handover')],
    actions: [
      { name: 'transfer', args: { to: 'after-sale', reason: state.wish ?? 'reason not understood' } },
    ],
  };
}
