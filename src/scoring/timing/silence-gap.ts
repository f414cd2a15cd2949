import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/**
 * The longest time in which a waiting buyer saw nothing new: from the oldest open message, or the agent's last sign of
 * life (a hold counts, and buys the time it names), to the next one.
 */
export function silenceGap({ rounds }: Conversation): Measured {
  if (rounds.length === 0) return NOT_APPLICABLE('ms');
  const { silence } = rounds.reduce((a, b) => (b.silence.ms > a.silence.ms ? b : a));
  return {
    unit: 'ms',
    value: silence.ms,
    events: [silence.from.event, ...(silence.to ? [silence.to.event] : [])],
  };
}
