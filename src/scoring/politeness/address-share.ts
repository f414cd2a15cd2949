import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** Fewer messages say nothing about a habit. */
const MESSAGES_MIN = 5;

/** Share of agent messages that begin with 亲 as an address; 亲自, 亲肤 and their like do not count. */
export function addressShare({ agentMessages, locale }: Conversation): Measured {
  if (locale !== 'zh-CN' || agentMessages.length < MESSAGES_MIN) return NOT_APPLICABLE('share');
  const addressed = agentMessages.filter(({ plain }) => /^(?:亲+|宝+)(?![自肤戚测手子身])/.test(plain));
  return {
    unit: 'share',
    value: addressed.length / agentMessages.length,
    events: addressed.slice(0, 10).map((message) => message.event),
  };
}
