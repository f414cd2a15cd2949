import type { Gate, GateLimits } from '../model/gate.ts';
import type { Suite } from '../model/suite.ts';
import type { LatencyTally } from '../report/latency.ts';
import { meanOf, type Overview, SCORE_KEYS, type ScoreKey } from '../report/overview.ts';
import { passHatK } from './statistics.ts';

/** What a suite asks of a run as a whole. `latency` of the command line stands beside the suite's. */
export function limitsOf(
  suite: Suite | undefined,
  latency: Readonly<Record<string, number>> = {},
): GateLimits {
  const { passRate, rules = {}, ...scores } = suite?.thresholds ?? {};
  return {
    scores: definedOf(scores),
    rules,
    latency: { ...definedOf(suite?.maxLatency ?? {}), ...latency },
    ...(passRate === undefined ? {} : { passRate }),
    ...(suite?.passK === undefined ? {} : { passK: suite.passK }),
    ...(suite?.flakyAtMost === undefined ? {} : { flakyAtMost: suite.flakyAtMost }),
  };
}

function definedOf(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

/** Whether any of them asks for something. */
export function hasLimits(limits: GateLimits): boolean {
  const { scores, rules, latency, ...single } = limits;
  return Object.keys(single).length + [scores, rules, latency].flatMap(Object.keys).length > 0;
}

const PERCENT: Readonly<Record<string, number>> = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 };

/** Holds a whole run against what was asked of it. */
export function holdGates(limits: GateLimits, overview: Overview, latency: LatencyTally): Gate[] {
  const { all } = overview;
  const shareOf = (count: number) => (all.count === 0 ? null : count / all.count);
  const gates: Gate[] = [];
  const atLeast = (kind: Gate['kind'], about: string, found: number | null, limit: number) =>
    gates.push({ kind, about, found, limit, passed: found !== null && found >= limit });
  const atMost = (kind: Gate['kind'], about: string, found: number | null, limit: number) =>
    gates.push({ kind, about, found, limit, passed: found !== null && found <= limit });
  // A failure that the suite expects is none that the rate should suffer for.
  if (limits.passRate !== undefined)
    atLeast('pass-rate', '', shareOf(all.passed + overview.accepted), limits.passRate);
  if (limits.passK !== undefined)
    atLeast('pass-k', String(limits.passK.k), passKOf(overview, limits.passK.k), limits.passK.atLeast);
  for (const [key, limit] of Object.entries(limits.scores))
    if (isScoreKey(key)) atLeast('score', key, meanOf(all, key), limit);
  for (const [rule, limit] of Object.entries(limits.rules))
    atMost('rule', rule, shareOf(overview.byRule.get(rule) ?? 0), limit);
  if (limits.flakyAtMost !== undefined) atMost('flaky', '', shareOf(overview.flaky), limits.flakyAtMost);
  for (const [percentile, limit] of Object.entries(limits.latency))
    atMost('latency', percentile, latency.at(PERCENT[percentile] ?? 1), limit);
  return gates;
}

/** Averaged over the cases that were played often enough. */
function passKOf({ cases }: Overview, k: number): number | null {
  const shares = [...cases.values()].flatMap(({ passed, played }) => passHatK(passed, played, k) ?? []);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function isScoreKey(key: string): key is ScoreKey {
  return SCORE_KEYS.some((each) => each === key);
}
