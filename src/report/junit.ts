import type { DriftItem } from '../model/drift.ts';
import type { Report, ReportConversation } from '../model/report.ts';
import { forXml } from './inert.ts';
import { repeatLine } from './repeat-line.ts';

/**
 * JUnit XML as the common CI readers take it: a suite for each scenario, a case for each conversation; a failed one is a
 * `failure`, an unknown one an `error`. Findings are the body, with the line that repeats the conversation.
 */
export function writeJunit(report: Report): string {
  const { summary } = report;
  const suites = groupByScenario(report.conversations).map(([scenario, conversations]) =>
    writeSuite(report, scenario, conversations),
  );
  const seconds = (summary.wallMs / 1000).toFixed(3);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="peilian" tests="${summary.conversations}" failures="${summary.failed}" errors="${summary.unknown}" time="${seconds}">\n${suites.join('')}</testsuites>\n`;
}

function groupByScenario(conversations: readonly ReportConversation[]): [string, ReportConversation[]][] {
  const groups = new Map<string, ReportConversation[]>();
  for (const conversation of conversations)
    groups.set(conversation.scenario, [...(groups.get(conversation.scenario) ?? []), conversation]);
  return [...groups];
}

function writeSuite(report: Report, scenario: string, conversations: readonly ReportConversation[]): string {
  const count = (verdict: string) => conversations.filter((each) => each.verdict === verdict).length;
  const cases = conversations.map((conversation) => writeCase(report, scenario, conversation));
  return `  <testsuite name="${forXml(scenario)}" tests="${conversations.length}" failures="${count('fail')}" errors="${count('unknown')}" skipped="0">\n${cases.join('')}  </testsuite>\n`;
}

function writeCase(report: Report, scenario: string, conversation: ReportConversation): string {
  const { persona, locale, repeat, verdict } = conversation;
  const open = `    <testcase classname="${forXml(`peilian.${scenario}`)}" name="${forXml(`${persona}/${locale}/${repeat}`)}"`;
  if (verdict === 'pass') return `${open}/>\n`;
  const element = verdict === 'fail' ? 'failure' : 'error';
  const body = [
    ...(conversation.drift?.items ?? []).map(describeDrift),
    ...conversation.findings.filter((finding) => !finding.strength).map(describe),
    `ending: ${conversation.ending}`,
    `transcript: ${conversation.transcript}`,
    `repeat: ${repeatLine(report, conversation)}`,
  ];
  const message = conversation.reasons.join('; ') || verdict;
  return `${open}>\n      <${element} message="${forXml(message)}" type="${verdict}">${forXml(body.join('\n'))}</${element}>\n    </testcase>\n`;
}

function describeDrift({ level, kind, round, recorded, today }: DriftItem): string {
  const where = round === null ? '' : ` (round ${round})`;
  return `[${level}] ${kind}${where}: ${recorded ?? '-'} -> ${today ?? '-'}`;
}

function describe(finding: ReportConversation['findings'][number]): string {
  return `[${finding.severity}] ${finding.rule}: ${finding.message} (events ${finding.events.join(', ')})`;
}
