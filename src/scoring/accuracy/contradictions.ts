import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { topicName } from '../wording/names.ts';

/** Places where the agent said the opposite of what it had said. A correction in so many words is none. */
export function contradictions(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  const byEvent = new Map(conversation.agentMessages.map((message) => [message.event, message]));
  const seen = new Set<string>();
  return ledger.contradictions.flatMap(({ event, earlier, topic }): Hit[] => {
    const [now, before] = [byEvent.get(event), byEvent.get(earlier)];
    const key = `${topic} ${earlier}`;
    if (!now || !before || event === earlier || seen.has(key) || isCorrection(now.acts.map((act) => act.act)))
      return [];
    seen.add(key);
    return [
      {
        events: [earlier, event],
        slots: {
          topic: topicName(topic, conversation.locale),
          text: excerpt(now.text),
          earlier: excerpt(before.text),
        },
      },
    ];
  });
}

/** 抱歉刚才说错了 / sorry, I got that wrong: an apology or ownership in the message that changes the story. */
function isCorrection(acts: readonly string[]): boolean {
  return acts.some((act) => act === 'apologise' || act === 'apologise-strongly' || act === 'own');
}
