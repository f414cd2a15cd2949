import { isUpset } from '../moods.ts';
import type { Part } from '../state.ts';
import { type Draft, type Fault, once, withParts, worded } from './fault.ts';

/** Faults of manner: right or wrong, it is said badly. */
export const MANNER_FAULTS: readonly Fault[] = [
  {
    id: 'rude',
    title: { 'zh-CN': '出言不逊', en: 'is rude' },
    names: ['abuse', 'retort'],
    spoil: (draft) =>
      answersSomebody(draft) && (draft.moment.state.turn >= 2 || troubled(draft)) && every(draft, 'rude', 2)
        ? withParts(draft, [...greeting(draft), worded(draft, 'rude')])
        : null,
  },
  {
    id: 'forbidden-words',
    title: { 'zh-CN': '使用禁语', en: 'uses forbidden words' },
    names: ['ignorance', 'interjection', 'forbidden-words'],
    spoil: (draft) =>
      asked(draft) && every(draft, 'forbidden', 2)
        ? withParts(draft, [...greeting(draft), worded(draft, 'forbidden')])
        : null,
  },
  {
    id: 'no-greeting',
    title: { 'zh-CN': '没有开场问候', en: 'does not greet' },
    names: ['greeting'],
    spoil(draft) {
      const parts = draft.reply.parts.filter(
        (part) => !part.intent.startsWith('greet') && part.intent !== 'here' && part.intent !== 'offer-help',
      );
      if (parts.length === draft.reply.parts.length) return null;
      return withParts(draft, parts.length > 0 ? parts : [worded(draft, 'no-greeting')]);
    },
  },
  {
    id: 'refuses-without-apology',
    title: { 'zh-CN': '拒绝时没有道歉', en: 'refuses without an apology' },
    names: ['refusal-opening', 'apology', 'refusal'],
    spoil(draft) {
      const refusals = (part: Part) =>
        /^(refuse\.|bargain\.refuse|problem\.refuse|compensate\.refuse|answer\.(stock|region|freight|coupon|promotion|gift)\.no)/.test(
          part.intent,
        );
      if (!draft.reply.parts.some(refusals)) return null;
      const rest = draft.reply.parts.filter((part) => !refusals(part));
      const bargained = draft.reply.parts.some((part) => part.intent.startsWith('bargain.'));
      return withParts(draft, [...rest, worded(draft, bargained ? 'bare-refusal.price' : 'bare-refusal')]);
    },
  },
  {
    id: 'repeats-one-line',
    title: { 'zh-CN': '同一句话反复发', en: 'repeats one line' },
    names: ['repeat', 'repetition'],
    spoil: (draft) =>
      answersSomebody(draft) && draft.moment.state.turn >= 2
        ? withParts(draft, [{ intent: 'fault.one-line', slots: {}, text: oneLine(draft) }])
        : null,
  },
  {
    id: 'calm-down',
    title: { 'zh-CN': '叫生气的买家冷静', en: 'tells an angry buyer to calm down' },
    names: ['command'],
    spoil: (draft) =>
      draft.heard !== undefined && (isUpset(draft.heard) || troubled(draft)) && every(draft, 'calm', 2)
        ? withParts(draft, [...greeting(draft), worded(draft, 'calm-down'), ...rest(draft)])
        : null,
  },
  {
    id: 'accuses',
    title: { 'zh-CN': '质问指责买家', en: 'blames the buyer' },
    names: ['accuse', 'accusation'],
    spoil: (draft) =>
      draft.heard !== undefined &&
      (troubled(draft) || draft.moment.state.turn >= 3) &&
      every(draft, 'accuse', 2)
        ? withParts(draft, [...greeting(draft), worded(draft, 'accuse'), ...rest(draft)])
        : null,
  },
  {
    id: 'passes-the-buck',
    title: { 'zh-CN': '推诿责任', en: 'passes the buck' },
    names: ['pass-the-buck'],
    spoil: (draft) =>
      draft.heard !== undefined && troubled(draft)
        ? { ...draft, reply: { parts: [...greeting(draft), worded(draft, 'buck')], actions: [] } }
        : null,
  },
  {
    id: 'never-owns',
    title: { 'zh-CN': '从不道歉担责', en: 'never owns a fault' },
    names: ['apology', 'ownership', 'empathy'],
    spoil(draft) {
      const kind = (part: Part) =>
        !/^(problem\.sorry|calm|threat|complaint|sorry|event\.stuck|event\.complaint)/.test(part.intent);
      const kept = draft.reply.parts.filter(kind);
      if (kept.length === draft.reply.parts.length) return null;
      return withParts(
        draft,
        kept.some((part) => !part.intent.startsWith('greet')) ? kept : [...kept, worded(draft, 'cold')],
      );
    },
  },
  {
    id: 'presses-to-pay',
    title: { 'zh-CN': '催促付款', en: 'presses the buyer to pay' },
    names: ['press', 'false-urgency'],
    spoil: (draft) =>
      hesitates(draft) || draft.moment.request.event?.name === 'order-placed'
        ? withParts(draft, [...greeting(draft), worded(draft, 'press')])
        : null,
  },
  {
    id: 'hard-sell',
    title: { 'zh-CN': '被拒后继续硬推销', en: 'sells hard after a no' },
    names: ['press', 'hard-sell'],
    spoil: (draft) =>
      hesitates(draft) || draft.heard?.acts.has('leave') === true || draft.heard?.acts.has('reject') === true
        ? withParts(draft, [...greeting(draft), worded(draft, 'hard-sell')])
        : null,
  },
  {
    id: 'no-farewell',
    title: { 'zh-CN': '没有礼貌告别', en: 'does not say goodbye' },
    names: ['farewell'],
    spoil(draft) {
      if (!draft.heard?.acts.has('farewell') && !draft.heard?.acts.has('leave')) return null;
      const parts = draft.reply.parts.filter(
        (part) => !/^(farewell|thanked|hesitate|event\.rated)/.test(part.intent),
      );
      return parts.length === draft.reply.parts.length
        ? null
        : parts.length === 0
          ? undefined
          : withParts(draft, parts);
    },
  },
  {
    id: 'over-familiar',
    title: { 'zh-CN': '过分亲昵', en: 'is over-familiar' },
    names: ['intimacy', 'over-familiar'],
    spoil: (draft) =>
      answersSomebody(draft) && draft.reply.parts.length > 0
        ? withParts(draft, [worded(draft, 'familiar'), ...draft.reply.parts])
        : null,
  },
  {
    id: 'bot-menu',
    title: { 'zh-CN': '只会发菜单', en: 'answers with a menu' },
    names: ['bot-menu', 'beside-the-question'],
    spoil: (draft) =>
      asked(draft) && every(draft, 'menu', 2)
        ? withParts(draft, [...greeting(draft), worded(draft, 'menu')])
        : null,
  },
];

