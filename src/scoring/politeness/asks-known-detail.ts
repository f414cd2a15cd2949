import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { detailName } from '../wording/names.ts';

/** Questions for what the earlier log, which the agent could see, already has. */
export function asksKnownDetail(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  const texts = new Map(conversation.agentMessages.map((message) => [message.event, message.text]));
  return ledger.asksAgain
    .filter((one) => one.givenAt < 0)
    .map(({ event, detail }) => ({
      events: [event],
      slots: { detail: detailName(detail, conversation.locale), text: excerpt(texts.get(event) ?? '') },
    }));
}
