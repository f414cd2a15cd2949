import type { Topic } from '../../model/topic.ts';
import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { formatDuration } from '../wording/format.ts';
import { topicName } from '../wording/names.ts';

/** Deeds that an agent with actions can do on the spot; a promise of another has its own time outside the chat. */
const DONE_ON_THE_SPOT: readonly (Topic | undefined)[] = [
  'gift',
  'coupon',
  'price',
  'freight',
  'packaging',
  'address-change',
];

/**
 * Promises that were not kept. `kind: follow-up`: a hold or "I'll come back to you" whose time ran out while the buyer was
 * still there; `kind: deed`: a deed (a gift, a note, a coupon) that could have been done here and never was. An agent that
 * used no action at all may have none, and is not blamed for deeds.
 */
export function brokenPromises(conversation: Conversation, { kind }: RuleParams): Hit[] {
  const { ledger } = owedOf(conversation);
  const canAct = conversation.moments.some((moment) => moment.kind === 'action' && moment.by === 'agent');
  const texts = new Map(conversation.agentMessages.map((message) => [message.event, message.text]));
  return ledger.promises.flatMap((promise): Hit[] => {
    const undone =
      promise.status === 'open' && kind === 'deed' && canAct && DONE_ON_THE_SPOT.includes(promise.topic);
    if (promise.kind !== kind || (promise.status !== 'broken' && !undone)) return [];
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
