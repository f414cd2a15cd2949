import type { Exercise } from '../../report/review/practise-next.ts';
import type { Mark, Review, ReviewLine } from '../../report/review/review.ts';
import { stripScale, timingStrip } from '../../report/review/timing-strip.ts';
import {
  clockText,
  deedText,
  exerciseTexts,
  scoreRows,
  scoreText,
  waitState,
  waitText,
  whyLeftTexts,
} from '../../report/review/words.ts';
import type { Say } from '../../report/say.ts';
import { cells, fitTo, wrapTo } from '../../ui/cells.ts';
import { fitLine, type Line, line, rule, type Tone } from '../../ui/lines.ts';
import { shown, shownLine } from '../../ui/shown.ts';

/** A whole review as rows of at most `columns`, with where things stand in it. */
export interface ReviewPage {
  readonly lines: readonly Line[];
  /** Row of each line of the transcript, by its event. */
  readonly rowOf: ReadonlyMap<number, number>;
  /** The findings in reading order, with their rows. */
  readonly marks: readonly { readonly row: number; readonly mark: Mark }[];
}

/** `exercises`: what to practise next, over all conversations of this practice. */
export function reviewPage(
  review: Review,
  exercises: readonly Exercise[],
  columns: number,
  say: Say,
  /** Read aloud: without the strip of signs, whose waits stand beside the messages as well. */
  isSpoken = false,
): ReviewPage {
  const lines: Line[] = [];
  const rowOf = new Map<number, number>();
  const marks: { row: number; mark: Mark }[] = [];
  lines.push(...headLines(review, columns, say), line(''));
  const why = whyLeftTexts(review, say);
  if (why.length > 0) {
    lines.push(rule(say('review.why-left'), columns));
    for (const text of why) lines.push(...hang(text, columns, '  '));
    lines.push(line(''));
  }
  if (!isSpoken) lines.push(...stripLines(review, columns, say), line(''));
  lines.push(rule(say('review.conversation'), columns));
  for (const one of review.lines) {
    rowOf.set(one.event, lines.length);
    lines.push(...saidLines(one, review, columns, say));
    for (const mark of one.marks) {
      marks.push({ row: lines.length, mark });
      lines.push(...markLines(mark, columns, say));
    }
  }
  if (review.strengths.length > 0) {
    lines.push(line(''), rule(say('report.strengths'), columns));
    for (const { message } of review.strengths)
      lines.push(...hang(`+ ${shownLine(message)}`, columns, '  ', 'good'));
  }
  lines.push(line(''), rule(say('review.practise'), columns));
  if (exercises.length === 0) lines.push(...hang(say('review.next.none'), columns, '  '));
  for (const { text, command } of exerciseTexts(exercises, say))
    lines.push(...hang(shownLine(text), columns, '  '), ...hang(command, columns, '    ', 'accent'));
  return { lines, rowOf, marks };
}

function headLines(review: Review, columns: number, say: Say): Line[] {
  const tone: Tone = review.verdict === 'pass' ? 'good' : review.verdict === 'fail' ? 'bad' : 'warn';
  const lines: Line[] = [
    fitLine([{ text: `${shownLine(review.title)} · ${shownLine(review.buyer)}`, tone: 'title' }], columns),
    fitLine(
      [
        { text: say(`report.verdict.${review.verdict}`), tone },
        { text: `  ${scoreText(review.total)}  ` },
        { text: say(`ending.${review.ending}`), tone: 'dim' },
      ],
      columns,
    ),
  ];
  if (review.parent !== null)
    lines.push(
      ...hang(
        say('review.branch', { conversation: review.parent.conversation, event: review.parent.event }),
        columns,
        '',
        'dim',
      ),
    );
  for (const reason of review.reasons) lines.push(...hang(`· ${shownLine(reason)}`, columns, '  ', 'warn'));
  lines.push(rule(say('review.scores'), columns));
  for (const { name, value, moves } of scoreRows(review, say).slice(1)) {
    const label = `  ${fitTo(name, NAME_COLUMNS)} ${value.padStart(5)}  `;
    const rest = Math.max(10, columns - cells(label));
    const wrapped = wrapTo(moves.map(shownLine).join('  '), rest);
    for (const [index, text] of (wrapped.length === 0 ? [''] : wrapped).entries())
      lines.push([{ text: index === 0 ? label : ' '.repeat(cells(label)) }, { text, tone: 'dim' }]);
  }
  return lines;
}

