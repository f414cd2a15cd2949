import type { ActionRequest } from '../../model/action.ts';
import { applyAgentAction } from '../../shop/agent-actions.ts';
import { freightTo, quoteIn } from '../../shop/placing.ts';
import { isFor, runs } from '../../shop/price.ts';
import { sayMoney } from '../../shop/wording.ts';
import { customerOf, nowMs } from '../../shop/world.ts';
import { productInQuestion } from './answers.ts';
import { type Moment, part, type Reply } from './state.ts';

/** Largest cut an agent makes on its own, as a share of the present price. */
const CUT_SHARE = 0.03;

/**
 * One step of the shop's ladder for one push of the buyer's: the running promotion, a coupon, free freight, a gift, a small
 * cut; then a refusal with its reason. An offer at or above today's price is taken at once; nothing goes below the floor.
 */
export function bargain(moment: Moment, offerMinor: number | undefined): Reply {
  const { state, setup } = moment;
  const productId = productInQuestion(moment);
  const product = setup.shop.products.find((candidate) => candidate.id === productId);
  if (product === undefined) return reply([part('ask.product', { shop: setup.shop.name })]);
  const quantity = state.known.quantity ?? 1;
  const unit = () => quoteIn(state.world, product.id, quantity, moment.at)!.unitMinor;
  const now = unit();
  const say = (minor: number) => sayMoney(minor, setup.market);
  const slots = {
    product: product.name,
    list: say(product.price.list),
    price: say(now),
    reason: setup.shop.prices.whyNotLower.text,
  };
  const offer =
    offerMinor === undefined
      ? undefined
      : offerMinor > product.price.list
        ? Math.round(offerMinor / quantity)
        : offerMinor;
  state.haggles += 1;
  if (offer !== undefined && offer >= now)
    return reply([part('bargain.deal', { ...slots, price: say(now) })]);
  const quote = quoteIn(state.world, product.id, quantity, moment.at)!;
  if (quote.promotion !== undefined && !state.given.has('promotion')) {
    state.given.add('promotion');
    return reply([
      part('bargain.promotion', {
        ...slots,
        price: say(Math.round(quote.promotedMinor / quantity)),
        promotion: quote.promotion.name,
        save: say(quote.listMinor - quote.promotedMinor),
      }),
    ]);
  }
  if (
    quote.coupon !== undefined &&
    !state.given.has('page-coupon') &&
    !state.world.issuedCoupons.includes(quote.coupon.id)
  ) {
    state.given.add('page-coupon');
    return reply([
      part('bargain.page-coupon', {
        ...slots,
        coupon: quote.coupon.name,
        off: say(quote.coupon.off),
        price: say(quote.unitMinor),
      }),
    ]);
  }
  if (offer !== undefined && offer >= product.price.floor && state.haggles >= 3)
    return cut(moment, product.id, offer, slots, 'bargain.deal');
  for (const step of [couponStep, freightStep, giftStep]) {
    const given = step(moment, product.id, now, slots);
    if (given !== undefined) return given;
  }
  const lowest = Math.max(product.price.floor, roundDown(now * (1 - CUT_SHARE)));
  if (!state.given.has('cut') && lowest < now) {
    state.given.add('cut');
    return cut(moment, product.id, Math.max(lowest, offer ?? 0), slots, 'bargain.cut');
  }
  return reply(
    [part(state.given.has('refused') ? 'bargain.refuse-again' : 'bargain.refuse', slots)],
    [],
    () => state.given.add('refused'),
  );
}

function couponStep(
  moment: Moment,
  productId: string,
  now: number,
  slots: Record<string, string>,
): Reply | undefined {
  const { state, setup } = moment;
  if (state.given.has('coupon')) return undefined;
  const level = customerOf(state.world)?.level ?? 'new';
  const coupons = setup.shop.prices.coupons
    .filter(
      (coupon) =>
        coupon.issuedBy === 'agent' && runs(coupon, nowMs(state.world, moment.at)) && isFor(coupon, level),
    )
    .sort((a, b) => b.off - a.off);
  for (const coupon of coupons) {
    const before = [...state.world.issuedCoupons];
    state.world.issuedCoupons.push(coupon.id);
    const after = quoteIn(state.world, productId, state.known.quantity ?? 1, moment.at)!.unitMinor;
    state.world.issuedCoupons.length = 0;
    state.world.issuedCoupons.push(...before);
    if (after >= now) continue;
    state.given.add('coupon');
    const action = { name: 'issue-coupon', args: { coupon: coupon.id } };
    applyAgentAction(state.world, action, moment.at);
    const say = (minor: number) => sayMoney(minor, setup.market);
    return reply(
      [part('bargain.coupon', { ...slots, coupon: coupon.name, off: say(now - after), price: say(after) })],
      [action],
    );
  }
  return undefined;
}

function freightStep(
  moment: Moment,
  _productId: string,
  now: number,
  slots: Record<string, string>,
): Reply | undefined {
  const { state, setup } = moment;
  const region = customerOf(state.world)?.address.region ?? state.known.region;
  if (
    region === undefined ||
    state.given.has('freight') ||
    !setup.shop.authority.waiveFreight ||
    (freightTo(state.world, region, now) ?? 0) === 0
  )
    return undefined;
  state.given.add('freight');
  const action = { name: 'waive-freight', args: {} };
  applyAgentAction(state.world, action, moment.at);
  return reply([part('bargain.freight', slots)], [action]);
}

function giftStep(
  moment: Moment,
  productId: string,
  now: number,
  slots: Record<string, string>,
): Reply | undefined {
  const { state, setup } = moment;
  const gift = setup.shop.prices.gifts.find(
    (candidate) => candidate.givenBy === 'agent' && candidate.left > 0 && candidate.threshold <= now,
  );
  if (gift === undefined || state.given.has('gift') || setup.shop.authority.giftsPerOrder === 0)
    return undefined;
  state.given.add('gift');
  const action = { name: 'add-gift', args: { product: productId, gift: gift.id } };
  applyAgentAction(state.world, action, moment.at);
  return reply([part('bargain.gift', { ...slots, gift: gift.name })], [action]);
}

function cut(
  moment: Moment,
  productId: string,
  minor: number,
  slots: Record<string, string>,
  intent: string,
): Reply {
  const action: ActionRequest = { name: 'change-price', args: { product: productId, price: minor / 100 } };
  applyAgentAction(moment.state.world, action, moment.at);
  moment.state.given.add('cut');
  return reply([part(intent, { ...slots, price: sayMoney(minor, moment.setup.market) })], [action]);
}

/** Down to whole units of the currency: nobody concedes to 163.17. */
function roundDown(minor: number): number {
  return Math.floor(minor / 100) * 100;
}

function reply(parts: Reply['parts'], actions: Reply['actions'] = [], then?: () => void): Reply {
  then?.();
  return { parts, actions };
}
