import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** From the buyer's first message to the first valid answer to it; capped, and the cap where none came. */
export function firstResponse({ rounds }: Conversation): Measured {
  const first = rounds[0];
  if (!first) return NOT_APPLICABLE('ms');
  return {
    unit: 'ms',
    value: first.waitMs,
    events: [first.opens.event, ...(first.reply ? [first.reply.event] : [])],
  };
}
