import type { Conversation } from '../conversation.ts';
import type { Measured } from '../measures.ts';

/** Buyer messages that were owed an answer and never got any. A goodbye owes none, and what the session cut short is not counted. */
export function unansweredAtClose({ rounds }: Conversation): Measured {
  const last = rounds.at(-1);
  const open = last && last.reply === null ? last.buyerMessages : [];
  return { unit: 'count', value: open.length, events: open.slice(0, 10).map((message) => message.event) };
}
