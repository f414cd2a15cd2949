import type { AskedQuestion } from '../../dialogue/ledger.ts';
import type { Conversation, Moment } from '../conversation.ts';
import type { Hit } from '../measures.ts';
import { AMENDS, isDeed } from '../outcome/deeds.ts';
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
    if (isShruggedOff(conversation, asked))
      return [
        {
          events: [asked.event, asked.answeredBy!],
          share,
          slots: { topic: topicName(asked.question.topic, conversation.locale), times: String(asked.times) },
        },
      ];
    if (
      asked.status !== 'open' &&
      asked.status !== 'beside' &&
      !isPutOff(asked) &&
      !isEvaded(asked, conversation)
    )
      return [];
    if (wasMadeGood(asked, conversation)) return [];
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

/** Who asks what it gets for the trouble and has money or a coupon sent has its answer. */
function wasMadeGood({ question, event }: AskedQuestion, { moments }: Conversation): boolean {
  return (
    question.topic === 'compensation' &&
    moments.some((moment) => moment.event > event && moment.by === 'agent' && isDeed(moment, AMENDS))
  );
}

/** Asked again after words that told no value: "our cloth is chosen with care" to "does it pill". */
export function isPutOff(asked: AskedQuestion): boolean {
  return asked.times > 1 && toldNothing(asked);
}

function toldNothing({ status, judgement }: AskedQuestion): boolean {
  return (
    status === 'unsupported' &&
    (judgement?.claims ?? []).every((claim) => claim.facts.length === 0 && claim.polarity === undefined)
  );
}

/** The sheet has values for it, the words that spoke of it held none, and the buyer had nudged for an answer before them. */
function isEvaded(asked: AskedQuestion, { buyerMessages }: Conversation): boolean {
  return (
    toldNothing(asked) &&
    (asked.judgement?.missing.length ?? 0) > 0 &&
    buyerMessages.some(
      (message) =>
        message.event > asked.event &&
        message.event < asked.answeredBy! &&
        message.acts.some((act) => act.act === 'nudge'),
    )
  );
}

/** All that came was that nobody knows, and nothing on it was said later either: the buyer moves on, the question stays. */
function isShruggedOff(
  { agentMessages }: Conversation,
  { status, answeredBy, question }: AskedQuestion,
): boolean {
  if (status !== 'unsupported' || answeredBy === undefined) return false;
  const later = agentMessages.filter(({ event }) => event >= answeredBy);
  const [answer, ...rest] = later;
  if (answer?.event !== answeredBy || answer.acts.length === 0) return false;
  if (!answer.acts.every(({ act, certain }) => act === 'ignorance' && certain)) return false;
  return !rest.some(
    (message) =>
      !isUnderstood(message) ||
      message.acts.some(({ topic }) => topic === question.topic) ||
      message.reading?.claims.some(({ topic }) => topic === question.topic),
  );
}

/** Events of the agent's messages after the question; `null` where one of them was not understood. */
function chancesAfter({ agentMessages }: Conversation, asked: AskedQuestion): number[] | null {
  const later = agentMessages.filter((message) => message.event > asked.event && message.via !== 'auto');
  if (later.slice(0, PARDON_WITHIN).some((message) => !isUnderstood(message))) return null;
  return later.filter((message) => hasSubstance(message) || isMenu(message)).map((message) => message.event);
}

const isMenu = ({ acts }: Moment) => acts.some((act) => act.act === 'bot-menu');

/** A message that was not understood may have been the answer if it is among the first so many after the question. */
const PARDON_WITHIN = 4;
