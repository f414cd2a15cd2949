import type { FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';
import { DAY_MS, localDay } from './calendar.ts';
import { instantMs } from './instant.ts';
import { orderTotal, quoteIn } from './placing.ts';
import { couponsFor, type Promotion, promotionsFor, runs } from './price.ts';
import { dayFact, group, money, type Scope, say, statement, type Teller } from './truth-scope.ts';
import { sayDay, sayDays, sayDiscount, sayList, sayThresholdOff } from './wording.ts';
import { customerOf } from './world.ts';

/** Truth about money: sheet `prices`, the ladder at this moment, and what an agent agreed to in this session. */
export const PRICE_TELLERS = {
  price: (scope) => {
    const { product, question } = scope;
    if (product === undefined) return {};
    const quantity = question.quantity ?? 1;
    const quote = quoteIn(scope.world, product.id, quantity, scope.at)!;
    const promotedUnit = Math.round(quote.promotedMinor / quantity);
    const now = uniqueMoney([promotedUnit, quote.unitMinor, quote.promotedMinor, quote.totalMinor]);
    const also = uniqueMoney([
      product.price.list,
      quote.listMinor,
      ...(product.price.group ? [product.price.group.price] : []),
      ...quote.steps.flatMap((step) => (step.offMinor > 0 ? [step.offMinor] : [])),
      ...(quote.coupon ? [quote.coupon.threshold] : []),
      // What the buyer pays for an order placed in this chat is a price as well, with freight and without.
      ...[...scope.world.orders.values()].flatMap((order) =>
        order.placedHere ? [orderTotal(order), order.goodsMinor] : [],
      ),
    ]);
    return {
      known: true,
      groups: [
        group('price', now),
        group('also-true', also, false),
        ...(quantity > 1
          ? [group('bundle', [{ kind: 'bundle', quantity, minor: quote.totalMinor }], false)]
          : []),
      ],
      slots: {
        price: say(scope, promotedUnit),
        list: say(scope, product.price.list),
        best: say(scope, quote.unitMinor),
        total: say(scope, quote.totalMinor),
        quantity: String(quantity),
        ...(quote.promotion
          ? { promotion: quote.promotion.name, save: say(scope, quote.listMinor - quote.promotedMinor) }
          : {}),
        ...(quote.coupon ? { coupon: quote.coupon.name, couponOff: say(scope, quote.coupon.off) } : {}),
        ...(product.price.group
          ? { groupPrice: say(scope, product.price.group.price), people: String(product.price.group.people) }
          : {}),
      },
    };
  },
  promotion: (scope) => {
    const running = runningPromotions(scope);
    if (running.length === 0) return { known: true, polarity: 'no' };
    const quote =
      scope.product === undefined
        ? undefined
        : quoteIn(scope.world, scope.product.id, scope.question.quantity ?? 1, scope.at);
    const price =
      quote?.promotion === undefined
        ? []
        : uniqueMoney([
            Math.round(quote.promotedMinor / (scope.question.quantity ?? 1)),
            quote.promotedMinor,
            quote.listMinor - quote.promotedMinor,
          ]);
    return {
      known: true,
      polarity: 'yes',
      groups: [
        group('promotion', [...running.flatMap(promotionFacts), ...price]),
        group(
          'until',
          running.map((promotion) => dayFact(endDay(scope, promotion), scope.today)),
          false,
        ),
        ...(scope.product ? [group('list', [money(scope.product.price.list)], false)] : []),
      ],
      slots: {
        promotion: sayList(
          running
            .slice(0, 2)
            .map((promotion) => `${promotion.name}${bracket(scope, sayPromotion(scope, promotion))}`),
          scope.locale,
        ),
        until: sayDay(endDay(scope, running[0]!), scope.today, scope.locale),
        ...(quote
          ? {
              price: say(scope, Math.round(quote.promotedMinor / (scope.question.quantity ?? 1))),
              list: say(scope, scope.product!.price.list),
            }
          : {}),
      },
    };
  },
  'promotion-end': (scope) => {
    const running = runningPromotions(scope);
    if (running.length === 0) return { known: true, polarity: 'no' };
    return {
      known: true,
      groups: [
        group(
          'until',
          running.map((promotion) => dayFact(endDay(scope, promotion), scope.today)),
        ),
      ],
      slots: {
        promotion: running[0]!.name,
        until: sayDay(endDay(scope, running[0]!), scope.today, scope.locale),
      },
    };
  },
  'price-protection': (scope) => {
    const days = scope.shop.prices.priceProtectionDays;
    const ms = days * DAY_MS;
    return {
      known: true,
      polarity: days > 0 ? 'yes' : 'no',
      groups: days > 0 ? [group('days', [{ kind: 'duration', msMin: ms, msMax: ms }])] : [],
      statement: scope.shop.prices.priceProtection,
      slots: {
        days: sayDays([days, days], scope.locale),
        protection: scope.shop.prices.priceProtection.text,
      },
    };
  },
  coupon: (scope) => {
    const coupons = availableCoupons(scope);
    if (coupons.length === 0) return { known: true, polarity: 'no' };
    const spoken = (coupon: (typeof coupons)[number]) =>
      `${coupon.name}${bracket(scope, coupon.threshold > 0 ? sayThresholdOff(say(scope, coupon.threshold), say(scope, coupon.off), scope.locale) : say(scope, coupon.off))}`;
    return {
      known: true,
      polarity: 'yes',
      groups: [
        group(
          'coupon',
          coupons.flatMap((coupon): FactValue[] => [
            { kind: 'threshold-off', thresholdMinor: coupon.threshold, offMinor: coupon.off },
            money(coupon.off, 'off'),
            money(coupon.off),
          ]),
        ),
        group(
          'threshold',
          coupons.map((coupon) => money(coupon.threshold)),
          false,
        ),
      ],
      slots: {
        coupon: spoken(coupons[0]!),
        coupons: sayList(coupons.slice(0, 2).map(spoken), scope.locale),
        couponOff: say(scope, coupons[0]!.off),
        threshold: say(scope, coupons[0]!.threshold),
      },
    };
  },
  gift: (scope) => {
    const total =
      scope.product === undefined
        ? undefined
        : quoteIn(scope.world, scope.product.id, scope.question.quantity ?? 1, scope.at)?.totalMinor;
    const gifts = scope.shop.prices.gifts.filter(
      (gift) =>
        gift.left > (scope.world.givenGifts.get(gift.id) ?? 0) &&
        (total === undefined || gift.threshold <= total),
    );
    if (gifts.length === 0) return { known: true, polarity: 'no' };
    const names = gifts.map((gift) => gift.name);
    return {
      known: true,
      polarity: 'yes',
      statement: statement(sayList(names, scope.locale), names),
      groups: [
        group(
          'threshold',
          gifts.flatMap((gift) => (gift.threshold > 0 ? [money(gift.threshold)] : [])),
          false,
        ),
      ],
      slots: {
        gift: (gifts.find((gift) => gift.givenBy === 'auto') ?? gifts[0]!).name,
        gifts: sayList(names, scope.locale),
      },
    };
  },
} satisfies Partial<Record<Topic, Teller>>;

function runningPromotions(scope: Scope): readonly Promotion[] {
  const about = { nowMs: scope.nowMs, prices: scope.shop.prices, ended: scope.world.endedPromotions };
  if (scope.product !== undefined) return promotionsFor({ ...about, product: scope.product });
  return scope.shop.prices.promotions.filter(
    (promotion) => runs(promotion, scope.nowMs) && !scope.world.endedPromotions.includes(promotion.id),
  );
}

/** Coupons to be had for the product (or for any): of the page, and those that an agent may issue, cheapest condition first. */
function availableCoupons(scope: Scope) {
  const level = customerOf(scope.world)?.level ?? 'new';
  const issued = scope.world.issuedCoupons;
  if (scope.product !== undefined)
    return couponsFor({
      product: scope.product,
      nowMs: scope.nowMs,
      prices: scope.shop.prices,
      level,
      issued,
    });
  return scope.shop.prices.coupons.filter(
    (coupon) =>
      runs(coupon, scope.nowMs) &&
      (issued.includes(coupon.id) ||
        (coupon.issuedBy === 'page' && (coupon.who === 'everyone' || coupon.who === level))),
  );
}

function endDay(scope: Scope, promotion: Promotion): number {
  return localDay(instantMs(promotion.until), scope.world.utcOffsetMin);
}

function promotionFacts(promotion: Promotion): readonly FactValue[] {
  const { rule } = promotion;
  switch (rule.type) {
    case 'percent':
      return [
        { kind: 'discount', payShare: rule.payShare },
        { kind: 'percent', percent: Math.round((1 - rule.payShare) * 100) },
      ];
    case 'amount-off':
      return [money(rule.off)];
    case 'fixed-price':
      return [money(rule.price)];
    case 'threshold':
      return [{ kind: 'threshold-off', thresholdMinor: rule.threshold, offMinor: rule.off }, money(rule.off)];
    case 'bundle':
      return [{ kind: 'bundle', quantity: rule.quantity, minor: rule.price }, money(rule.price)];
    case 'nth-percent':
      return [
        { kind: 'discount', payShare: rule.payShare },
        { kind: 'percent', percent: Math.round((1 - rule.payShare) * 100) },
      ];
  }
}

function sayPromotion(scope: Scope, { rule }: Promotion): string {
  const zh = scope.locale === 'zh-CN';
  switch (rule.type) {
    case 'percent':
      return sayDiscount(rule.payShare, scope.locale);
    case 'amount-off':
      return zh ? `立减${say(scope, rule.off)}` : `${say(scope, rule.off)} off`;
    case 'fixed-price':
      return zh ? `活动价${say(scope, rule.price)}` : `${say(scope, rule.price)} instead`;
    case 'threshold':
      return `${zh && rule.repeats ? '每' : ''}${sayThresholdOff(say(scope, rule.threshold), say(scope, rule.off), scope.locale)}`;
    case 'bundle':
      return zh
        ? `${rule.quantity}件${say(scope, rule.price)}`
        : `${rule.quantity} for ${say(scope, rule.price)}`;
    case 'nth-percent':
      return zh
        ? `第${rule.nth}件${sayDiscount(rule.payShare, scope.locale)}`
        : `every ${['', 'first', 'second', 'third', 'fourth', 'fifth'][rule.nth]} one ${sayDiscount(rule.payShare, scope.locale)}`;
  }
}

function bracket(scope: Scope, text: string): string {
  return scope.locale === 'zh-CN' ? `（${text}）` : ` (${text})`;
}

function uniqueMoney(minors: readonly number[]): readonly FactValue[] {
  return [...new Set(minors)].map((minor) => money(minor));
}
