import type { Prices } from '../../model/prices.ts';
import { sayDiscount, sayThresholdOff } from '../../shop/wording.ts';
import { nowMs } from '../../shop/world.ts';
import type { Entry } from './entries.ts';
import type { PanelSource } from './panel.ts';

/** Promotions, coupons, gifts and freight: what runs now before what does not. */
export function offerEntries(source: PanelSource): readonly Entry[] {
  const { say, money, world, locale } = source;
  const { prices, logistics, products } = world.shop;
  const now = nowMs(world, source.at);
  const runs = ({ id, from, until }: { id: string; from: string; until: string }) =>
    Date.parse(from) <= now && now < Date.parse(until) && !world.endedPromotions.includes(id);
  const names = (what: 'all' | readonly string[]) =>
    what === 'all'
      ? say('panel.all-products')
      : what.map((id) => products.find((product) => product.id === id)?.name ?? id).join(', ');
  const product = products.find(({ id }) => id === source.product);
  /** What runs now before what does not, and what is for the item spoken of before the rest. */
  const first = <T extends { id: string; from: string; until: string; products: 'all' | readonly string[] }>(
    all: readonly T[],
  ) => {
    const rank = (one: T) =>
      (runs(one) ? 0 : 2) +
      (product === undefined || one.products === 'all' || one.products.includes(product.id) ? 0 : 1);
    return [...all].sort((a, b) => rank(a) - rank(b));
  };
  const when = (thing: { id: string; from: string; until: string }) =>
    runs(thing)
      ? say('panel.until', { time: short(thing.until) })
      : say('panel.not-now', { from: short(thing.from), until: short(thing.until) });
  return [
    { kind: 'title', text: say('panel.promotions') },
    ...first(prices.promotions).map(
      (promotion): Entry => ({
        kind: 'row',
        label: promotion.name,
        text: [
          ruleText(promotion.rule, source),
          names(promotion.products),
          when(promotion),
          promotion.withCoupons ? say('panel.with-coupons') : say('panel.no-coupons'),
        ].join(' · '),
        ...(runs(promotion) ? {} : { tone: 'warn' as const }),
      }),
    ),
    { kind: 'title', text: say('panel.coupons') },
    ...first(prices.coupons).map(
      (coupon): Entry => ({
        kind: 'row',
        label: `${coupon.name} (${coupon.id})`,
        text: [
          sayThresholdOff(money(coupon.threshold), money(coupon.off), locale),
          names(coupon.products),
          say(`panel.issued.${coupon.issuedBy}`),
          ...(coupon.who === 'everyone' ? [] : [say(`panel.who.${coupon.who}`)]),
          when(coupon),
        ].join(' · '),
        ...(runs(coupon) ? {} : { tone: 'warn' as const }),
      }),
    ),
    { kind: 'title', text: say('panel.gifts') },
    ...prices.gifts.map(
      (gift): Entry => ({
        kind: 'row',
        label: `${gift.name} (${gift.id})`,
        text: [
          say(`panel.given.${gift.givenBy}`),
          ...(gift.threshold === 0 ? [] : [say('panel.from-order', { amount: money(gift.threshold) })]),
          say('panel.left', { count: gift.left - (world.givenGifts.get(gift.id) ?? 0) }),
        ].join(' · '),
      }),
    ),
    { kind: 'title', text: say('panel.price-talk') },
    ...(logistics.freeFreightFrom === null
      ? []
      : [{ kind: 'row' as const, label: say('desk.free-freight'), text: money(logistics.freeFreightFrom) }]),
    { kind: 'row', label: say('panel.why-not-lower'), text: prices.whyNotLower.text },
    { kind: 'row', label: say('panel.price-protection'), text: prices.priceProtection.text },
  ];
}

type Rule = Prices['promotions'][number]['rule'];

function ruleText(rule: Rule, { say, money, locale }: PanelSource): string {
  switch (rule.type) {
    case 'percent':
      return sayDiscount(rule.payShare, locale);
    case 'amount-off':
      return say('panel.rule.off', { off: money(rule.off) });
    case 'fixed-price':
      return money(rule.price);
    case 'threshold':
      return `${sayThresholdOff(money(rule.threshold), money(rule.off), locale)}${rule.repeats ? say('panel.rule.repeats') : ''}`;
    case 'bundle':
      return say('panel.rule.bundle', { quantity: rule.quantity, price: money(rule.price) });
    case 'nth-percent':
      return say('panel.rule.nth', { nth: rule.nth, discount: sayDiscount(rule.payShare, locale) });
  }
}

/** `11-12 23:59`, as the sheet has it in the shop's own zone. */
export function short(instant: string): string {
  return `${instant.slice(5, 10)} ${instant.slice(11, 16)}`;
}
