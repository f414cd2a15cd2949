import { REASON_OF_PROBLEM, type ReturnReason } from '../model/question.ts';
import { DAY_MS, localMoment } from './calendar.ts';
import { priceDropOf } from './price-drop.ts';
import { findProduct, type World, type WorldOrder } from './world.ts';

/** Whether the shop's policy lets this order come back for this reason at this moment, and on which terms. */
export interface ReturnTerms {
  readonly allowed: boolean;
  /** Why not: the code of the obstacle. */
  readonly obstacle?: 'not-delivered' | 'too-late' | 'excluded' | 'not-taken-back';
  readonly freightPaidBy: 'seller' | 'buyer';
  /** Days left, the last one included; 0 when over. Absent before delivery. */
  readonly daysLeft?: number;
}

export function returnTerms(
  world: World,
  order: WorldOrder,
  reason: ReturnReason,
  nowMs: number,
): ReturnTerms {
  const { returns } = world.shop.policies;
  const policy = returns.reasons[reason];
  const terms = { freightPaidBy: policy.freight };
  const received = order.deliveredAt === undefined ? undefined : Date.parse(order.deliveredAt);
  if (received === undefined) return { ...terms, allowed: false, obstacle: 'not-delivered' };
  const daysLeft = daysRemaining(world, received, policy.withinDays, nowMs);
  if (policy.remedies.length === 0) return { ...terms, allowed: false, obstacle: 'not-taken-back', daysLeft };
  if (daysLeft <= 0) return { ...terms, allowed: false, obstacle: 'too-late', daysLeft: 0 };
  if (reason === 'change-of-mind' && isExcluded(world, order))
    return { ...terms, allowed: false, obstacle: 'excluded', daysLeft };
  return { ...terms, allowed: true, daysLeft };
}

/** Days still open, counted in the shop's calendar: from the day of receipt (1st day) or from the day after it. */
function daysRemaining(world: World, receivedMs: number, withinDays: number, nowMs: number): number {
  const passed = localMoment(nowMs, world.utcOffsetMin).day - localMoment(receivedMs, world.utcOffsetMin).day;
  const counted = world.shop.policies.returns.counts === 'receipt' ? passed + 1 : passed;
  return Math.max(0, withinDays - counted + (counted === 0 ? 0 : 1));
}

/** Whether any item of the order is of a kind that the policy takes out of the no-reason return. */
export function isExcluded(world: World, order: WorldOrder): boolean {
  return order.items.some((item) => exclusionOf(world.shop, item.product) !== undefined);
}

/** The exclusion that applies to a product, if one does. */
export function exclusionOf(
  shop: World['shop'],
  productId: string,
): World['shop']['policies']['returns']['exclusions'][number] | undefined {
  const product = findProduct(shop, productId);
  return shop.policies.returns.exclusions.find((exclusion) => product?.returnKinds.includes(exclusion.kind));
}

/**
 * Whether money back is within an agent's authority: nothing has left yet, the parcel is stuck or came back, a return was
 * accepted, the reported fault is one the policy refunds, the price fell within the protected days, or it stays within goodwill.
 */
export function refundObstacle(
  world: World,
  order: WorldOrder,
  amountMinor: number,
  nowMs: number,
): string | undefined {
  if (amountMinor <= world.shop.authority.goodwillMax) return undefined;
  if (amountMinor + order.refundedMinor <= priceDropOf(world, order, nowMs - world.startMs)) return undefined;
  if (
    ['paid', 'stuck', 'cancelled', 'return-requested', 'returning'].includes(order.state) ||
    order.returnAccepted ||
    order.intercepted
  )
    return undefined;
  if (order.refund !== undefined && order.refund.state !== 'paid' && amountMinor <= order.refund.amount)
    return undefined;
  const reason = order.problem === undefined ? null : REASON_OF_PROBLEM[order.problem];
  if (order.problem === 'lost-parcel' || order.problem === 'confiscated') return undefined;
  if (reason === null) return 'beyond-goodwill';
  const policy = world.shop.policies.returns.reasons[reason];
  const withoutReturn =
    reason !== 'change-of-mind' &&
    (policy.remedies.includes('refund') ||
      (policy.remedies.includes('part-refund') && amountMinor < order.goodsMinor));
  if (!withoutReturn) return 'refund-outside-policy';
  return returnTerms(world, order, reason, nowMs).allowed ? undefined : 'refund-outside-policy';
}

/** Days since an instant, whole ones. */
export function daysSince(instant: string, nowMs: number): number {
  return Math.floor((nowMs - Date.parse(instant)) / DAY_MS);
}
