import type { CaseRecord } from '../model/case-record.ts';
import type { ReportConversation } from '../model/report.ts';
import type { Draws } from '../random/stream.ts';
import { SCORE_KEYS, type ScoreKey } from '../report/overview.ts';
import { bootstrapMean, type Interval, mcnemar } from './statistics.ts';

/** Least likelihood at which chance still explains a difference. */
export const CHANCE = 0.05;

/** One run against another, case by case. */
export interface Comparison {
  /** Cases that both have. */
  readonly pairs: number;
  readonly onlyBefore: number;
  readonly onlyAfter: number;
  /** Passed before and not after, and the other way round; ids, the first hundred. */
  readonly worse: readonly string[];
  readonly better: readonly string[];
  readonly worseCount: number;
  readonly betterCount: number;
  /** How likely so uneven a split is by chance alone (McNemar, exact). */
  readonly chance: number;
  /** Mean change of each score with its 95 % interval; `null` where no pair has it. */
  readonly scores: Readonly<Record<ScoreKey, (Interval & { readonly mean: number }) | null>>;
  /** Rules whose findings came to more, or fewer, conversations than chance explains. */
  readonly rules: readonly RuleChange[];
  /** Cases in which anything at all differs. */
  readonly changed: number;
}

export interface RuleChange {
  readonly rule: string;
  /** Conversations that have it in one run only. */
  readonly before: number;
  readonly after: number;
  readonly chance: number;
}

const NAMED_MAX = 100;

/** Compares two runs of the same cases. Pairing takes out how hard each case is, so that noise is not news. */
export function compareRuns(
  before: Iterable<CaseRecord>,
  after: Iterable<CaseRecord>,
  draws: (name: string) => Draws,
): Comparison {
  const known = new Map<string, Kept>();
  for (const { conversation } of before) known.set(conversation.id, keep(conversation));
  const total = known.size;
  const [worse, better]: [string[], string[]] = [[], []];
  const differences = Object.fromEntries(SCORE_KEYS.map((key) => [key, [] as number[]])) as unknown as Record<
    ScoreKey,
    number[]
  >;
  const rules = new Map<string, { before: number; after: number }>();
  let [pairs, onlyAfter, changed, worseCount, betterCount] = [0, 0, 0, 0, 0];
  const note = (rule: string, side: 'before' | 'after') => {
    const counts = rules.get(rule) ?? { before: 0, after: 0 };
    counts[side] += 1;
    rules.set(rule, counts);
  };
  for (const { conversation } of after) {
    const then = known.get(conversation.id);
    if (then === undefined) {
      onlyAfter += 1;
      continue;
    }
    known.delete(conversation.id);
    pairs += 1;
    const now = keep(conversation);
    if (then.passed && !now.passed) {
      worseCount += 1;
      if (worse.length < NAMED_MAX) worse.push(conversation.id);
    }
    if (!then.passed && now.passed) {
      betterCount += 1;
      if (better.length < NAMED_MAX) better.push(conversation.id);
    }
    if (!isSame(then, now)) changed += 1;
    for (const [index, key] of SCORE_KEYS.entries()) {
      const [was, is] = [then.scores[index]!, now.scores[index]!];
      if (was !== null && is !== null) differences[key].push(is - was);
    }
    for (const rule of then.rules) if (!now.rules.includes(rule)) note(rule, 'before');
    for (const rule of now.rules) if (!then.rules.includes(rule)) note(rule, 'after');
  }
  const scores = Object.fromEntries(
    SCORE_KEYS.map((key) => [key, bootstrapMean(differences[key], draws(key))]),
  ) as Record<ScoreKey, (Interval & { mean: number }) | null>;
  const ruleChanges = [...rules]
    .map(([rule, counts]) => ({ rule, ...counts, chance: mcnemar(counts.before, counts.after) }))
    .filter(({ chance }) => chance < CHANCE / Math.max(1, rules.size))
    .sort((a, b) => a.chance - b.chance || (a.rule < b.rule ? -1 : 1));
  return {
    pairs,
    onlyBefore: total - pairs,
    onlyAfter,
    worse: worse.sort(),
    better: better.sort(),
    worseCount,
    betterCount,
    chance: mcnemar(betterCount, worseCount),
    scores,
    rules: ruleChanges,
    changed,
  };
}

/** Whether the second run is worse than chance explains: more cases lost, or the total lower, or a rule missed more often. */
export function isWorse({ worseCount, betterCount, chance, scores, rules }: Comparison): boolean {
  const lost = worseCount > betterCount && chance < CHANCE;
  const lower = scores.total !== null && scores.total.high < 0;
  return lost || lower || rules.some(({ before, after }) => after > before);
}

interface Kept {
  readonly passed: boolean;
  readonly ending: string;
  readonly scores: readonly (number | null)[];
  readonly rules: readonly string[];
}

function keep({ verdict, ending, score, findings }: ReportConversation): Kept {
  const rules = [...new Set(findings.filter(({ strength }) => !strength).map(({ rule }) => rule))].sort();
  return { passed: verdict === 'pass', ending, scores: SCORE_KEYS.map((key) => score[key]), rules };
}

function isSame(a: Kept, b: Kept): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
