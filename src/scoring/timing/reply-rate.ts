import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

export const RATE_UNITS = ['message', 'round', 'session', 'customer-day'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

/**
 * Share of trials answered within `limitMs`. What one trial is makes all the difference, so it is in the measure's name:
 * every buyer message; every round; the session (its mean wait); the customer on that day (fails if any round did).
 */
export function replyRate(unit: RateUnit, limitMs: number) {
  return ({ rounds }: Conversation): Measured => {
    if (rounds.length === 0) return NOT_APPLICABLE('share');
    const missed = rounds.filter((round) => round.reply === null || round.waitMs > limitMs);
    const events = missed.map((round) => round.opens.event);
    return { unit: 'share', value: share(), events };

    function share(): number {
      if (unit === 'round') return 1 - missed.length / rounds.length;
      if (unit === 'customer-day') return missed.length === 0 ? 1 : 0;
      if (unit === 'session')
        return rounds.reduce((sum, round) => sum + round.waitMs, 0) / rounds.length <= limitMs ? 1 : 0;
      const messages = rounds.flatMap((round) =>
        round.buyerMessages.map((message) =>
          round.reply ? round.reply.at - message.at : Number.POSITIVE_INFINITY,
        ),
      );
      return messages.filter((wait) => wait <= limitMs).length / messages.length;
    }
  };
}

/** Share of sessions whose first answer came in time: 1 or 0 for one conversation. */
export function firstReplyRate(limitMs: number) {
  return ({ rounds }: Conversation): Measured => {
    const first = rounds[0];
    if (!first) return NOT_APPLICABLE('share');
    return {
      unit: 'share',
      value: first.reply && first.waitMs <= limitMs ? 1 : 0,
      events: [first.opens.event],
    };
  };
}
