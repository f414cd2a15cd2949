import { type Fault, once } from './fault.ts';

/** Faults of time and of the line itself. */
export const TIMING_FAULTS: readonly Fault[] = [
  {
    id: 'answers-slowly',
    title: { 'zh-CN': '回复太慢', en: 'answers slowly' },
    names: ['first-response', 'response-time', 'silence-gap'],
    spoil: (draft) =>
      draft.heard === undefined || draft.reply.parts.length === 0
        ? null
        : { ...draft, delay: (delayMs) => delayMs + 70_000 },
  },
  {
    id: 'goes-silent',
    title: { 'zh-CN': '聊到一半没人回', en: 'goes silent' },
    names: ['unanswered', 'silence-gap', 'reply-rate'],
    spoil: (draft) => (draft.heard !== undefined && draft.moment.state.turn >= 3 ? undefined : null),
  },
  {
    id: 'crashes-on-odd-input',
    title: { 'zh-CN': '遇到异常输入就崩溃', en: 'crashes on odd input' },
    names: ['agent-error', 'crash'],
    spoil(draft) {
      const { request } = draft.moment;
      if (draft.heard === undefined) return null;
      const odd =
        request.content.some((part) => part.type !== 'text') ||
        !/\p{L}/u.test(request.text) ||
        request.text.length > 120 ||
        draft.heard.nothing;
      if (odd) throw new Error('the demo bot was told to break on odd input');
      return null;
    },
  },
  {
    id: 'sends-empty',
    title: { 'zh-CN': '发空白消息', en: 'sends empty messages' },
    names: ['agent-error', 'unanswered'],
    spoil: (draft) =>
      draft.heard !== undefined && draft.moment.state.turn >= 2 && once(draft, 'empty')
        ? { ...draft, messages: [{ text: '   ', delayMs: 1_500 }] }
        : null,
  },
];
