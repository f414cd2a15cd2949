import type { ActionRequest } from '../../model/action.ts';
import { applyAgentAction } from '../../shop/agent-actions.ts';
import type { Gift } from '../../shop/price.ts';
import { priceDropOf } from '../../shop/price-drop.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findOrder, findProduct, type WorldOrder } from '../../shop/world.ts';
import { carryOut } from './remedies.ts';
import { type Moment, part, type Reply } from './state.ts';
import { orderInQuestion } from './which-order.ts';

/** A refund that has not come: when it is due, looked up; asked once more, the same date in other words. */
export function refundMissing(moment: Moment): Reply {
  const { state } = moment;
  const order = orderInQuestion(moment)!;
  const answer = truth(state.world, { topic: 'refund-time', order }, moment.at);
  const due = answer.slots.due !== undefined;
  const found = findOrder(state.world, order)!;
  if (found.refund?.state === 'goods-received' && !due) return payOverdue(moment, found);
  if (state.trouble?.arranged) {
    const cause = truth(state.world, { topic: 'delay-cause', order }, moment.at).slots;
    const slots = { ...cause, amount: sayMoney(found.refundedMinor, moment.setup.market) };
    return { parts: [part('problem.refund.sent', slots, { topic: 'refund-time' })], actions: [] };
  }
  if (state.trouble?.stage === 'done')
    return {
      parts: [
        part(due ? 'problem.refund.again' : 'problem.refund.days.again', answer.slots, {
          topic: 'refund-time',
        }),
      ],
      actions: [],
    };
  state.trouble = { ...state.trouble!, stage: 'done' };
  return {
    parts: [
      part('hold'),
      part(due ? 'problem.refund.due' : 'problem.refund.days', answer.slots, {
        topic: 'refund-time',
        pauseMs: 5_000,
      }),
    ],
    actions: [{ name: 'contact', args: { about: 'refund' } }],
  };
}

/** The goods are back and the day is past: the cause is told and the money sent now, once. */
function payOverdue(moment: Moment, order: WorldOrder): Reply {
  const { state, setup } = moment;
  const cause = truth(state.world, { topic: 'delay-cause', order: order.id }, moment.at).slots;
  state.trouble = { ...state.trouble!, stage: 'done', arranged: true };
  const minor = order.refund!.amount;
  const action: ActionRequest = { name: 'refund', args: { order: order.number, amount: minor / 100 } };
  if (!applyAgentAction(state.world, action, moment.at).ok)
    return { parts: [part('problem.promise')], actions: [{ name: 'contact', args: { about: 'refund' } }] };
  const slots = { ...cause, amount: sayMoney(minor, setup.market) };
  return {
    parts: [
      part('hold'),
      part(cause.cause === undefined ? 'problem.refund.overdue' : 'problem.refund.overdue.cause', slots, {
        topic: 'refund-time',
        pauseMs: 5_000,
      }),
    ],
    actions: [action, { name: 'contact', args: { about: 'refund' } }],
  };
}

/** What an earlier agent promised is made good: the gift its note names, else a coupon, else somebody who sees to it. */
export function promiseBroken(moment: Moment): Reply {
  const { state } = moment;
  state.trouble = { ...state.trouble!, stage: 'done', arranged: true };
  const actions: ActionRequest[] = [
    { name: 'feedback', args: { topic: 'promise', text: moment.request.text.slice(0, 200) || 'promise' } },
  ];
  const order = findOrder(state.world, orderInQuestion(moment) ?? '');
  const gift = order && promisedGift(moment, order);
  if (order !== undefined && gift !== undefined) {
    state.given.add('gift');
    actions.push({ name: 'add-gift', args: { order: order.number, gift: gift.id } });
    actions.push({ name: 'note-order', args: { order: order.number, note: gift.name } });
    return { parts: [part('problem.promise.gift', { gift: gift.name })], actions };
  }
  const coupon = couponForAll(moment);
  if (coupon === undefined) return { parts: [part('problem.promise')], actions };
  state.given.add('coupon');
  actions.push({ name: 'issue-coupon', args: { coupon: coupon.id } });
  return { parts: [part('problem.promise.coupon', { coupon: coupon.name })], actions };
}

/** The gift that the order's own note names, whatever its threshold; else one that this order has earned. */
function promisedGift({ state, setup }: Moment, order: WorldOrder): Gift | undefined {
  if (!['unpaid', 'paid'].includes(order.state) || state.given.has('gift')) return undefined;
  const note = (order.note ?? '').toLowerCase();
  const gifts = setup.shop.prices.gifts.filter(
    (gift) => gift.left > (state.world.givenGifts.get(gift.id) ?? 0),
  );
  return (
    gifts.find((gift) => note.includes(gift.name.toLowerCase())) ??
    gifts.find((gift) => gift.givenBy === 'agent' && gift.threshold <= order.goodsMinor)
  );
}

function couponForAll({ state, setup }: Moment) {
  if (state.given.has('coupon')) return undefined;
  return setup.shop.prices.coupons.find(
    (candidate) => candidate.issuedBy === 'agent' && candidate.who === 'everyone',
  );
}

/** Cheaper since the buyer paid, within the days the shop protects: the difference goes back. */
export function payDifference(moment: Moment, order: WorldOrder): Reply | undefined {
  const { state, setup } = moment;
  if (order.refundedMinor > 0) return undefined;
  const minor = priceDropOf(state.world, order, moment.at);
  if (minor <= 0) return undefined;
  return carryOut(moment, order, 'part-refund', 'quality', {
    amountMinor: String(minor),
    product: findProduct(setup.shop, order.items[0]!.product)?.name ?? '',
    difference: sayMoney(minor, setup.market),
    days: truth(state.world, { topic: 'price-protection' }, moment.at).slots.days ?? '',
  });
}

/** What the policy gives for a late parcel, else a small coupon; never for a review. */
export function compensate(moment: Moment): Reply {
  const coupon = couponForAll(moment);
  if (coupon === undefined) return { parts: [part('compensate.refuse')], actions: [] };
  moment.state.given.add('coupon');
  return {
    parts: [part('compensate.coupon', { coupon: coupon.name })],
    actions: [{ name: 'issue-coupon', args: { coupon: coupon.id } }],
  };
}
