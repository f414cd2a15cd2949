import type { Gate } from '../model/gate.ts';
import { isRed, type ReportConversation } from '../model/report.ts';
import { DIMENSIONS } from '../model/scorecard.ts';
import { byGravity, type FindingGroup, FindingTally } from './worst.ts';

export const SCORE_KEYS = ['total', ...DIMENSIONS] as const;
export type ScoreKey = (typeof SCORE_KEYS)[number];

/** What is told of several conversations together. */
export interface GroupTally {
  count: number;
  passed: number;
  /** Sums (in millionths, so that their order changes nothing) and numbers of the scores there are. */
  readonly scores: Record<ScoreKey, { sum: number; count: number }>;
}

/** A run at a glance: all that terminal and Markdown show, in memory that does not grow with the conversations. */
export interface Overview {
  readonly all: GroupTally;
  readonly failed: number;
  readonly unknown: number;
  readonly flaky: number;
  /** Failures that turn nothing red. */
  readonly accepted: number;
  readonly unexpectedPasses: number;
  /** Conversations that are to be shown as not passed: red ones and unknown ones. */
  readonly notPassed: number;
  /** By `persona locale`, and by scenario; sorted by name. */
  readonly buyers: readonly (readonly [string, GroupTally])[];
  readonly scenarios: readonly (readonly [string, GroupTally])[];
  /** Rules that were missed, the gravest first. */
  readonly findings: readonly FindingGroup[];
  /** Of `notPassed`, the worst, the worst first. */
  readonly worst: readonly ReportConversation[];
  /** By rule: conversations with a finding of it. */
  readonly byRule: ReadonlyMap<string, number>;
  /** By case without repetition: how often it was played, and passed. */
  readonly cases: ReadonlyMap<string, { readonly played: number; readonly passed: number }>;
}

/** How many of the worst conversations are kept. */
export const WORST_MAX = 8;

export function overviewOf(conversations: Iterable<ReportConversation>): Overview {
  const tally = createOverview();
  for (const conversation of conversations) tally.add(conversation);
  return tally.overview();
}

/** Gathers an overview as conversations are finished, in any order: the result is the same. */
export function createOverview(): { add(conversation: ReportConversation): void; overview(): Overview } {
  const all = emptyGroup();
  const buyers = new Map<string, GroupTally>();
  const scenarios = new Map<string, GroupTally>();
  const findings = new FindingTally();
  const byRule = new Map<string, number>();
  const cases = new Map<string, { played: number; passed: number }>();
  const counts = { failed: 0, unknown: 0, flaky: 0, accepted: 0, unexpectedPasses: 0, notPassed: 0 };
  let worst: ReportConversation[] = [];
  return {
    add(conversation) {
      const { verdict, state, persona, locale, scenario } = conversation;
      for (const group of [all, groupOf(buyers, `${persona} ${locale}`), groupOf(scenarios, scenario)])
        addTo(group, conversation);
      if (verdict === 'fail') counts.failed += 1;
      if (verdict === 'unknown') counts.unknown += 1;
      if (state === 'flaky') counts.flaky += 1;
      if (state === 'expected-failure' || state === 'known') counts.accepted += 1;
      if (state === 'unexpected-pass') counts.unexpectedPasses += 1;
      const name = `${scenario}/${persona}/${locale}`;
      const ofCase = cases.get(name) ?? { played: 0, passed: 0 };
      ofCase.played += 1;
      if (verdict === 'pass' && state !== 'flaky') ofCase.passed += 1;
      cases.set(name, ofCase);
      findings.add(conversation);
      const rules = new Set(
        conversation.findings.filter(({ strength }) => !strength).map(({ rule }) => rule),
      );
      for (const rule of rules) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      if (verdict === 'unknown' || isRed(conversation)) {
        counts.notPassed += 1;
        worst = [...worst, conversation].sort(byGravity).slice(0, WORST_MAX);
      }
    },
    overview: () => ({
      ...counts,
      all,
      buyers: sorted(buyers),
      scenarios: sorted(scenarios),
      findings: findings.groups(),
      worst,
      byRule,
      cases,
    }),
  };
}

function emptyGroup(): GroupTally {
  const scores = Object.fromEntries(SCORE_KEYS.map((key) => [key, { sum: 0, count: 0 }]));
  return { count: 0, passed: 0, scores: scores as GroupTally['scores'] };
}

function groupOf(groups: Map<string, GroupTally>, name: string): GroupTally {
  let group = groups.get(name);
  if (group === undefined) groups.set(name, (group = emptyGroup()));
  return group;
}

function addTo(group: GroupTally, { verdict, score }: ReportConversation): void {
  group.count += 1;
  if (verdict === 'pass') group.passed += 1;
  for (const key of SCORE_KEYS) {
    const value = score[key];
    if (value === null) continue;
    group.scores[key].sum += Math.round(value * 1e6);
    group.scores[key].count += 1;
  }
}

function sorted(groups: ReadonlyMap<string, GroupTally>): [string, GroupTally][] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `null` where nothing could be scored. */
export function meanOf(group: GroupTally, key: ScoreKey): number | null {
  const { sum, count } = group.scores[key];
  return count === 0 ? null : sum / count / 1e6;
}

/**
 * Whether a run passed: its gates are met, and, unless one of them is about how many may fail, no conversation is red.
 * Unknown ones count as not passed.
 */
export function runPassed(
  { gates = [] }: { readonly gates?: readonly Gate[] | undefined },
  overview: Overview,
): boolean {
  if (gates.some(({ passed }) => !passed)) return false;
  return overview.notPassed === 0 || ratesDecide(gates);
}

/**
 * Whether the run as a whole decides, not each conversation: where a suite says how many may fail. Not beside an accepted state:
 * what that leaves to rates is marked as accepted, and a failure that is not is new and grave.
 */
export function ratesDecide(gates: readonly Gate[]): boolean {
  const has = (kind: Gate['kind']) => gates.some((gate) => gate.kind === kind);
  return (has('pass-rate') || has('pass-k')) && !has('known-rate');
}