const NAME_COLUMNS = 12;

function stripLines(review: Review, columns: number, say: Say): Line[] {
  const width = Math.max(10, columns - 2);
  const tones: Readonly<Record<string, Tone>> = { none: 'dim', good: 'good', slow: 'warn', late: 'bad' };
  const spans: { text: string; tone: Tone }[] = [];
  for (const { sign, state } of timingStrip(review, width)) {
    const tone = tones[state]!;
    const last = spans.at(-1);
    if (last?.tone === tone) last.text += sign;
    else spans.push({ text: sign, tone });
  }
  return [
    rule(say('review.timing'), columns),
    [{ text: ' ' }, ...spans],
    [{ text: ` ${stripScale(review, width)}`, tone: 'dim' }],
    ...hang(say('review.strip.legend'), columns, ' ', 'dim'),
  ];
}

function saidLines(one: ReviewLine, review: Review, columns: number, say: Say): Line[] {
  const time = clockText(one.t).padStart(6);
  if (one.kind !== 'message') return deedLines(`${time} · `, shownLine(deedText(one, review, say)), columns);
  const who = say(
    one.side === 'buyer'
      ? 'report.said.buyer'
      : one.side === 'agent'
        ? 'review.said.you'
        : 'review.said.system',
  );
  const wait = review.waits.find(({ reply }) => reply === one.event);
  const state = wait === undefined ? null : waitState(wait);
  const head: Line = [
    { text: `${time} `, tone: 'dim' },
    { text: who, tone: one.side === 'buyer' ? 'buyer' : 'agent' },
    ...(wait === undefined
      ? []
      : [
          {
            text: `  ${waitText(wait, review, say)}`,
            tone: (state === 'late' ? 'bad' : state === 'slow' ? 'warn' : 'dim') as Tone,
          },
        ]),
  ];
  return [
    fitLine(head, columns),
    ...shown(one.text)
      .split('\n')
      .flatMap((text) => hang(text, columns, INDENT)),
  ];
}

function deedLines(head: string, text: string, columns: number): Line[] {
  const parts = wrapTo(text, Math.max(8, columns - cells(head)));
  return parts.map((part, index) => line(`${index === 0 ? head : ' '.repeat(cells(head))}${part}`, 'dim'));
}

const INDENT = '       ';

function markLines(mark: Mark, columns: number, say: Say): Line[] {
  const sign = mark.strength
    ? '+'
    : mark.severity === 'auto-fail' || mark.severity === 'critical'
      ? '‼'
      : '!';
  const points = mark.points === 0 ? '' : ` (${mark.points > 0 ? '+' : '−'}${Math.abs(mark.points)})`;
  const tone: Tone = mark.disputed ? 'dim' : mark.strength ? 'good' : 'bad';
  return [
    ...hang(`${sign} ${shownLine(mark.message)}${points}`, columns, `${INDENT}  `, tone),
    ...(mark.better === undefined
      ? []
      : hang(say('report.better', { text: shownLine(mark.better) }), columns, `${INDENT}    `, 'accent')),
    ...(mark.disputed === undefined
      ? []
      : hang(
          say('review.disputed', { reason: shownLine(mark.disputed.reason) }),
          columns,
          `${INDENT}    `,
          'warn',
        )),
  ];
}

/** Wrapped under a hanging indent. */
function hang(text: string, columns: number, indent: string, tone?: Tone): Line[] {
  return wrapTo(text, Math.max(8, columns - cells(indent))).map((part) => line(`${indent}${part}`, tone));
}

/** All conversations of a practice in one table. */
export function overviewLines(reviews: readonly Review[], chosen: number, columns: number, say: Say): Line[] {
  const rows = reviews.map((review, index): Line => {
    const sign = review.verdict === 'pass' ? '✓' : review.verdict === 'fail' ? '✗' : '?';
    const text = ` ${sign} ${scoreText(review.total).padStart(5)}  ${shownLine(review.title)} · ${shownLine(review.buyer)}${review.parent === null ? '' : ` ${say('review.is-branch')}`} · ${say(`ending.${review.ending}`)}`;
    return fitLine([{ text }], columns, index === chosen ? 'chosen' : undefined);
  });
  return [rule(say('review.all', { count: reviews.length }), columns), ...rows];
}
