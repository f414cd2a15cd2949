import type { Locale } from '../model/locale.ts';
import { DIMENSIONS } from '../model/scorecard.ts';
import type { ReportView } from './build.ts';
import { type Paint, paint } from './colour.ts';
import { figureLines } from './figures.ts';
import { gateLine } from './gate-words.ts';
import { forTerminal } from './inert.ts';
import { type GroupTally, meanOf, type Overview, overviewOf, runPassed, type ScoreKey } from './overview.ts';
import { DEMO_BOT, repeatLine, shellWord } from './repeat-line.ts';
import type { Say } from './say.ts';
import { cut, padEnd, padStart, wrap } from './width.ts';

export interface TerminalOptions {
  readonly say: Say;
  /** Of the interface, for titles that a rubric brings along; English where absent. */
  readonly locale?: Locale;
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
export function writeTerminal(report: ReportView, options: TerminalOptions): string {
  const pen = paint(options.colour);
  const overview = report.overview ?? overviewOf(report.conversations);
  const parts = [
    scoreTable(overview, options, pen),
    figures(report, options, pen),
    findings(overview, options, pen),
    failures(report, overview, options, pen),
    gates(report, options, pen),
    footer(report, overview, options, pen),
  ];
  if (options.nextSteps) parts.push(nextSteps(report, overview, options, pen));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function scoreTable({ buyers, scenarios }: Overview, { say }: TerminalOptions, pen: Paint): string {
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
  const row = ([title, group]: Group) => {
    const passes = padStart(String(group.passed), COLUMN);
    const scores = (['total', ...DIMENSIONS] as const).map((key) => padStart(average(group, key), COLUMN));
    return `${padEnd(title, name)}  ${padStart(String(group.count), COLUMN)} ${allPassed(group) ? pen.good(passes) : pen.bad(passes)} ${scores.join(' ')}`;
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

type Group = readonly [name: string, group: GroupTally];

const SCENARIOS_MAX = 16;

function allPassed({ count, passed }: GroupTally): boolean {
  return passed === count;
}

const COLUMN = 10;

/** The mean of the scores that there are; – where nothing could be scored. */
function average(group: GroupTally, key: ScoreKey): string {
  return meanOf(group, key)?.toFixed(1) ?? '–';
}

function figures(report: ReportView, { say, locale = 'en', columns }: TerminalOptions, pen: Paint): string {
  const lines = figureLines(report, say, locale).flatMap((line) => wrap(`  ${forTerminal(line)}`, columns));
  return lines.length === 0 ? '' : [pen.strong(say('report.figures')), ...lines].join('\n');
}

function findings(overview: Overview, { say, columns }: TerminalOptions, pen: Paint): string {
  const groups = overview.findings.slice(0, FINDINGS_MAX);
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

function failures(
  report: ReportView,
  { worst, notPassed }: Overview,
  { say, columns }: TerminalOptions,
  pen: Paint,
): string {
  if (worst.length === 0) return '';
  const lines = worst
    .slice(0, FAILURES_MAX)
    .flatMap((each) => [
      `${pen.bad(say(`report.verdict.${each.state === 'unexpected-pass' ? 'unexpected' : each.verdict}`))}  ${each.id}  ${each.score.total === null ? '' : each.score.total.toFixed(1)}  ${cut(forTerminal(each.reasons[0] ?? each.ending), Math.max(30, columns - each.id.length - 20))}`,
      ...(each.review === undefined
        ? []
        : wrap(forTerminal(each.review.text), columns - 6).map((line) => `      ${line}`)),
      `      ${pen.dim(say('report.repeat', { line: repeatLine(report, each) }))}`,
    ]);
  if (notPassed > FAILURES_MAX) lines.push(say('report.failures.more', { count: notPassed - FAILURES_MAX }));
  return [pen.strong(say('report.failures')), ...lines].join('\n');
}

function gates({ gates: held = [] }: ReportView, { say }: TerminalOptions, pen: Paint): string {
  if (held.length === 0) return '';
  const lines = held.map((gate) => {
    const line = `${say(`gate.${gate.passed ? 'passed' : 'missed'}`)}  ${forTerminal(gateLine(gate, say))}`;
    return gate.passed ? pen.good(line) : pen.bad(line);
  });
  return [pen.strong(say('gate.title')), ...lines].join('\n');
}

function footer(
  report: ReportView,
  overview: Overview,
  { say, transcripts }: TerminalOptions,
  pen: Paint,
): string {
  const { summary } = report;
  const counts = say('report.counts', {
    passed: summary.passed,
    failed: summary.failed,
    unknown: summary.unknown,
  });
  const line = `${say('report.passed', { passed: summary.passed, count: summary.conversations })} · ${counts}`;
  const lines = [runPassed(report, overview) ? pen.good(line) : pen.bad(line)];
  const beside = [
    [overview.flaky, 'flaky'],
    [overview.accepted, 'accepted'],
    [overview.unexpectedPasses, 'unexpected'],
    [summary.notPlayed ?? 0, 'not-played'],
  ] as const;
  const told = beside
    .filter(([count]) => count > 0)
    .map(([count, name]) => say(`report.beside.${name}`, { count }));
  if (told.length > 0) lines.push(told.join(' · '));
  if (report.notPlayed !== undefined)
    lines.push(pen.dim(cutList(report.notPlayed.map(forTerminal), NOT_PLAYED_SHOWN)));
  lines.push(
    pen.dim(
      say('report.time', { exchanges: summary.exchanges, seconds: (summary.wallMs / 1000).toFixed(1) }),
    ),
  );
  if (summary.agentLatencyMs) {
    const { p50, p90, p99 } = summary.agentLatencyMs;
    lines.push(pen.dim(say('report.latency', { p50, p90, p99 })));
  }
  if (transcripts !== undefined) lines.push(say('report.transcripts', { path: forTerminal(transcripts) }));
  return lines.join('\n');
}

const NOT_PLAYED_SHOWN = 10;

function cutList(items: readonly string[], most: number): string {
  return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} …`;
}

/** For somebody who has just begun; for a bot of one's own, what brings a red run to a green one. */
function nextSteps(
  report: ReportView,
  overview: Overview,
  { say, transcripts }: TerminalOptions,
  pen: Paint,
): string {
  const { bot, shop } = report.run;
  const flags = `--bot ${shellWord(bot)}${shop === undefined ? '' : ` --shop ${shellWord(shop)}`}`;
  const read = `peilian merge ${shellWord(transcripts ?? '')} --reporter html=report.html`;
  const steps =
    bot === DEMO_BOT
      ? [
          ['peilian practice --plain', say('report.next.practice')],
          ['peilian run --bot http://localhost:3000/chat', say('report.next.bot')],
          ['peilian list', say('report.next.list')],
        ]
      : overview.notPassed > 0
        ? [
            [read, say('report.next.read')],
            [`peilian run --last-failed ${flags}`, say('report.next.failed')],
            ['… --known known.yaml --update', say('report.next.known')],
          ]
        : [
            [read, say('report.next.read')],
            ['… --baseline baselines', say('report.next.baseline')],
            [`peilian replay baselines --bot ${shellWord(bot)}`, say('report.next.replay')],
          ];
  const width = Math.min(NEXT_WIDTH, Math.max(...steps.map(([command]) => command!.length)) + 2);
  return [
    pen.strong(say('report.next')),
    ...steps.map(([command, why]) =>
      command!.length < width
        ? `  ${padEnd(command!, width)}${pen.dim(why!)}`
        : `  ${command}\n  ${padEnd('', width)}${pen.dim(why!)}`,
    ),
  ].join('\n');
}

const NEXT_WIDTH = 46;
