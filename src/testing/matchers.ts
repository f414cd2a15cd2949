import type { Dimension, Finding } from '../model/scorecard.ts';
import type { Conversation } from './converse.ts';

/** What a matcher of vitest or jest gives back. */
export interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, as `expect.extend` takes them. Each message says what was expected, what proves the contrary, and how to repeat it. */
export const matchers = {
  /** Passes under a rubric: total and every dimension at their marks, and nothing that fails by itself. */
  toPassRubric(received: Conversation, rubric = 'house'): Matched {
    const { verdict, reasons, score } = need(received).scorecard(rubric);
    return matched(verdict === 'pass', received, () => [
      `expected ${received.id} ${verdict === 'pass' ? 'not ' : ''}to pass the rubric ${rubric}; total ${score.total?.toFixed(1) ?? 'none'}`,
      ...reasons,
      ...received.findings(rubric).slice(0, SHOWN_MAX).map(sayFinding),
    ]);
  },

  /** Ends in this way, or in one of these. */
  toEndWith(received: Conversation, ...endings: readonly string[]): Matched {
    return matched(endings.includes(need(received).ending), received, () => [
      `expected ${received.id} to end with ${endings.join(' or ')}; it ended with ${received.ending}`,
    ]);
  },

  /** Has no finding of a rule, or none at all. */
  toHaveNoFinding(received: Conversation, rule?: string): Matched {
    const found = need(received)
      .findings()
      .filter((finding) => rule === undefined || finding.rule === rule);
    return matched(found.length === 0, received, () => [
      `expected ${received.id} to have no finding${rule === undefined ? '' : ` of ${rule}`}; it has ${found.length}`,
      ...found.slice(0, SHOWN_MAX).map(sayFinding),
    ]);
  },

  /** Reaches this many points in a dimension, or in total. A dimension that was not scored is not reached. */
  toScoreAtLeast(received: Conversation, least: number, of: Dimension | 'total' = 'total'): Matched {
    const score = need(received).scorecard().score[of];
    return matched(score !== null && score >= least, received, () => [
      `expected ${received.id} to score at least ${least} in ${of}; it scored ${score?.toFixed(1) ?? 'nothing: there was nothing to score'}`,
      ...received
        .findings()
        .filter((finding) => of === 'total' || finding.dimension === of)
        .slice(0, SHOWN_MAX)
        .map(sayFinding),
    ]);
  },
};

const SHOWN_MAX = 6;

function need(received: Conversation): Conversation {
  if (typeof received?.scorecard !== 'function')
    throw new TypeError('expected what `await converse(…)` gives; is the await missing?');
  return received;
}

function matched(pass: boolean, received: Conversation, lines: () => readonly string[]): Matched {
  return {
    pass,
    message: () => [...lines(), '', received.text, '', `repeat: ${received.repeatWith}`].join('\n'),
  };
}

function sayFinding({ rule, severity, message, events, suggestion }: Finding): string {
  return `  ${severity} ${rule} (event ${events.join(', ')}): ${message}${suggestion === undefined ? '' : `\n    better: ${suggestion}`}`;
}
