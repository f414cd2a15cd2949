import type { Prices } from '../model/prices.ts';
import type { Product } from '../model/product.ts';
import { instantMs } from './instant.ts';

export type Promotion = Prices['promotions'][number];
export type Coupon = Prices['coupons'][number];
export type Gift = Prices['gifts'][number];

export interface PriceQuestion {
  readonly product: Product;
  readonly quantity: number;
  /** The moment of the order, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly prices: Prices;
  readonly level: 'new' | 'returning' | 'member';
  /** Coupons that an agent has issued, beside those anyone takes on the page. */
  readonly issued?: readonly string[];
  /** Promotions that ended early in this session. */
  readonly ended?: readonly string[];
  /** What an agent agreed to for one piece; replaces promotions and coupons when it is lower. */
  readonly agreedUnitMinor?: number;
}

/** One line of the sum: what came off, and what is left. `kind: 'floor'` gives back what went below the floor. */
export interface PriceStep {
  readonly kind: 'list' | 'promotion' | 'coupon' | 'agreed' | 'floor';
  readonly id?: string;
  readonly name?: string;
  readonly offMinor: number;
  readonly leftMinor: number;
}

export interface PriceQuote {
  readonly listMinor: number;
  /** After the promotion, before coupons; equals the list price without one. */
  readonly promotedMinor: number;
  /** What the buyer pays for all pieces, freight aside. Never negative; below the floor only by an agreed price. */
  readonly totalMinor: number;
  /** One piece, rounded to the minor unit. */
  readonly unitMinor: number;
  readonly promotion?: Promotion;
  readonly coupon?: Coupon;
  readonly steps: readonly PriceStep[];
}

/**
 * The lowest sum a buyer can pay now: at most one promotion and one coupon, the pair that gives most. The floor holds
 * whatever they add up to.
 */
export function quotePrice(question: PriceQuestion): PriceQuote {
  const { product, quantity } = question;
  const listMinor = product.price.list * quantity;
  const floorMinor = product.price.floor * quantity;
  let best = sumUp(question, undefined, undefined, listMinor, floorMinor);
  const coupons = [undefined, ...couponsFor(question)];
  for (const promotion of [undefined, ...promotionsFor(question)]) {
    for (const coupon of coupons) {
      if (coupon !== undefined && promotion !== undefined && !promotion.withCoupons) continue;
      const quote = sumUp(question, promotion, coupon, listMinor, floorMinor);
      if (quote.totalMinor < best.totalMinor) best = quote;
    }
  }
  const agreedMinor =
    question.agreedUnitMinor === undefined ? undefined : question.agreedUnitMinor * quantity;
  if (agreedMinor === undefined || agreedMinor >= best.totalMinor) return best;
  return {
    listMinor,
    promotedMinor: best.promotedMinor,
    totalMinor: agreedMinor,
    unitMinor: Math.round(agreedMinor / quantity),
    steps: [
      { kind: 'list', offMinor: 0, leftMinor: listMinor },
      { kind: 'agreed', offMinor: listMinor - agreedMinor, leftMinor: agreedMinor },
    ],
  };
}

/** Promotions that run at that moment and cover the product, in the sheet's order. */
export function promotionsFor(
  question: Pick<PriceQuestion, 'product' | 'nowMs' | 'prices' | 'ended'>,
): readonly Promotion[] {
  return question.prices.promotions.filter(
    (promotion) =>
      runs(promotion, question.nowMs) &&
      covers(promotion.products, question.product.id) &&
      !question.ended?.includes(promotion.id),
  );
}

/** Coupons the buyer holds or can take: of the page, or issued by an agent; valid then, for this product and customer. */
export function couponsFor(
  question: Pick<PriceQuestion, 'product' | 'nowMs' | 'prices' | 'level' | 'issued'>,
): readonly Coupon[] {
  return question.prices.coupons.filter(
    (coupon) =>
      runs(coupon, question.nowMs) &&
      covers(coupon.products, question.product.id) &&
      (question.issued?.includes(coupon.id) || (coupon.issuedBy === 'page' && isFor(coupon, question.level))),
  );
}

export function isFor(coupon: Coupon, level: PriceQuestion['level']): boolean {
  return (
    coupon.who === 'everyone' || coupon.who === level || (coupon.who === 'returning' && level === 'member')
  );
}

export function runs(thing: { readonly from: string; readonly until: string }, nowMs: number): boolean {
  return instantMs(thing.from) <= nowMs && nowMs <= instantMs(thing.until);
}

export function covers(products: 'all' | readonly string[], product: string): boolean {
  return products === 'all' || products.includes(product);
}

/** What a promotion takes off `quantity` pieces; 0 where its condition is not reached. Never more than the list price. */
export function promotionOff(promotion: Promotion, unitMinor: number, quantity: number): number {
  const list = unitMinor * quantity;
  const rule = promotion.rule;
  const off = () => {
    switch (rule.type) {
      case 'percent':
        return list - Math.round(unitMinor * rule.payShare) * quantity;
      case 'amount-off':
        return rule.off * quantity;
      case 'fixed-price':
        return list - rule.price * quantity;
      case 'threshold':
        return list < rule.threshold
          ? 0
          : rule.off * (rule.repeats ? Math.floor(list / Math.max(1, rule.threshold)) : 1);
      case 'bundle':
        return Math.floor(quantity / rule.quantity) * (unitMinor * rule.quantity - rule.price);
      case 'nth-percent':
        return Math.floor(quantity / rule.nth) * (unitMinor - Math.round(unitMinor * rule.payShare));
    }
  };
  return Math.min(list, Math.max(0, off()));
}

function sumUp(
  question: PriceQuestion,
  promotion: Promotion | undefined,
  coupon: Coupon | undefined,
  listMinor: number,
  floorMinor: number,
): PriceQuote {
  const steps: PriceStep[] = [{ kind: 'list', offMinor: 0, leftMinor: listMinor }];
  let left = listMinor;
  const promotedOff =
    promotion === undefined ? 0 : promotionOff(promotion, question.product.price.list, question.quantity);
  if (promotion !== undefined && promotedOff > 0) {
    left -= promotedOff;
    steps.push({
      kind: 'promotion',
      id: promotion.id,
      name: promotion.name,
      offMinor: promotedOff,
      leftMinor: left,
    });
  }
  const promotedMinor = Math.max(left, Math.min(listMinor, floorMinor));
  const couponOff = coupon === undefined || left < coupon.threshold ? 0 : Math.min(coupon.off, left);
  if (coupon !== undefined && couponOff > 0) {
    left -= couponOff;
    steps.push({ kind: 'coupon', id: coupon.id, name: coupon.name, offMinor: couponOff, leftMinor: left });
  }
  const floor = Math.min(listMinor, floorMinor);
  if (left < floor) {
    steps.push({ kind: 'floor', offMinor: left - floor, leftMinor: floor });
    left = floor;
  }
  return {
    listMinor,
    promotedMinor,
    totalMinor: left,
    unitMinor: Math.round(left / question.quantity),
    ...(promotion !== undefined && promotedOff > 0 ? { promotion } : {}),
    ...(coupon !== undefined && couponOff > 0 ? { coupon } : {}),
    steps,
  };
}
