import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { Conversation } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { hasSubstance } from '../rounds.ts';
import { isUnderstood } from '../rules/condition.ts';
import { topicName } from '../wording/names.ts';

/**
 * One of two questions left open is half of what the buyer came for, one of ten a slip: up to this many asked, each weighs all of
 * the rule's points, beyond it its part of them, and never less than the least share.
 */
const FULL_WEIGHT_UP_TO = 2.5;
const SHARE_MIN = 0.525;

/**
 * Questions that never got an answer though the agent went on talking. A question is only held against an agent that had two
 * understood messages of substance after it (the one that should have answered, and a second chance), or one after it was
 * asked again; what the reader did not understand may have been the answer, so it pardons.
 */
export function unansweredQuestions(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  const share = Math.max(SHARE_MIN, Math.min(1, FULL_WEIGHT_UP_TO / ledger.questions.length));
  return ledger.questions.flatMap((asked): Hit[] => {
    if (asked.status !== 'open' && asked.status !== 'beside') return [];
    const chances = chancesAfter(conversation, asked);
    if (chances === null || chances.length < (asked.times > 1 ? 1 : 2)) return [];
    return [
      {
        events: [asked.event, chances[0]!],
        share,
        slots: { topic: topicName(asked.question.topic, conversation.locale), times: String(asked.times) },
      },
    ];
  });
}

/** Events of the agent's messages after the question; `null` where one of them was not understood. */
function chancesAfter({ agentMessages }: Conversation, asked: AskedQuestion): number[] | null {
  const later = agentMessages.filter((message) => message.event > asked.event && message.via !== 'auto');
  if (later.some((message) => !isUnderstood(message))) return null;
  return later.filter(hasSubstance).map((message) => message.event);
}
