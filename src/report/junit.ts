import type { DriftItem } from '../model/drift.ts';
import type { Gate } from '../model/gate.ts';
import { isRed, type ReportConversation } from '../model/report.ts';
import type { ReportView } from './build.ts';
import { forXml } from './inert.ts';
import { repeatLine } from './repeat-line.ts';

/**
 * JUnit XML as the common CI readers take it: a suite for each scenario, a case for each conversation; a failed one is a
 * `failure`, an unknown one an `error`, an accepted failure is `skipped`. Findings are the body, with the line that repeats
 * the conversation. What the run as a whole must reach is a suite of its own.
 */
export function writeJunit(report: ReportView): string {
  const suites = new Map<string, Suite>();
  for (const conversation of report.conversations) {
    const suite = suites.get(conversation.scenario) ?? emptySuite();
    suites.set(conversation.scenario, suite);
    suite.tests += 1;
    suite[outcomeOf(conversation)] += 1;
    suite.cases.push(writeCase(report, conversation));
  }
  if (report.gates !== undefined) suites.set('gates', gateSuite(report.gates));
  const all = [...suites.values()];
  const sum = (key: 'tests' | 'failures' | 'errors') => all.reduce((total, suite) => total + suite[key], 0);
  const seconds = (report.summary.wallMs / 1000).toFixed(3);
  const body = [...suites].map(
    ([name, suite]) =>
      `  <testsuite name="${forXml(name)}" tests="${suite.tests}" failures="${suite.failures}" errors="${suite.errors}" skipped="${suite.skipped}">\n${suite.cases.join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="peilian" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}" time="${seconds}">\n${body.join('')}</testsuites>\n`;
}

interface Suite {
  tests: number;
  passes: number;
  failures: number;
  errors: number;
  skipped: number;
  readonly cases: string[];
}

function emptySuite(): Suite {
  return { tests: 0, passes: 0, failures: 0, errors: 0, skipped: 0, cases: [] };
}

function outcomeOf(conversation: ReportConversation): 'passes' | 'failures' | 'errors' | 'skipped' {
  if (isRed(conversation)) return 'failures';
  if (conversation.verdict === 'unknown') return 'errors';
  return conversation.verdict === 'fail' ? 'skipped' : 'passes';
}

function writeCase(report: ReportView, conversation: ReportConversation): string {
  const { scenario, persona, locale, repeat, verdict, state, because } = conversation;
  const open = `    <testcase classname="${forXml(`peilian.${scenario}`)}" name="${forXml(`${persona}/${locale}/${repeat}`)}"`;
  const outcome = outcomeOf(conversation);
  if (outcome === 'passes') return `${open}/>\n`;
  if (outcome === 'skipped')
    return `${open}>\n      <skipped message="${forXml(`${state}: ${because ?? ''}`)}"/>\n    </testcase>\n`;
  const element = outcome === 'failures' ? 'failure' : 'error';
  const body = [
    ...(conversation.drift?.items ?? []).map(describeDrift),
    ...conversation.findings.filter((finding) => !finding.strength).map(describe),
    `ending: ${conversation.ending}`,
    `transcript: ${conversation.transcript}`,
    `repeat: ${repeatLine(report, conversation)}`,
  ];
  const why = state === 'unexpected-pass' ? [`passed, and was expected to fail: ${because ?? ''}`] : [];
  const message = [...why, ...conversation.reasons].join('; ') || verdict;
  return `${open}>\n      <${element} message="${forXml(message)}" type="${state ?? verdict}">${forXml(body.join('\n'))}</${element}>\n    </testcase>\n`;
}

function gateSuite(gates: readonly Gate[]): Suite {
  const suite = emptySuite();
  for (const gate of gates) {
    suite.tests += 1;
    const open = `    <testcase classname="peilian.gates" name="${forXml([gate.kind, gate.about].filter(Boolean).join(' '))}"`;
    if (gate.passed) suite.cases.push(`${open}/>\n`);
    else {
      suite.failures += 1;
      const message = `found ${gate.found ?? 'nothing'}, limit ${gate.limit}`;
      suite.cases.push(
        `${open}>\n      <failure message="${forXml(message)}" type="gate"/>\n    </testcase>\n`,
      );
    }
  }
  return suite;
}

function describeDrift({ level, kind, round, recorded, today }: DriftItem): string {
  const where = round === null ? '' : ` (round ${round})`;
  return `[${level}] ${kind}${where}: ${recorded ?? '-'} -> ${today ?? '-'}`;
}

function describe(finding: ReportConversation['findings'][number]): string {
  return `[${finding.severity}] ${finding.rule}: ${finding.message} (events ${finding.events.join(', ')})`;
}
