import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { owesAnswer } from '../rounds.ts';
import { isUnderstood } from '../rules/condition.ts';
import { lastEvent } from './scenario-outcome.ts';

/** Whoever has not written for this long may be taken to have gone. */
const STILL_THERE_MS = 60_000;

/**
 * The agent closed the chat on a buyer who was still there: its last message a moment ago, no goodbye in it, and matters left
 * open. Closing after a goodbye, or on somebody who has gone, is good order.
 */
export function abandoned(conversation: Conversation): Hit[] {
  const { ending, endedAt, buyerMessages, transcript } = conversation;
  if (ending !== 'agent-closed') return [];
  const last = buyerMessages.at(-1);
  // A hello is owed no answer of substance, but closing on it is no welcome.
  if (!last || (!owesAnswer(last) && !last.acts.some((act) => act.act === 'greet' || act.act === 'nudge')))
    return [];
  const answered = conversation.rounds.at(-1)?.reply !== null;
  const open = transcript.events.findLast((event) => event.type === 'buyer-state')?.open ?? [];
  // "I'm off my shift now" is a reply and no answer.
  const asked = owedOf(conversation).ledger.questions.some(
    (one) => one.event === last.event && (one.status === 'open' || one.status === 'beside'),
  );
  const justCame =
    last.acts.length > 0 &&
    last.acts.every((act) => act.act === 'greet' || act.act === 'nudge') &&
    endedAt - last.at <= STILL_THERE_MS;
  const leftOpen =
    !answered ||
    justCame ||
    (asked && endedAt - last.at <= STILL_THERE_MS && conversation.agentMessages.every(isUnderstood)) ||
    (open.length > 0 && endedAt - last.at <= STILL_THERE_MS);
  return leftOpen ? [{ events: [last.event, lastEvent(conversation)] }] : [];
}