function answersSomebody(draft: Draft): boolean {
  return draft.heard !== undefined;
}

function asked(draft: Draft): boolean {
  return draft.heard !== undefined && draft.heard.asks.length > 0;
}

function troubled(draft: Draft): boolean {
  return draft.moment.state.trouble !== undefined || (draft.heard !== undefined && isUpset(draft.heard));
}

function hesitates(draft: Draft): boolean {
  return draft.heard?.acts.has('hesitate') === true || draft.heard?.acts.has('reject') === true;
}

/** The greeting of a first answer stays, so that one fault stays one fault. */
function greeting(draft: Draft): readonly Part[] {
  return draft.reply.parts.filter((part) => part.intent.startsWith('greet'));
}

function rest(draft: Draft): readonly Part[] {
  return draft.reply.parts.filter(
    (part) =>
      !part.intent.startsWith('greet') && !/^(problem\.sorry|calm|sorry|threat|complaint)/.test(part.intent),
  );
}

/** Fires at the first chance and then at every `nth`, so that a conversation goes on between. */
function every(draft: Draft, key: string, nth: number): boolean {
  const { scratch } = draft.moment.state;
  const count = (scratch.get(key) as number | undefined) ?? 0;
  scratch.set(key, count + 1);
  return count % nth === 0;
}

function oneLine(draft: Draft): string {
  const { scratch } = draft.moment.state;
  if (once(draft, 'one-line-chosen')) scratch.set('one-line', worded(draft, 'one-line').text);
  return scratch.get('one-line') as string;
}
