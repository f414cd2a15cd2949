import type { Detector, MeasureFunction } from './measures.ts';
import type { Registry } from './rules/run.ts';
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
  ...Object.fromEntries(
    RATE_LIMITS_S.flatMap((seconds) => [
      [`first-reply-rate-${seconds}s-session`, firstReplyRate(seconds * 1_000)],
      ...RATE_UNITS.map((unit) => [`reply-rate-${seconds}s-${unit}`, replyRate(unit, seconds * 1_000)]),
    ]),
  ),
};

const DETECTORS: Record<string, Detector> = {};

/** What rules can name in `measure` and `detector`. */
export const REGISTRY: Registry = {
  measures: new Map(Object.entries(MEASURES)),
  detectors: new Map(Object.entries(DETECTORS)),
};

/** What every scorecard shows, whatever the rules ask for. */
export const REPORTED_MEASURES: readonly string[] = [
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
];
