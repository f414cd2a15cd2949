import type { Detail } from '../../model/reading.ts';
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
    .filter((one) => one.givenAt < 0 && LOGGED.includes(one.detail))
    .map(({ event, detail }) => ({
      events: [event],
      slots: { detail: detailName(detail, conversation.locale), text: excerpt(texts.get(event) ?? '') },
    }));
}

/** What nobody should have to give twice; a size or an item named in passing is no question for it. */
const LOGGED: readonly Detail[] = ['body', 'order-number', 'photo', 'problem', 'address', 'phone'];
