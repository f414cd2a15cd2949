import type { ChatRead } from './read-chat.ts';

/** How a buyer behaved in a chat, counted over the buyer's own messages. */
export interface Temper {
  messages: number;
  /** Of all messages together. */
  letters: number;
  complaints: number;
  oaths: number;
  doubts: number;
  bargains: number;
  kindness: number;
}

export function noTemper(): Temper {
  return { messages: 0, letters: 0, complaints: 0, oaths: 0, doubts: 0, bargains: 0, kindness: 0 };
}

const LATE = new Set(['late-dispatch', 'late-parcel', 'stuck-parcel', 'lost-parcel', 'refund-missing']);
const POOR = new Set(['quality', 'broken', 'not-as-described', 'wrong-item', 'missing-item']);
const CHATTY_LETTERS = 40;

/** Shipped personas whose traits fit, the best first; never empty. Ids as in `personas/`. */
export function personasLike(read: ChatRead): readonly string[] {
  const { temper, problem, tempts } = read;
  const angry = temper.complaints + 2 * temper.oaths >= 2;
  const found: string[] = [];
  if (tempts.includes('off-platform')) found.push('solicitor');
  if (tempts.includes('review-reward')) found.push('fake-review-seller');
  if (tempts.includes('private-data')) found.push('third-person');
  if (read.threatens !== null) found.push('threatener');
  if (angry && problem !== null && LATE.has(problem)) found.push('complainer-late');
  if (angry && problem !== null && POOR.has(problem)) found.push('complainer-quality');
  if (angry) found.push('complainer');
  if (temper.bargains > 0 && problem === null) found.push('haggler');
  if (temper.doubts > 0) found.push('hesitant');
  if (!angry && temper.kindness >= 2 && problem === null) found.push('chatter');
  if (temper.messages > 0 && temper.letters / temper.messages > CHATTY_LETTERS)
    found.push('direct-meticulous');
  found.push('direct-brisk');
  return [...new Set(found)].slice(0, 4);
}
