import type { Drift, DriftLevel, DriftSide } from '../model/drift.ts';
import type { ReportConversation } from '../model/report.ts';
import type { ReportView } from './build.ts';
import { type Paint, paint } from './colour.ts';
import { driftSentence } from './drift-words.ts';
import { forTerminal } from './inert.ts';
import { repeatLine } from './repeat-line.ts';
import type { Say } from './say.ts';
import type { TerminalOptions } from './terminal.ts';
import { padEnd, wrap } from './width.ts';

type Drifted = ReportConversation & { readonly drift: Drift };

const CONVERSATIONS_MAX = 8;
const ITEMS_MAX = 12;
const ROUNDS_MAX = 3;
const LEVEL_COLUMN = 8;

/** What changed in kept conversations that were played again: the gravest first, with the rounds side by side. */
export function writeDriftTerminal(report: ReportView, options: TerminalOptions): string {
  const { say } = options;
  const pen = paint(options.colour);
  const drifted = [...report.conversations]
    .filter((each): each is Drifted => each.drift !== undefined && each.drift.level !== null)
    .sort((a, b) => RANK[b.drift.level!] - RANK[a.drift.level!]);
  const telling = drifted.filter(({ drift }) => drift.level !== 'info');
  const shown = (telling.length > 0 ? telling : drifted).slice(0, CONVERSATIONS_MAX);
  const parts = shown.map((each) => conversation(report, each, options, pen));
  const left = drifted.length - shown.length;
  if (left > 0) parts.push(pen.dim(say('drift.more', { count: left })));
  return `${[...parts, summary(report, say, pen)].join('\n\n')}\n`;
}

const RANK: Readonly<Record<DriftLevel, number>> = { info: 0, notable: 1, severe: 2 };

function conversation(report: ReportView, each: Drifted, options: TerminalOptions, pen: Paint): string {
  const { say, columns } = options;
  const { drift } = each;
  const mark = (level: DriftLevel) => {
    const word = padEnd(say(`drift.level.${level}`), LEVEL_COLUMN);
    return level === 'severe' ? pen.bad(word) : level === 'notable' ? pen.strong(word) : pen.dim(word);
  };
  const lines = [`${mark(drift.level!)}  ${pen.strong(forTerminal(each.transcript))}`];
  // Wordings are news only where nothing else is.
  const telling = drift.items.filter(({ level }) => level !== 'info');
  const items = telling.length > 0 ? telling : drift.items;
  for (const item of items.slice(0, ITEMS_MAX)) {
    const [first, ...rest] = wrap(forTerminal(driftSentence(item, say)), columns - LEVEL_COLUMN - 4);
    lines.push(
      `  ${mark(item.level)}  ${first ?? ''}`,
      ...rest.map((line) => `${' '.repeat(LEVEL_COLUMN + 4)}${line}`),
    );
  }
  if (items.length > ITEMS_MAX)
    lines.push(pen.dim(`  ${say('drift.items.more', { count: items.length - ITEMS_MAX })}`));
  const rounds = [...new Set(items.flatMap(({ round }) => (round === null ? [] : [round])))];
  for (const round of rounds.slice(0, ROUNDS_MAX)) lines.push('', ...sideBySide(drift, round, options, pen));
  lines.push('', pen.dim(say('report.repeat', { line: forTerminal(repeatLine(report, each)) })));
  return lines.join('\n');
}

const NARROW = 60;

function sideBySide(drift: Drift, round: number, { say, columns }: TerminalOptions, pen: Paint): string[] {
  const { recorded, today } = drift.rounds[round]!;
  const buyer = (recorded ?? today)!.buyer.flatMap((line) =>
    wrap(`${say('report.said.buyer')}: ${forTerminal(line)}`, columns - 4),
  );
  const head = [pen.dim(`  ${say('drift.round', { round })}`), ...buyer.map((line) => `  ${line}`)];
  const narrow = columns < NARROW;
  const width = narrow ? columns - 6 : Math.floor((columns - 7) / 2);
  const [left, right] = [cell(recorded, width, say), cell(today, width, say)];
  const titles = [say('drift.recorded'), say('drift.today')] as const;
  if (narrow)
    return [
      ...head,
      pen.dim(`  ${titles[0]}`),
      ...left.map((line) => `    ${line}`),
      pen.dim(`  ${titles[1]}`),
      ...right.map((line) => `    ${line}`),
    ];
  const rows = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, row) => `  ${padEnd(left[row] ?? '', width)} │ ${right[row] ?? ''}`,
  );
  return [...head, pen.dim(`  ${padEnd(titles[0], width)} │ ${titles[1]}`), ...rows];
}

function cell(side: DriftSide | null, width: number, say: Say): string[] {
  if (side === null) return [say('drift.nothing')];
  const lines = [
    ...side.agent.flatMap((line) => wrap(forTerminal(line), width)),
    ...side.actions.flatMap((action) => wrap(`→ ${forTerminal(action)}`, width)),
  ];
  return lines.length === 0 ? [say('drift.nothing')] : lines;
}

function summary(report: ReportView, say: Say, pen: Paint): string {
  const of = (level: DriftLevel | null) =>
    [...report.conversations].filter(({ drift }) => drift !== undefined && drift.level === level).length;
  const severe = of('severe');
  const line = say('drift.summary', {
    count: report.summary.conversations,
    same: of(null),
    info: of('info'),
    notable: of('notable'),
    severe,
  });
  const unknown = report.summary.unknown;
  return [
    severe > 0 ? pen.bad(line) : pen.good(line),
    ...(unknown > 0 ? [pen.bad(say('drift.unknown', { count: unknown }))] : []),
    pen.dim(
      say('report.time', {
        exchanges: report.summary.exchanges,
        seconds: (report.summary.wallMs / 1000).toFixed(1),
      }),
    ),
    ...(severe > 0 ? [say('drift.approve')] : []),
  ].join('\n');
}
