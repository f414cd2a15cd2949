import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';

/** Stars of 5 that count as satisfied; a 3 is none (Zendesk and Kuaishou alike). */
const SATISFIED_STARS = 4;
const ATTITUDE = /attitude|rude|manner|态度|服务差|不耐烦/i;

interface Rating {
  readonly event: number;
  readonly stars: number;
  readonly reason: string;
}

/** The last rating the buyer gave counts. */
function ratingOf({ moments }: Conversation): Rating | null {
  const moment = moments.findLast(
    ({ source }) =>
      source.type === 'action' && source.by === 'buyer' && source.name === 'rate' && source.result.ok,
  );
  if (moment?.source.type !== 'action') return null;
  const { stars, reason } = moment.source.args;
  return { event: moment.event, stars: Number(stars), reason: String(reason ?? '') };
}

/** 1 where the buyer rated 4 or 5 stars, 0 where it rated less; does not apply without a rating. */
export function satisfied(conversation: Conversation): Measured {
  const rating = ratingOf(conversation);
  return rating
    ? { unit: 'share', value: rating.stars >= SATISFIED_STARS ? 1 : 0, events: [rating.event] }
    : NOT_APPLICABLE('share');
}

export function dissatisfied(conversation: Conversation): Measured {
  const rating = ratingOf(conversation);
  return rating
    ? { unit: 'share', value: rating.stars < SATISFIED_STARS ? 1 : 0, events: [rating.event] }
    : NOT_APPLICABLE('share');
}

/** Among average and disappointed ratings: 1 where the reason is the attitude. Does not apply to good ratings. */
export function poorAttitude(conversation: Conversation): Measured {
  const rating = ratingOf(conversation);
  if (!rating || rating.stars >= SATISFIED_STARS) return NOT_APPLICABLE('share');
  return { unit: 'share', value: ATTITUDE.test(rating.reason) ? 1 : 0, events: [rating.event] };
}

/** 1 where the buyer filed a complaint with anybody. */
export function complained({ moments }: Conversation): Measured {
  const filed = moments.filter(
    ({ source }) => source.type === 'action' && source.by === 'buyer' && source.name === 'complain',
  );
  return { unit: 'share', value: filed.length > 0 ? 1 : 0, events: filed.map((moment) => moment.event) };
}

/** 1 where the buyer's goal was reached in this one contact. */
export function resolved({ ending, scenario }: Conversation): Measured {
  if (!scenario || ending === 'interrupted') return NOT_APPLICABLE('share');
  return { unit: 'share', value: ending === 'settled' ? 1 : 0, events: [] };
}
