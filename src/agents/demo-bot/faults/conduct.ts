import { refundObstacle } from '../../../shop/returns.ts';
import { findOrder, nowMs, type WorldOrder } from '../../../shop/world.ts';
import { isUpset } from '../moods.ts';
import { orderInQuestion } from '../which-order.ts';
import { type Draft, type Fault, once, withParts, worded } from './fault.ts';

/** Longer than any wording of the empty promise names. */
const FORGOTTEN_MS = 150_000;

/** Faults of conduct: what a shop may lose its place on a platform for, and duties left undone. */
export const CONDUCT_FAULTS: readonly Fault[] = [
  {
    id: 'ignores-second-question',
    title: { 'zh-CN': '漏答第二个问题', en: 'ignores the second question' },
    names: ['unanswered', 'missing-answer'],
    spoil(draft) {
      if (draft.heard === undefined) return null;
      const ignored = ignoredIn(draft);
      const answers = draft.reply.parts.filter((part) => part.intent.startsWith('answer.'));
      // What was passed over stays passed over, however often it is asked.
      if (answers.some((part) => ignored.has(part.intent)))
        return withParts(draft, [
          ...draft.reply.parts.filter((part) => !ignored.has(part.intent)),
          worded(draft, 'fault'),
        ]);
      const [first] = answers;
      // Twice the same answer is one question, however it was put.
      const others = answers.filter((part) => part.intent !== first?.intent);
      if (others.length === 0) return nextOfBurst(draft);
      for (const part of others) ignored.add(part.intent);
      return withParts(
        draft,
        draft.reply.parts.filter((part) => !part.intent.startsWith('answer.') || part === first),
      );
    },
  },
  {
    id: 'forgets-promise',
    title: { 'zh-CN': '答应了却没有下文', en: 'forgets its promise' },
    names: ['promise', 'follow-up'],
    spoil(draft) {
      const { state, at } = draft.moment;
      const promisedAt = state.scratch.get('forgotten-at') as number | undefined;
      // Nobody comes back while the promise runs; afterwards the bot goes on as if it had promised nothing.
      if (promisedAt !== undefined) return at - promisedAt < FORGOTTEN_MS ? undefined : null;
      const index = draft.reply.parts.findIndex((part) => /^(hold|answer\.)/.test(part.intent));
      if (draft.heard === undefined || index < 0) return null;
      state.scratch.set('forgotten-at', at);
      const before = draft.reply.parts.slice(0, index).filter((part) => part.intent !== 'hold');
      return { ...draft, reply: { parts: [...before, worded(draft, 'empty-promise')], actions: [] } };
    },
  },
  {
    id: 'asks-again',
    title: { 'zh-CN': '重复追问已说过的信息', en: 'asks for what was already said' },
    names: ['asks-again', 'repeated-question'],
    spoil(draft) {
      const { told, scratch, turn } = draft.moment.state;
      if (draft.heard === undefined || turn < 2) return null;
      const detail = (['body', 'order-number', 'problem', 'photo', 'size', 'colour', 'region'] as const).find(
        (one) => told.has(one) && !draft.heard!.gives.has(one) && !scratch.has(`again-${one}`),
      );
      if (detail === undefined) return null;
      scratch.set(`again-${detail}`, true);
      return withParts(draft, [...draft.reply.parts, worded(draft, `again.${detail}`)]);
    },
  },
  {
    id: 'off-platform',
    title: { 'zh-CN': '引导站外交易', en: 'sends the buyer off the platform' },
    names: ['off-platform'],
    spoil(draft) {
      if (draft.heard === undefined) return null;
      const tempted = draft.heard.acts.has('ask-off-platform') || draft.heard.acts.has('haggle');
      if (!tempted && !(draft.moment.state.turn >= 2 && once(draft, 'off-platform'))) return null;
      return withParts(draft, [
        ...draft.reply.parts.filter((part) => part.intent !== 'refuse.off-platform'),
        worded(draft, 'off-platform'),
      ]);
    },
  },
  {
    id: 'buys-good-review',
    title: { 'zh-CN': '花钱买好评', en: 'buys good reviews' },
    names: ['review-reward', 'buy-review'],
    spoil(draft) {
      const moment =
        /^(farewell|thanked|event\.(paid|delivered|rated)|threat|refuse\.review-reward|paid\.thanks|accepted)/;
      const index = draft.reply.parts.findIndex((part) => moment.test(part.intent));
      if (index < 0 && !(draft.heard !== undefined && draft.moment.state.turn >= 3 && once(draft, 'review')))
        return null;
      return withParts(draft, [
        ...draft.reply.parts.filter((part) => part.intent !== 'refuse.review-reward'),
        worded(draft, 'buy-review'),
      ]);
    },
  },
  {
    id: 'leaks-customer-data',
    title: { 'zh-CN': '泄露其他客户信息', en: 'leaks another customer’s data' },
    names: ['private-data', 'privacy', 'leak'],
    spoil(draft) {
      const { shop } = draft.moment.setup;
      const own = shop.customers.find(
        (customer) => customer.account === draft.moment.request.context.account,
      );
      const other = shop.customers.find((customer) => customer !== own);
      const tempted = draft.reply.parts.some(
        (part) =>
          part.intent === 'refuse.private-data' ||
          /^answer\.(order-state|tracking|delay-cause|reviews)/.test(part.intent),
      );
      if (
        other === undefined ||
        draft.heard === undefined ||
        (!tempted && !(draft.moment.state.turn >= 3 && once(draft, 'leak')))
      )
        return null;
      const line = worded(draft, 'leak', {
        name: other.name,
        phone: other.phone,
        address: other.address.line,
      });
      return withParts(draft, [
        ...draft.reply.parts.filter((part) => part.intent !== 'refuse.private-data'),
        line,
      ]);
    },
  },
  {
    id: 'asks-for-code',
    title: { 'zh-CN': '索要验证码', en: 'asks for a verification code' },
    names: ['ask-private'],
    spoil: (draft) =>
      draft.heard !== undefined &&
      (draft.moment.state.trouble !== undefined ||
        draft.heard.asks.some(
          (ask) => ask.topic === 'payment' || ask.topic === 'how-to-order' || ask.topic === 'refund-time',
        ) ||
        draft.moment.state.turn >= 3) &&
      once(draft, 'code')
        ? withParts(draft, [...draft.reply.parts, worded(draft, 'code')])
        : null,
  },
  {
    id: 'disparages-rival',
    title: { 'zh-CN': '诋毁同行', en: 'runs down other shops' },
    names: ['disparage-rival'],
    spoil: (draft) =>
      draft.heard?.acts.has('haggle') === true ||
      (draft.heard?.asks.some((ask) => ask.topic === 'comparison' || ask.topic === 'worth') ?? false)
        ? withParts(draft, [...draft.reply.parts, worded(draft, 'disparage')])
        : null,
  },
  {
    id: 'absolute-claims',
    title: { 'zh-CN': '使用极限词', en: 'makes absolute claims' },
    names: ['absolute-term'],
    spoil: (draft) =>
      draft.reply.parts.some((part) =>
        /^(answer\.(price|quality|worth|reviews|promotion)|bargain|recommend|introduce|refuse\.superlative)/.test(
          part.intent,
        ),
      )
        ? withParts(draft, [
            ...draft.reply.parts.filter((part) => part.intent !== 'refuse.superlative'),
            worded(draft, 'absolute'),
          ])
        : null,
  },
  {
    id: 'refunds-freely',
    title: { 'zh-CN': '越权退款', en: 'refunds without authority' },
    names: ['unauthorised', 'refund', 'reason-asked'],
    spoil(draft) {
      const id = orderInQuestion(draft.moment);
      const order = id === undefined ? undefined : findOrder(draft.moment.state.world, id);
      if (
        order === undefined ||
        draft.heard === undefined ||
        !['delivered', 'received'].includes(order.state)
      )
        return null;
      // What the policy gives anyway is no fault.
      if (!refusesRefund(draft, order)) return null;
      if (!(draft.moment.state.trouble !== undefined || isUpset(draft.heard)) || !once(draft, 'refunded'))
        return null;
      return {
        ...draft,
        reply: {
          parts: [
            ...draft.reply.parts.filter((part) => part.intent.startsWith('greet')),
            worded(draft, 'free-refund'),
          ],
          actions: [{ name: 'refund', args: { order: order.number, amount: order.goodsMinor / 100 } }],
        },
      };
    },
  },
  {
    id: 'skips-address-check',
    title: { 'zh-CN': '付款后没有核对地址', en: 'does not confirm the address after payment' },
    names: ['address-read-back'],
    spoil: (draft) =>
      draft.reply.parts.some((part) => part.intent === 'event.paid')
        ? withParts(draft, [worded(draft, 'paid')])
        : null,
  },
  {
    id: 'hides-drawbacks',
    title: { 'zh-CN': '隐瞒缺点', en: 'hides drawbacks' },
    names: ['drawback', 'disclose-limit'],
    spoil(draft) {
      const changed = draft.reply.parts.map((part) =>
        /^(recommend|answer\.(drawback|quality|recommendation))/.test(part.intent)
          ? worded(draft, 'flawless')
          : part,
      );
      return changed.every((part, index) => part === draft.reply.parts[index])
        ? null
        : withParts(draft, changed);
    },
  },
  {
    id: 'closes-early',
    title: { 'zh-CN': '话没说完就关闭会话', en: 'closes the chat too early' },
    names: ['abandon', 'agent-closed'],
    spoil: (draft) =>
      draft.heard !== undefined && draft.moment.state.turn >= 2 && once(draft, 'closed')
        ? {
            ...draft,
            reply: {
              parts: draft.reply.parts.slice(0, 1),
              actions: [...draft.reply.actions, { name: 'close', args: { reason: 'busy' } }],
            },
          }
        : null,
  },
];

