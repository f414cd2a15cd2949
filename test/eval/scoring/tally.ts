import type { Scorecard } from '../../../src/model/scorecard.ts';
import type { Labelled } from './labelled-set.ts';

/** What became of one rule over a set: found and wanted, found and not wanted, wanted and not found. */
export interface Tally {
  readonly rule: string;
  right: number;
  wrong: number;
  missed: number;
}

/** What one conversation came to. */
export interface Judged {
  readonly one: Labelled;
  readonly card: Scorecard;
  readonly agentMessages: number;
  readonly falseRules: readonly string[];
  readonly missedRules: readonly string[];
}

/** Holds a scorecard against its labels. Strengths are no findings; `may` counts neither way. */
export function judge(one: Labelled, card: Scorecard, agentMessages: number): Judged {
  const found = new Set(card.findings.filter((finding) => finding.strength !== true).map(({ rule }) => rule));
  return {
    one,
    card,
    agentMessages,
    falseRules: [...found].filter((rule) => !one.expect.includes(rule) && !one.may.includes(rule)),
    missedRules: one.expect.filter((rule) => !found.has(rule)),
  };
}

/** One row a rule that was wanted or found, by name. A rule counts once a conversation. */
export function tally(judged: readonly Judged[]): Tally[] {
  const rows = new Map<string, Tally>();
  const row = (rule: string) => {
    let found = rows.get(rule);
    if (found === undefined) rows.set(rule, (found = { rule, right: 0, wrong: 0, missed: 0 }));
    return found;
  };
  for (const { one, falseRules, missedRules } of judged) {
    for (const rule of one.expect) if (!missedRules.includes(rule)) row(rule).right += 1;
    for (const rule of falseRules) row(rule).wrong += 1;
    for (const rule of missedRules) row(rule).missed += 1;
  }
  return [...rows.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** Wilson's interval of a share at 95 %; `[0, 1]` of nothing. */
export function wilson(hits: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.96;
  const share = hits / trials;
  const middle = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
