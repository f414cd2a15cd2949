import { AUDITORS, type Auditor, type AuditResult, auditCases, onePersonaEach } from '../../play/audit.ts';
import { planCases } from '../../play/plan.ts';
import { forTerminal } from '../../report/inert.ts';
import { packageVersion } from '../../system/package-root.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import { caseInputs } from '../wiring/case-inputs.ts';
import { openLanguages } from '../wiring/languages.ts';
import { agentPack } from '../wiring/packs.ts';
import { openRules } from '../wiring/rules.ts';

export interface AuditCommandOptions {
  readonly json?: boolean;
  readonly thorough?: boolean;
  readonly seed?: number;
}

/** Shown of each finding; the rest is in the JSON. */
const FINDINGS_SHOWN = 3;

/**
 * Plays scenarios against agents whose worth is known: one persona each, or with `thorough` every one that a scenario is made for.
 * Ends with 1 where a scenario cannot tell them apart.
 */
export async function checkAudit(
  names: readonly string[],
  options: AuditCommandOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const scenarios = (names.length > 0 ? names : data.library.ids('scenario')).map((name) =>
    data.scenario(name),
  );
  const all = planCases({}, scenarios, data.library.ids('persona'));
  const cases = options.thorough ? all : onePersonaEach(all, (id) => data.scenario(id).fits);
  if (cases.length === 0) throw new UsageError(io.ui('run.no-cases'), io.ui('run.no-cases.hint'));

  const results: AuditResult[] = [];
  const audit = auditCases(cases, {
    inputs: (key) => caseInputs(key, data, languages, false),
    scoring: { rubric: data.rubric('house'), rules: openRules(io.workingFolder) },
    pack: agentPack,
    runSeed: options.seed ?? 1,
    tool: `peilian ${packageVersion()}`,
  });
  const total = cases.length * AUDITORS.length;
  for await (const result of audit) {
    results.push(result);
    if (io.errIsTerminal && results.length % 20 === 0)
      io.err(`\r\u001b[2K${io.ui('check.audit.progress', { done: results.length, total })}`);
  }
  if (io.errIsTerminal) io.err('\r\u001b[2K');

  const faults = results.filter((result) => result.fault !== null);
  if (options.json)
    io.out(
      `${JSON.stringify({ audited: cases.length, agents: tally(results), faults: faults.map(plain) }, null, 2)}\n`,
    );
  else {
    for (const result of faults) io.out(`${describe(result, io)}\n\n`);
    for (const { agent, passed, played, full } of tally(results))
      io.out(`${io.ui('check.audit.agent', { agent, passed, played, full })}\n`);
    io.out(
      `${io.ui(faults.length === 0 ? 'check.audit.good' : 'check.audit.bad', { cases: cases.length, faults: faults.length })}\n`,
    );
  }
  return faults.length === 0 ? 0 : 1;
}

interface Tally {
  readonly agent: Auditor;
  readonly played: number;
  readonly passed: number;
  /** With the full outcome. */
  readonly full: number;
}

function tally(results: readonly AuditResult[]): readonly Tally[] {
  return AUDITORS.map((agent) => {
    const played = results.filter((result) => result.auditor === agent);
    const passed = played.filter(({ scorecard }) => scorecard.verdict === 'pass');
    return {
      agent,
      played: played.length,
      passed: passed.length,
      full: passed.filter(({ scorecard }) => scorecard.score.outcome === 100).length,
    };
  });
}

function plain({ case: id, auditor, fault, scorecard }: AuditResult) {
  const { verdict, reasons, score } = scorecard;
  return { case: id, agent: auditor, fault, verdict, reasons, score, findings: faultsOf(scorecard) };
}

const faultsOf = ({ findings }: AuditResult['scorecard']) =>
  findings
    .filter((finding) => !finding.strength)
    .map(({ rule, points, events, message }) => ({ rule, points, events, message }));

function describe(result: AuditResult, io: CommandIo): string {
  const { reasons, score } = result.scorecard;
  return [
    io.ui(`check.audit.${result.fault!}`, { case: result.case, agent: result.auditor }),
    io.ui('check.audit.score', {
      total: score.total ?? '–',
      timing: score.timing ?? '–',
      politeness: score.politeness ?? '–',
      accuracy: score.accuracy ?? '–',
      outcome: score.outcome ?? '–',
    }),
    ...reasons,
    ...faultsOf(result.scorecard)
      .slice(0, FINDINGS_SHOWN)
      .map(({ rule, points, message }) => `${points} ${rule}: ${forTerminal(message)}`),
  ].join('\n    ');
}