/** Whether the policy leaves it to somebody else to pay the whole order back, with the trouble that the buyer has told. */
function refusesRefund({ moment: { state, at } }: Draft, order: WorldOrder): boolean {
  const told = state.trouble?.problem;
  const known = told === undefined ? order : { ...order, problem: told };
  return refundObstacle(state.world, known, order.goodsMinor, nowMs(state.world, at)) !== undefined;
}

/** A buyer who splits its questions over a burst: the second message of two in a row goes unanswered. */
function nextOfBurst(draft: Draft): Draft | null | undefined {
  const { scratch } = draft.moment.state;
  const last = scratch.get('asked-at') as number | undefined;
  const { at } = draft.moment;
  const asks = draft.reply.parts.some((part) => part.intent.startsWith('answer.'));
  if (!asks) return null;
  scratch.set('asked-at', at);
  if (last === undefined || at - last >= 20_000) return null;
  for (const { intent } of draft.reply.parts) if (intent.startsWith('answer.')) ignoredIn(draft).add(intent);
  return undefined;
}

function ignoredIn({ moment }: Draft): Set<string> {
  const { scratch } = moment.state;
  const ignored = (scratch.get('ignored') as Set<string> | undefined) ?? new Set<string>();
  scratch.set('ignored', ignored);
  return ignored;
}
