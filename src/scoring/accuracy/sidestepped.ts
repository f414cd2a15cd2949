import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { hasSubstance } from '../rounds.ts';
import { topicName } from '../wording/names.ts';

/** So many messages of substance past the question before its answer, and the buyer had to come back for it. */
const PAST_MIN = 2;

/**
 * Questions that were answered in the end, after the agent had talked past them: two messages of substance or more on other
 * things, while the buyer asked again or nudged. A question that was held ("let me check") is waited for, not passed over.
 */
export function sidestepped(conversation: Conversation): Hit[] {
  const { ledger } = owedOf(conversation);
  return ledger.questions.flatMap((asked): Hit[] => {
    if (asked.answeredBy === undefined || asked.heldBy !== undefined) return [];
    const past = messagesPast(conversation, asked);
    if (past.length < PAST_MIN || !cameBack(conversation, asked)) return [];
    return [
      {
        events: [asked.event, past[0]!.event, asked.answeredBy],
        slots: { topic: topicName(asked.question.topic, conversation.locale), times: String(past.length) },
      },
    ];
  });
}

const isBetween = ({ event }: Moment, asked: AskedQuestion) =>
  event > asked.event && event < asked.answeredBy!;

function messagesPast({ agentMessages }: Conversation, asked: AskedQuestion): Moment[] {
  return agentMessages.filter((message) => isBetween(message, asked) && hasSubstance(message));
}

function cameBack({ buyerMessages }: Conversation, asked: AskedQuestion): boolean {
  return (
    asked.times > 1 ||
    buyerMessages.some(
      (message) =>
        isBetween(message, asked) &&
        message.acts.some((act) => ['nudge', 'complain-wait', 'complain-repeat'].includes(act.act)),
    )
  );
}
