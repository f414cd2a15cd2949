import { FAILING_ENDINGS } from '../model/ending.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Finding,
  type Measure,
  type Scorecard,
  type Verdict,
} from '../model/scorecard.ts';
import type { Conversation } from './conversation.ts';
import { isPerson, reviewOf } from './review.ts';
import { reasonText } from './wording/reasons.ts';

export type Scores = { readonly [D in Dimension]: number | null };

/** Adds findings up. The order of findings does not matter: points are summed, the sum is kept within 0 and 100. */
export function makeScorecard(
  conversation: Conversation,
  scored: ReadonlySet<Dimension>,
  findings: readonly Finding[],
  measures: readonly Measure[],
  notScored: Scorecard['notScored'],
  brokenDimensions: ReadonlySet<Dimension>,
  isProvenRule: (rule: string) => boolean = () => true,
  /** What people call a rule, in the session's language. */
  nameOf: (rule: string) => string = (rule) => rule,
): Scorecard {
  const { rubric, ending, locale } = conversation;
  const { scores, total, autoFail, failures } = weigh(
    conversation,
    scored,
    findings,
    brokenDimensions,
    nameOf,
  );
  const review = reviewOf(conversation, findings, isProvenRule, nameOf, { scores, total, failures }, (some) =>
    weigh(conversation, scored, some, brokenDimensions, nameOf),
  );
  const doubts: string[] = [];
  if (ending === 'interrupted') doubts.push(reasonText(locale, 'interrupted', {}));
  for (const { rule, reason } of notScored) doubts.push(reasonText(locale, 'not-scored', { rule, reason }));
  if (total === null) doubts.push(reasonText(locale, 'nothing', {}));
  const spared = review?.why === 'hangs' && isPerson(conversation);
  if (spared) doubts.unshift(review.text);

  // An interrupted conversation is never a verdict on the agent, whatever was seen so far.
  const verdict: Verdict =
    ending === 'interrupted'
      ? 'unknown'
      : failures.length > 0 && !spared
        ? 'fail'
        : doubts.length > 0
          ? 'unknown'
          : 'pass';
  return {
    rubric: rubric.id,
    verdict,
    reasons: verdict === 'unknown' ? [...doubts, ...failures] : [...failures, ...doubts],
    score: { total, ...scores },
    autoFail,
    ...(review === null ? {} : { review }),
    findings,
    measures,
    ending,
    notScored,
  };
}

/** What findings come to: scores, and every reason to fail. */
export interface Weighed {
  readonly scores: Scores;
  readonly total: number | null;
  readonly autoFail: readonly string[];
  readonly failures: readonly string[];
}

function weigh(
  { rubric, ending, locale }: Conversation,
  scored: ReadonlySet<Dimension>,
  findings: readonly Finding[],
  brokenDimensions: ReadonlySet<Dimension>,
  nameOf: (rule: string) => string,
): Weighed {
  const scores = Object.fromEntries(
    DIMENSIONS.map((dimension) => [
      dimension,
      scored.has(dimension) && !brokenDimensions.has(dimension) ? dimensionScore(findings, dimension) : null,
    ]),
  ) as Scores;
  const total = weightedTotal(scores, rubric.weights);
  const autoFail = [
    ...new Set(findings.filter((one) => one.severity === 'auto-fail').map((one) => one.rule)),
  ];
  const failures: string[] = [];
  if (FAILING_ENDINGS.includes(ending)) failures.push(reasonText(locale, 'ending', { ending }));
  for (const rule of autoFail) failures.push(reasonText(locale, 'auto-fail', { rule: nameOf(rule) }));
  if (total !== null && total < rubric.pass.total)
    failures.push(reasonText(locale, 'total', { found: total, limit: rubric.pass.total }));
  for (const dimension of DIMENSIONS) {
    const score = scores[dimension];
    const limit = rubric.pass.each[dimension];
    if (score !== null && score < limit)
      failures.push(reasonText(locale, 'dimension', { dimension, found: score, limit }));
  }
  return { scores, total, autoFail, failures };
}

function dimensionScore(findings: readonly Finding[], dimension: Dimension): number {
  let sum = 100;
  for (const one of findings) if (one.dimension === dimension) sum += one.points;
  return Math.round(Math.min(100, Math.max(0, sum)) * 10) / 10;
}

/** What does not apply takes its weight with it. */
function weightedTotal(scores: Scores, weights: Conversation['rubric']['weights']): number | null {
  let sum = 0;
  let weight = 0;
  for (const dimension of DIMENSIONS) {
    const score = scores[dimension];
    if (score === null) continue;
    sum += score * weights[dimension];
    weight += weights[dimension];
  }
  return weight === 0 ? null : Math.round((sum / weight) * 10) / 10;
}
