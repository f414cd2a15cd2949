import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { detailName } from '../wording/names.ts';

/** Questions for what the buyer had given before, in this chat or in the log that the agent could see. */
export function asksKnownDetail(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  const texts = new Map(conversation.agentMessages.map((message) => [message.event, message.text]));
  return ledger.asksAgain.map(({ event, detail, givenAt }) => ({
    events: givenAt >= 0 ? [givenAt, event] : [event],
    slots: { detail: detailName(detail, conversation.locale), text: excerpt(texts.get(event) ?? '') },
  }));
}
