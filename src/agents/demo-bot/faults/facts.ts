import { RETURN_REASONS } from '../../../model/question.ts';
import type { Topic } from '../../../model/topic.ts';
import { adviseSize } from '../../../shop/size.ts';
import { sayDays, sayMoney, sayPayer } from '../../../shop/wording.ts';
import { findProduct } from '../../../shop/world.ts';
import type { Part } from '../state.ts';
import { changePart, type Draft, type Fault, once, withParts, worded } from './fault.ts';

/** Faults of fact: the bot says or does what the shop's sheets refute. */
export const FACT_FAULTS: readonly Fault[] = [
  {
    id: 'undercuts-floor',
    title: { 'zh-CN': '一还价就跌破底价', en: 'sells below the floor' },
    names: ['below-floor', 'price'],
    spoil(draft) {
      const product = productOf(draft);
      if (product === undefined || draft.heard?.acts.has('haggle') !== true || draft.moment.state.haggles < 1)
        return null;
      const minor = Math.floor((product.price.floor * 0.8) / 100) * 100;
      if (minor <= 0) return null;
      const parts = draft.reply.parts.filter((part) => !part.intent.startsWith('bargain.'));
      const deal = worded(draft, 'undercut', { price: sayMoney(minor, draft.moment.setup.market) });
      const actions = draft.reply.actions.filter((action) => action.name !== 'change-price');
      return {
        ...draft,
        reply: {
          parts: [...parts, deal],
          actions: [...actions, { name: 'change-price', args: { product: product.id, price: minor / 100 } }],
        },
      };
    },
  },
  {
    id: 'wrong-price',
    title: { 'zh-CN': '报错价格', en: 'quotes a wrong price' },
    names: ['price'],
    spoil(draft) {
      const product = productOf(draft);
      if (product === undefined) return null;
      const wrong = sayMoney(product.price.list + 1_700, draft.moment.setup.market);
      return changePart(draft, ['answer.price', 'introduce'], (part) =>
        part.slots.price === undefined
          ? null
          : worded(draft, 'price', { product: product.name, price: wrong }),
      );
    },
  },
  {
    id: 'wrong-return-period',
    title: { 'zh-CN': '说错退换期限', en: 'gives a wrong return period' },
    names: ['return-period'],
    spoil(draft) {
      const { returns } = draft.moment.setup.shop.policies;
      const real = new Set([
        returns.days,
        returns.refundDays,
        ...RETURN_REASONS.map((reason) => returns.reasons[reason].withinDays),
      ]);
      const wrong = [5, 10, 12, 20, 45].find((days) => !real.has(days))!;
      return changePart(draft, ['answer.return-period', 'answer.return-exclusion.no'], () =>
        worded(draft, 'return-period', { days: sayDays([wrong, wrong], draft.moment.setup.locale) }),
      );
    },
  },
  {
    id: 'wrong-freight-side',
    title: { 'zh-CN': '运费责任说反', en: 'puts the freight on the wrong side' },
    names: ['return-freight', 'freight'],
    spoil(draft) {
      const { locale } = draft.moment.setup;
      const flip = (text: string) =>
        sayPayer(text === sayPayer('seller', locale) ? 'buyer' : 'seller', locale);
      const said = changePart(
        draft,
        ['answer.return-freight', 'problem.options', 'problem.option', 'did.return', 'did.exchange'],
        (part) => {
          if (part.slots.payer === undefined || part.slots.payer === '') return null;
          const slots = { ...part.slots, payer: flip(part.slots.payer), reasonText: '', text: '' };
          return part.intent === 'answer.return-freight'
            ? worded(draft, 'return-freight', { payer: slots.payer })
            : { ...part, slots };
        },
      );
      if (said === null) return null;
      const actions = said.reply.actions.map((action) =>
        action.name === 'accept-return'
          ? {
              ...action,
              args: {
                ...action.args,
                freightPaidBy: action.args.freightPaidBy === 'seller' ? 'buyer' : 'seller',
              },
            }
          : action,
      );
      return { ...said, reply: { ...said.reply, actions } };
    },
  },
  {
    id: 'invents-stock',
    title: { 'zh-CN': '缺货说有货', en: 'invents stock' },
    names: ['stock'],
    spoil: (draft) => changePart(draft, ['answer.stock.no'], () => worded(draft, 'stock')),
  },
  {
    id: 'wrong-material',
    title: { 'zh-CN': '说错面料成分', en: 'names a wrong material' },
    names: ['material'],
    spoil: (draft) => changePart(draft, ['answer.material'], () => worded(draft, 'material')),
  },
  {
    id: 'wrong-size-advice',
    title: { 'zh-CN': '推荐错误尺码', en: 'advises a wrong size' },
    names: ['size'],
    spoil(draft) {
      const product = productOf(draft);
      const { heightCm, weightKg } = draft.moment.state.known;
      if (product === undefined) return null;
      const { fits } = adviseSize(product, {
        ...(heightCm ? { heightCm } : {}),
        ...(weightKg ? { weightKg } : {}),
      });
      const order = product.sizes.map((size) => size.id);
      const wrong = order
        .filter((size) => !fits.includes(size))
        .sort(
          (a, b) =>
            Math.abs(order.indexOf(b) - order.indexOf(fits[0] ?? b)) -
            Math.abs(order.indexOf(a) - order.indexOf(fits[0] ?? a)),
        )[0];
      return wrong === undefined
        ? null
        : changePart(draft, ['answer.size'], (part) =>
            part.slots.size === undefined ? null : worded(draft, 'size', { size: wrong }),
          );
    },
  },
  {
    id: 'wrong-dispatch',
    title: { 'zh-CN': '说错发货时间', en: 'gives a wrong dispatch time' },
    names: ['dispatch'],
    spoil: (draft) => changePart(draft, ['answer.dispatch'], () => worded(draft, 'dispatch')),
  },
  {
    id: 'invents-coupon',
    title: { 'zh-CN': '编造优惠券', en: 'invents a coupon' },
    names: ['coupon', 'promotion'],
    spoil: (draft) =>
      changePart(draft, ['answer.coupon'], () =>
        worded(draft, 'coupon', { off: sayMoney(1_300, draft.moment.setup.market) }),
      ),
  },
  {
    id: 'over-promises',
    title: { 'zh-CN': '乱打包票', en: 'over-promises' },
    names: ['over-promise'],
    spoil(draft) {
      const topics: readonly (Topic | undefined)[] = [
        'arrival',
        'dispatch',
        'quality',
        'delay-cause',
        'stock',
      ];
      if (!draft.reply.parts.some((part) => topics.includes(part.topic) || part.intent.startsWith('parcel.')))
        return null;
      return withParts(draft, [...draft.reply.parts, worded(draft, 'over-promise')]);
    },
  },
  {
    id: 'contradicts-itself',
    title: { 'zh-CN': '前后说法矛盾', en: 'contradicts itself' },
    names: ['contradiction'],
    spoil(draft) {
      const { scratch } = draft.moment.state;
      const before = scratch.get('said') as Part | undefined;
      const known = draft.reply.parts.find((part) =>
        ['answer.price', 'answer.freight', 'answer.dispatch', 'answer.return-period'].some((intent) =>
          part.intent.startsWith(intent),
        ),
      );
      if (known !== undefined && before === undefined) scratch.set('said', known);
      if (before === undefined || !once(draft, 'contradicted')) return null;
      const product = productOf(draft);
      const other = sayMoney((product?.price.list ?? 10_000) + 2_300, draft.moment.setup.market);
      const line =
        before.topic === 'price'
          ? worded(draft, 'price', { product: product?.name ?? '', price: other })
          : worded(draft, `contradict.${before.topic ?? 'freight'}`, { price: other });
      return withParts(draft, [...draft.reply.parts, line]);
    },
  },
];

function productOf({ moment }: Draft): ReturnType<typeof findProduct> {
  return findProduct(moment.setup.shop, moment.state.products[0] ?? '');
}
