import type { ActionRequest } from '../../model/action.ts';
import type { Remedy } from '../../model/question.ts';
import { truth } from '../../shop/truth.ts';
import { findOrder, nowMs, type WorldOrder } from '../../shop/world.ts';
import { answerAll } from './answers.ts';
import { carryOut } from './remedies.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';
import { orderOfTrouble } from './which-order.ts';

/** A parcel that left late, stands still, is lost or was taken out: cause and next step unasked, the courier is our business. */
export function logisticsTrouble(moment: Moment, wished: Remedy | undefined, choice?: number): Reply {
  const { state } = moment;
  const order = findOrder(state.world, orderOfTrouble(moment)!)!;
  const { problem, stage, options } = state.trouble!;
  const wish = wished ?? (choice === undefined ? undefined : options[choice]);
  const cause = truth(state.world, { topic: 'delay-cause', order: order.id, problem }, moment.at);
  if (stage === 'options-given' && problem !== 'late-dispatch' && wish !== undefined) {
    const reply = chosen(moment, order, wish);
    return problem === 'lost-parcel' || problem === 'confiscated' ? withClaim(reply, order) : reply;
  }
  if (problem === 'late-dispatch' && order.state === 'paid') return lateDispatch(moment, order, wish);
  if (problem === 'lost-parcel' || problem === 'confiscated') {
    if (stage === 'options-given' && wish === undefined)
      return { parts: [part('parcel.choose')], actions: [] };
    state.trouble = { ...state.trouble!, stage: 'options-given', options: ['reship', 'refund'] };
    if (wish === 'reship' || wish === 'refund') return withClaim(chosen(moment, order, wish), order);
    const parts: Part[] = [
      part('hold'),
      part(`parcel.${problem}${order.trouble === undefined ? '' : '.cause'}`, withText(cause.slots, order), {
        topic: 'remedy',
        pauseMs: 5_000,
      }),
    ];
    return {
      parts,
      actions:
        order.courier === undefined
          ? []
          : [
              { name: 'file-claim', args: { order: order.number, with: 'courier' } },
              { name: 'contact', args: { about: `courier ${order.number}` } },
            ],
    };
  }
  state.trouble = { ...state.trouble!, stage: 'options-given', options: ['track', 'refund', 'reship'] };
  const known = order.trouble !== undefined;
  const intent = known
    ? cause.slots.eta === undefined
      ? 'parcel.cause'
      : 'parcel.cause.eta'
    : order.tracking === undefined
      ? 'parcel.not-sent'
      : 'parcel.moving';
  const slots = {
    ...truth(state.world, { topic: 'arrival', order: order.id }, moment.at).slots,
    ...withText(cause.slots, order),
    ...truth(state.world, { topic: 'tracking', order: order.id }, moment.at).slots,
  };
  const actions: ActionRequest[] = [{ name: 'contact', args: { about: `courier ${order.number}` } }];
  if (order.tracking !== undefined) actions.unshift({ name: 'send-tracking', args: { order: order.number } });
  if (wish !== undefined && wish !== 'track' && wish !== 'explain') return chosen(moment, order, wish);
  return {
    parts: [
      part('hold'),
      part(intent, slots, { topic: 'delay-cause', pauseMs: 5_000 }),
      part('parcel.follow-up'),
    ],
    actions,
  };
}

/** Money or goods for the buyer; the courier is held to account in any case. */
function withClaim(reply: Reply, order: WorldOrder): Reply {
  if (order.courier === undefined || reply.actions.some((action) => action.name === 'file-claim'))
    return reply;
  return {
    ...reply,
    actions: [...reply.actions, { name: 'file-claim', args: { order: order.number, with: 'courier' } }],
  };
}

function lateDispatch(moment: Moment, order: WorldOrder, wish: Remedy | undefined): Reply {
  const { state, setup } = moment;
  // Impatience is no lateness: while the shop's hours run, the day it leaves is the answer, and nothing is owed.
  const late =
    order.trouble !== undefined ||
    isPast(order.paidAt, setup.shop.logistics.dispatch.withinHours, nowMs(state.world, moment.at));
  if (!late && wish !== 'refund') return answerAll(moment, [{ topic: 'dispatch' }]);
  if (wish === 'refund') return carryOut(moment, order, 'refund', 'change-of-mind', {});
  if (wish === 'compensate') return answerAll(moment, [{ topic: 'compensation' }]);
  if (state.trouble?.stage === 'options-given') return answerAll(moment, [{ topic: 'delay-cause' }]);
  const compensation = truth(
    state.world,
    { topic: 'compensation', order: order.id, problem: 'late-dispatch' },
    moment.at,
  );
  const dispatch = truth(state.world, { topic: 'dispatch' }, moment.at);
  state.trouble = { ...state.trouble!, stage: 'options-given', options: ['explain', 'refund'] };
  const amount = setup.shop.policies.lateCompensation.perOrder;
  const actions: ActionRequest[] = [
    { name: 'feedback', args: { topic: 'dispatch', text: `late: ${order.number}` } },
  ];
  if (amount > 0 && amount <= setup.shop.authority.goodwillMax && !state.given.has('late-compensation')) {
    state.given.add('late-compensation');
    actions.push({ name: 'refund', args: { order: order.number, amount: amount / 100 } });
  }
  return {
    parts: [
      part('parcel.late-dispatch', { ...dispatch.slots, ...compensation.slots }, { topic: 'compensation' }),
    ],
    actions,
  };
}

function chosen(moment: Moment, order: WorldOrder, wish: Remedy): Reply {
  if (wish === 'track' || wish === 'explain' || wish === 'claim')
    return {
      parts: [part('parcel.follow-up')],
      actions: [{ name: 'contact', args: { about: `courier ${order.number}` } }],
    };
  if (wish === 'compensate') {
    const coupon = moment.setup.shop.prices.coupons.find(
      (candidate) => candidate.issuedBy === 'agent' && candidate.who === 'everyone',
    );
    if (coupon === undefined || moment.state.given.has('coupon'))
      return { parts: [part('compensate.refuse')], actions: [] };
    moment.state.given.add('coupon');
    return {
      parts: [part('compensate.coupon', { coupon: coupon.name })],
      actions: [{ name: 'issue-coupon', args: { coupon: coupon.id } }],
    };
  }
  return carryOut(
    moment,
    order,
    wish === 'exchange' ? 'reship' : wish === 'return' ? 'refund' : wish,
    'transit-damage',
    {},
  );
}

function withText(slots: Readonly<Record<string, string>>, order: WorldOrder): Record<string, string> {
  return { ...slots, order: order.number };
}

function isPast(from: string | undefined, hours: number, now: number): boolean {
  return from !== undefined && Date.parse(from) + hours * 3_600_000 < now;
}
