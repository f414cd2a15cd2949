import { DIMENSIONS, type Finding, type Review } from '../model/scorecard.ts';
import type { Conversation } from './conversation.ts';
import type { Weighed } from './scorecard.ts';
import { reasonText } from './wording/reasons.ts';

/** This many points on either side of a pass mark are too close for a finding that may be wrong. */
const NEAR = 5;

/** What a person writes with; a bot's messages come as `bot`. */
const BY_HAND: readonly (string | null)[] = ['typed', 'quick-phrase', 'pasted'];

/** Whether a person sat at the agent's side. */
export function isPerson({ agentMessages }: Conversation): boolean {
  return agentMessages.some((message) => BY_HAND.includes(message.via));
}

/** Whether a reviewer should look, because rules that are not proven decide the verdict or may. */
export function reviewOf(
  { rubric, locale }: Conversation,
  findings: readonly Finding[],
  isProvenRule: (rule: string) => boolean,
  nameOf: (rule: string) => string,
  { scores, total, failures }: Pick<Weighed, 'scores' | 'total' | 'failures'>,
  weigh: (findings: readonly Finding[]) => Weighed,
): Review | null {
  const doubtful = findings.filter(
    (one) => !one.strength && (one.points < 0 || one.severity === 'auto-fail') && !isProvenRule(one.rule),
  );
  if (doubtful.length === 0) return null;
  const rules = [...new Set(doubtful.map((one) => one.rule))].sort();
  const say = (why: Review['why']): Review => ({
    why,
    rules,
    text: reasonText(locale, why === 'hangs' ? 'review-hangs' : 'review-near', {
      rules: rules.map(nameOf).join(locale === 'en' ? ', ' : '、'),
    }),
  });
  if (failures.length > 0 && weigh(findings.filter((one) => !doubtful.includes(one))).failures.length === 0)
    return say('hangs');
  const isNear = (score: number | null, mark: number) => score !== null && Math.abs(score - mark) <= NEAR;
  const near =
    isNear(total, rubric.pass.total) ||
    DIMENSIONS.some(
      (dimension) =>
        doubtful.some((one) => one.dimension === dimension) &&
        isNear(scores[dimension], rubric.pass.each[dimension]),
    );
  return near ? say('near') : null;
}
