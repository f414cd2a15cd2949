import type { Transcript } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import type { ReportConversation } from '../model/report.ts';
import { DIMENSIONS } from '../model/scorecard.ts';
import type { ReportView } from './build.ts';
import { figureLines } from './figures.ts';
import { gateLine } from './gate-words.ts';
import { forMarkdown } from './inert.ts';
import { type Overview, overviewOf, runPassed } from './overview.ts';
import { repeatLine } from './repeat-line.ts';
import type { Say } from './say.ts';
import { QUOTED_MAX } from './worst.ts';

export interface MarkdownOptions {
  readonly say: Say;
  /** Of the interface; English where absent. */
  readonly locale?: Locale;
  /** The conversations that may be folded in; without it only findings are shown. */
  readonly transcriptOf?: (id: string) => Transcript | undefined;
}

const FINDINGS_MAX = 10;
const MESSAGES_MAX = 60;

/** For a pull request's comment: the verdict, what went worst, and the three worst conversations folded. */
export function writeMarkdown(report: ReportView, options: MarkdownOptions): string {
  const { say } = options;
  const { summary } = report;
  const overview = report.overview ?? overviewOf(report.conversations);
  const passed = runPassed(report, overview);
  const parts = [
    `## ${passed ? '✅' : '❌'} ${say('report.title')}: ${say('report.passed', { passed: summary.passed, count: summary.conversations })}`,
    `${say('report.counts', { passed: summary.passed, failed: summary.failed, unknown: summary.unknown })}${summary.accepted ? ` · ${say('report.beside.accepted', { count: summary.accepted })}` : ''} · ${forMarkdown(report.run.bot)} · seed ${report.run.seed} · ${forMarkdown(report.run.rubric)}`,
    gatesTable(report, say),
    figureLines(report, say, options.locale ?? 'en')
      .map((line) => `- ${forMarkdown(line)}`)
      .join('\n'),
    findingsTable(overview, say),
    folded(report, overview, options),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function gatesTable({ gates = [] }: ReportView, say: Say): string {
  if (gates.length === 0) return '';
  const lines = gates.map((gate) => `- ${gate.passed ? '✅' : '❌'} ${forMarkdown(gateLine(gate, say))}`);
  return [`### ${say('gate.title')}`, ...lines].join('\n');
}

function findingsTable({ findings }: Overview, say: Say): string {
  const groups = findings.slice(0, FINDINGS_MAX);
  if (groups.length === 0) return '';
  const rows = groups.map(
    ({ rule, count, worst, conversation }) =>
      `| ${worst.severity} | ${forMarkdown(rule)} | ${count} | ${forMarkdown(worst.message)} | ${forMarkdown(conversation.id)} |`,
  );
  return [
    `### ${say('report.findings')}`,
    '',
    '| | | | | |',
    '| --- | --- | ---: | --- | --- |',
    ...rows,
  ].join('\n');
}

function folded(report: ReportView, overview: Overview, options: MarkdownOptions): string {
  const worst = overview.worst.slice(0, QUOTED_MAX);
  if (worst.length === 0) return '';
  return [`### ${options.say('report.worst')}`, ...worst.map((each) => foldOne(report, each, options))].join(
    '\n\n',
  );
}

function foldOne(
  report: ReportView,
  conversation: ReportConversation,
  { say, transcriptOf }: MarkdownOptions,
): string {
  const scores = DIMENSIONS.map(
    (dimension) => `${say(`report.column.${dimension}`)} ${conversation.score[dimension]?.toFixed(0) ?? '–'}`,
  ).join(' · ');
  const title = `${say(`report.verdict.${conversation.verdict}`)} · ${forMarkdown(conversation.id)} · ${conversation.score.total?.toFixed(1) ?? '–'}`;
  const findings = conversation.findings
    .filter((finding) => !finding.strength)
    .map((finding) => `- ${finding.severity} ${forMarkdown(finding.rule)}: ${forMarkdown(finding.message)}`);
  const messages = (transcriptOf?.(conversation.id)?.events ?? [])
    .flatMap((event) =>
      event.type === 'message'
        ? [`> **${say(`report.said.${event.from}`)}** ${seconds(event.t)}: ${forMarkdown(event.text)}`]
        : [],
    )
    .slice(0, MESSAGES_MAX);
  // A command stands in a code block, where nothing is read as Markdown; a run of backticks cannot close it.
  const repeat = `\`\`\`sh\n${repeatLine(report, conversation).replace(/`+/g, "'")}\n\`\`\``;
  return [
    `<details><summary>${title}</summary>`,
    scores,
    conversation.review === undefined ? '' : `⚖️ ${forMarkdown(conversation.review.text)}`,
    findings.join('\n'),
    messages.join('\n>\n'),
    repeat,
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
