import type { Report, ReportConversation } from '../model/report.ts';
import { DIMENSIONS } from '../model/scorecard.ts';
import { type Paint, paint } from './colour.ts';
import { forTerminal } from './inert.ts';
import { repeatLine } from './repeat-line.ts';
import type { Say } from './say.ts';
import { cut, padEnd, padStart, wrap } from './width.ts';
import { worstConversations, worstFindings } from './worst.ts';

export interface TerminalOptions {
  readonly say: Say;
  readonly columns: number;
  readonly colour: boolean;
  /** Where the transcripts lie, as a person would open it; absent: nothing was kept. */
  readonly transcripts?: string;
  /** The three next steps, for people who have just begun. */
  readonly nextSteps?: boolean;
}

const FINDINGS_MAX = 8;
const FAILURES_MAX = 8;

/** A table of scores by buyer and by scenario, what went worst, how to repeat it, and where the transcripts lie. */
export function writeTerminal(report: Report, options: TerminalOptions): string {
  const pen = paint(options.colour);
  const parts = [
    scoreTable(report, options, pen),
    findings(report, options, pen),
    failures(report, options, pen),
    footer(report, options, pen),
  ];
  if (options.nextSteps) parts.push(nextSteps(options, pen));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function scoreTable(report: Report, { say }: TerminalOptions, pen: Paint): string {
  const buyers = groupBy(report.conversations, (each) => `${each.persona} ${each.locale}`);
  const scenarios = groupBy(report.conversations, (each) => each.scenario);
  // Of many scenarios only those that need looking at are worth a line.
  const shown =
    scenarios.length <= SCENARIOS_MAX
      ? scenarios
      : scenarios.filter(([, group]) => !allPassed(group)).slice(0, SCENARIOS_MAX);
  const name = Math.max(12, ...[...buyers, ...shown].map(([group]) => group.length));
  const heads = [
    say('report.column.count'),
    say('report.column.passed'),
    say('report.column.total'),
    ...DIMENSIONS.map((dimension) => say(`report.column.${dimension}`)),
  ];
  const header = (first: string) =>
    pen.dim(`${padEnd(first, name)}  ${heads.map((head) => padStart(head, COLUMN)).join(' ')}`);
  const row = ([group, conversations]: Group) => {
    const passed = conversations.filter((each) => each.verdict === 'pass').length;
    const passes = padStart(String(passed), COLUMN);
    const scores = (['total', ...DIMENSIONS] as const).map((key) =>
      padStart(average(conversations, key), COLUMN),
    );
    return `${padEnd(group, name)}  ${padStart(String(conversations.length), COLUMN)} ${allPassed(conversations) ? pen.good(passes) : pen.bad(passes)} ${scores.join(' ')}`;
  };
  const hidden = scenarios.filter((group) => !shown.includes(group));
  const good = hidden.filter(([, group]) => allPassed(group)).length;
  const rest =
    hidden.length === 0 ? [] : [pen.dim(say('report.scenarios.more', { good, bad: hidden.length - good }))];
  return [
    header(say('report.column.group')),
    ...buyers.map(row),
    '',
    header(say('report.column.scenario')),
    ...shown.map(row),
    ...rest,
  ].join('\n');
}

type Group = readonly [name: string, conversations: readonly ReportConversation[]];

const SCENARIOS_MAX = 16;

function allPassed(conversations: readonly ReportConversation[]): boolean {
  return conversations.every((each) => each.verdict === 'pass');
}

const COLUMN = 10;

function groupBy(
  conversations: readonly ReportConversation[],
  keyOf: (each: ReportConversation) => string,
): [string, ReportConversation[]][] {
  const groups = new Map<string, ReportConversation[]>();
  for (const each of conversations) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The mean of the scores that there are; – where nothing could be scored. */
function average(
  conversations: readonly ReportConversation[],
  key: keyof ReportConversation['score'],
): string {
  const scores = conversations.flatMap((each) => (each.score[key] === null ? [] : [each.score[key]]));
  return scores.length === 0
    ? '–'
    : (scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(1);
}

function findings(report: Report, { say, columns }: TerminalOptions, pen: Paint): string {
  const groups = worstFindings(report).slice(0, FINDINGS_MAX);
  if (groups.length === 0) return '';
  const lines = groups.flatMap(({ rule, count, worst, conversation }) => {
    const where = `${conversation.id} #${worst.events.join(',')}`;
    const first = `${pen.bad(padEnd(worst.severity, 9))} ${rule}  ${say('report.finding.count', { count })}`;
    const below = (text: string) =>
      wrap(forTerminal(text), columns - INDENT.length).map((line) => INDENT + line);
    const better =
      worst.suggestion === undefined ? [] : below(say('report.better', { text: worst.suggestion }));
    return [first, ...below(worst.message), ...better, INDENT + pen.dim(where)];
  });
  return [pen.strong(say('report.findings')), ...lines].join('\n');
}

/** Under the severity. */
const INDENT = ' '.repeat(10);

function failures(report: Report, { say, columns }: TerminalOptions, pen: Paint): string {
  const worst = worstConversations(report);
  if (worst.length === 0) return '';
  const lines = worst
    .slice(0, FAILURES_MAX)
    .flatMap((each) => [
      `${pen.bad(say(`report.verdict.${each.verdict}`))}  ${each.id}  ${each.score.total === null ? '' : each.score.total.toFixed(1)}  ${cut(forTerminal(each.reasons[0] ?? each.ending), Math.max(30, columns - each.id.length - 20))}`,
      `      ${pen.dim(say('report.repeat', { line: repeatLine(report, each) }))}`,
    ]);
  if (worst.length > FAILURES_MAX)
    lines.push(say('report.failures.more', { count: worst.length - FAILURES_MAX }));
  return [pen.strong(say('report.failures')), ...lines].join('\n');
}

function footer(report: Report, { say, transcripts }: TerminalOptions, pen: Paint): string {
  const { summary } = report;
  const counts = say('report.counts', {
    passed: summary.passed,
    failed: summary.failed,
    unknown: summary.unknown,
  });
  const line = `${say('report.passed', { passed: summary.passed, count: summary.conversations })} · ${counts}`;
  const lines = [summary.passed === summary.conversations ? pen.good(line) : pen.bad(line)];
  lines.push(
    pen.dim(
      say('report.time', { exchanges: summary.exchanges, seconds: (summary.wallMs / 1000).toFixed(1) }),
    ),
  );
  if (summary.agentLatencyMs) lines.push(pen.dim(say('report.latency', { ...summary.agentLatencyMs })));
  if (transcripts !== undefined) lines.push(say('report.transcripts', { path: forTerminal(transcripts) }));
  return lines.join('\n');
}

function nextSteps({ say }: TerminalOptions, pen: Paint): string {
  const steps = [
    ['peilian practice --plain', say('report.next.practice')],
    ['peilian run --bot http://localhost:3000/chat', say('report.next.bot')],
    ['peilian list', say('report.next.list')],
  ] as const;
  return [
    pen.strong(say('report.next')),
    ...steps.map(([command, why]) => `  ${padEnd(command, 46)}${pen.dim(why)}`),
  ].join('\n');
}
