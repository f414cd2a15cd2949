import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { formatDuration } from '../wording/format.ts';
import { topicName } from '../wording/names.ts';

/**
 * Promises that were not kept. `kind: follow-up`: a hold or "I'll come back to you" whose time ran out while the buyer was
 * still there; `kind: deed`: a deed (a gift, a note, a coupon) that could have been done here and never was.
 */
export function brokenPromises(conversation: Conversation, { kind }: RuleParams): Hit[] {
  const { ledger } = owedOf(conversation);
  const texts = new Map(conversation.agentMessages.map((message) => [message.event, message.text]));
  return ledger.promises.flatMap((promise): Hit[] => {
    if (promise.kind !== kind || promise.status !== 'broken') return [];
    const dueAt = promise.dueAt ?? conversation.endedAt;
    return [
      {
        events: [promise.event],
        slots: {
          text: excerpt(texts.get(promise.event) ?? ''),
          due: formatDuration(Math.max(0, dueAt - promise.at), conversation.locale),
          ...(promise.topic ? { topic: topicName(promise.topic, conversation.locale) } : {}),
        },
      },
    ];
  });
}
