import type { Gate } from '../model/gate.ts';
import type { Known } from '../model/known.ts';
import type { ReportConversation } from '../model/report.ts';
import type { Overview } from '../report/overview.ts';
import { newcombe } from './statistics.ts';

/** A conversation against the accepted state. */
export interface HeldAgainstKnown {
  /** Grave rules that this case was not known to miss. */
  readonly newSevere: readonly string[];
  /** Whether a failure is left to the rates: it has no new grave finding. */
  readonly accepted: boolean;
}

export function caseName({ scenario, persona, locale }: ReportConversation): string {
  return `${scenario}/${persona}/${locale}`;
}

export function severeRules({ findings, autoFail }: ReportConversation): string[] {
  const grave = findings.filter(
    ({ severity, strength }) => !strength && (severity === 'critical' || severity === 'auto-fail'),
  );
  return [...new Set([...grave.map(({ rule }) => rule), ...autoFail])].sort();
}

/** Endings that no accepted state covers unless the case is known to fail: the bot was not there. */
const GONE: ReadonlySet<string> = new Set(['agent-silent', 'agent-error']);

export function holdAgainstKnown(known: Known, conversation: ReportConversation): HeldAgainstKnown {
  const accepted = known.cases[caseName(conversation)];
  const newSevere = severeRules(conversation).filter((rule) => !accepted?.severe.includes(rule));
  const gone = GONE.has(conversation.ending) && (accepted?.failed ?? 0) === 0;
  return {
    newSevere,
    accepted: conversation.verdict === 'fail' && newSevere.length === 0 && !gone,
  };
}

/**
 * Rates that are worse than the accepted ones by more than chance explains: the whole 95 % interval of the difference
 * (Newcombe) lies above zero. The rate of failures is always told; rules only where they are worse.
 */
export function knownGates(known: Known, overview: Overview): Gate[] {
  const gate = (about: string, before: number, after: number): Gate => {
    const { low } = newcombe({ k: before, n: known.conversations }, { k: after, n: overview.all.count });
    return {
      kind: 'known-rate',
      about,
      found: overview.all.count === 0 ? null : after / overview.all.count,
      limit: known.conversations === 0 ? 0 : before / known.conversations,
      passed: low <= 0,
    };
  };
  const rules = [...overview.byRule]
    .map(([rule, count]) => gate(rule, known.rules[rule] ?? 0, count))
    .filter(({ passed }) => !passed)
    .sort((a, b) => (a.about < b.about ? -1 : 1));
  return [gate('failed', known.failed, overview.failed), ...rules];
}

/** Gathers a run into the state to accept. */
export function createKnown(): { add(conversation: ReportConversation): void; known(): Known } {
  const cases = new Map<string, { failed: number; severe: Set<string> }>();
  const rules = new Map<string, number>();
  let [conversations, failed] = [0, 0];
  return {
    add(conversation) {
      conversations += 1;
      const isFailed = conversation.verdict === 'fail';
      if (isFailed) failed += 1;
      const missed = conversation.findings.filter(({ strength }) => !strength).map(({ rule }) => rule);
      for (const rule of new Set(missed)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      const severe = severeRules(conversation);
      if (!isFailed && severe.length === 0) return;
      const name = caseName(conversation);
      const of = cases.get(name) ?? { failed: 0, severe: new Set<string>() };
      if (isFailed) of.failed += 1;
      for (const rule of severe) of.severe.add(rule);
      cases.set(name, of);
    },
    known: () => ({
      kind: 'known',
      version: 1,
      conversations,
      failed,
      rules: Object.fromEntries([...rules].sort(byName)),
      cases: Object.fromEntries(
        [...cases]
          .sort(byName)
          .map(([name, of]) => [name, { failed: of.failed, severe: [...of.severe].sort() }]),
      ),
    }),
  };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
