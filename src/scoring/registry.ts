import { contradictions } from './accuracy/contradictions.ts';
import { knowingFalsehood } from './accuracy/knowing-falsehood.ts';
import { privacyLeak } from './accuracy/privacy-leak.ts';
import { questionsByStatus } from './accuracy/questions-by-status.ts';
import { sidestepped } from './accuracy/sidestepped.ts';
import { unansweredQuestions } from './accuracy/unanswered-questions.ts';
import { wrongClaims } from './accuracy/wrong-claims.ts';
import type { Detector, MeasureFunction } from './measures.ts';
import { abandoned } from './outcome/abandoned.ts';
import { belowFloor } from './outcome/below-floor.ts';
import { brokenPromises } from './outcome/broken-promises.ts';
import { endingIs } from './outcome/ending-is.ts';
import { complained, dissatisfied, poorAttitude, resolved, satisfied } from './outcome/ratings.ts';
import {
  conversion,
  discountGiven,
  itemsPerOrder,
  moodAtEnd,
  moodChange,
  orderValue,
} from './outcome/sale.ts';
import { scenarioOutcome } from './outcome/scenario-outcome.ts';
import { unauthorisedActions } from './outcome/unauthorised-actions.ts';
import { addressShare } from './politeness/address-share.ts';
import { asksKnownDetail } from './politeness/asks-known-detail.ts';
import { awayMessage } from './politeness/away-message.ts';
import { bareYou } from './politeness/bare-you.ts';
import { repeatedScript } from './politeness/repeated-script.ts';
import { unaskedFacts } from './politeness/unasked-facts.ts';
import { unregrettedProblem } from './politeness/unregretted-problem.ts';
import type { Registry } from './rules/run.ts';
import { failedAnswers } from './timing/failed-answers.ts';
import { firstResponse } from './timing/first-response.ts';
import { handleTime } from './timing/handle-time.ts';
import { firstReplyRate, RATE_UNITS, replyRate } from './timing/reply-rate.ts';
import { responseTime } from './timing/response-time.ts';
import { silenceGap } from './timing/silence-gap.ts';
import { typingCorrections, typingSpeed } from './timing/typing.ts';
import { unansweredAtClose } from './timing/unanswered-at-close.ts';

/** Reply limits that platforms ask for. */
const RATE_LIMITS_S = [30, 60, 180, 300] as const;

const MEASURES: Record<string, MeasureFunction> = {
  'first-response': firstResponse,
  'average-response': responseTime('average', 'wait'),
  'median-response': responseTime('median', 'wait'),
  'p90-response': responseTime('p90', 'wait'),
  'longest-wait': responseTime('longest', 'wait'),
  'average-answer': responseTime('average', 'answer'),
  'longest-answer': responseTime('longest', 'answer'),
  'silence-gap': silenceGap,
  'unanswered-at-close': unansweredAtClose,
  'handle-time': handleTime,
  'typing-speed': typingSpeed,
  'typing-corrections': typingCorrections,
  'address-share': addressShare,
  'unasked-facts': unaskedFacts,
  'order-value': orderValue,
  'items-per-order': itemsPerOrder,
  conversion,
  'discount-given': discountGiven,
  'mood-at-end': moodAtEnd,
  'mood-change': moodChange,
  'satisfied-share': satisfied,
  'dissatisfied-share': dissatisfied,
  'attitude-share': poorAttitude,
  'complaint-rate-session': complained,
  'resolved-share': resolved,
  rounds: ({ rounds }) => ({
    unit: 'count',
    value: rounds.length,
    events: rounds.slice(0, 1).map((round) => round.opens.event),
  }),
  'buyer-messages': ({ rounds }) => ({
    unit: 'count',
    value: rounds.reduce((sum, round) => sum + round.buyerMessages.length, 0),
    events: rounds.slice(0, 1).map((round) => round.opens.event),
  }),
  ...Object.fromEntries(
    RATE_LIMITS_S.flatMap((seconds) => [
      [`first-reply-rate-${seconds}s-session`, firstReplyRate(seconds * 1_000)],
      ...RATE_UNITS.map((unit) => [`reply-rate-${seconds}s-${unit}`, replyRate(unit, seconds * 1_000)]),
    ]),
  ),
};

const DETECTORS: Record<string, Detector> = {
  'repeated-script': repeatedScript,
  'asks-known-detail': asksKnownDetail,
  'bare-you': bareYou,
  'away-message': awayMessage,
  'unregretted-problem': unregrettedProblem,
  'wrong-claims': wrongClaims,
  contradictions,
  'unanswered-questions': unansweredQuestions,
  'questions-by-status': questionsByStatus,
  sidestepped,
  'privacy-leak': privacyLeak,
  'knowing-falsehood': knowingFalsehood,
  'scenario-outcome': scenarioOutcome,
  'unauthorised-actions': unauthorisedActions,
  'below-floor': belowFloor,
  'broken-promises': brokenPromises,
  abandoned,
  'failed-answers': failedAnswers,
  'ending-is': endingIs,
};

/** What rules can name in `measure` and `detector`. */
export const REGISTRY: Registry = {
  measures: new Map(Object.entries(MEASURES)),
  detectors: new Map(Object.entries(DETECTORS)),
};

/** What every scorecard shows, whatever the rules ask for. */
export const REPORTED_MEASURES: readonly string[] = [
  'rounds',
  'buyer-messages',
  'first-response',
  'average-response',
  'median-response',
  'p90-response',
  'longest-wait',
  'average-answer',
  'silence-gap',
  'unanswered-at-close',
  'handle-time',
  'typing-speed',
  'typing-corrections',
  'conversion',
  'order-value',
  'items-per-order',
  'discount-given',
  'mood-at-end',
  'mood-change',
  'satisfied-share',
  'complaint-rate-session',
  'attitude-share',
  'resolved-share',
];
