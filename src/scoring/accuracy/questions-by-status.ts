import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { topicName } from '../wording/names.ts';

/** Questions that ended in a given state: `partly` answered, or `right` after a hold. */
export function questionsByStatus(conversation: Conversation, { status, held }: RuleParams): Hit[] {
  const { ledger } = owedOf(conversation);
  return ledger.questions.flatMap((asked): Hit[] => {
    if (asked.status !== status || (held === true && asked.heldBy === undefined)) return [];
    const missing = asked.judgement?.missing ?? [];
    return [
      {
        events: [asked.event, ...(asked.answeredBy === undefined ? [] : [asked.answeredBy])],
        slots: {
          topic: topicName(asked.question.topic, conversation.locale),
          ...(missing.length > 0 ? { missing: missing.join(', ') } : {}),
        },
      },
    ];
  });
}
