import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { excerpt } from '../wording/excerpt.ts';

/** Set phrases in which 你 is no address. */
const SET_PHRASES = /你好|你们|谢谢你们|迷你|为你而|你的(?:名字|样子)/g;

/** Messages that address the buyer as 你 and nowhere as 您 or 亲. */
export function bareYou({ agentMessages }: Conversation): Hit[] {
  return agentMessages
    .filter(
      ({ plain }) =>
        plain.includes('你') && !/[您亲]/.test(plain) && plain.replace(SET_PHRASES, '').includes('你'),
    )
    .map(({ event, text }) => ({ events: [event], slots: { text: excerpt(text) } }));
}
