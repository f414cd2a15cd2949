import { cells, cutTo, fitTo } from './cells.ts';

/** How a piece of text is meant; colours follow from it, never the other way round. */
export type Tone =
  | 'dim'
  | 'strong'
  | 'title'
  | 'good'
  | 'warn'
  | 'bad'
  | 'accent'
  | 'buyer'
  | 'agent'
  | 'chosen'
  | 'alarm';

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/** One row of the screen, already as wide as it may be. */
export type Line = readonly Span[];

export function line(text: string, tone?: Tone): Line {
  return [tone === undefined ? { text } : { text, tone }];
}

export function widthOf(spans: Line): number {
  return spans.reduce((sum, { text }) => sum + cells(text), 0);
}

/** Whether two rows look the same. */
export function sameLine(a: Line, b: Line): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every(({ text, tone }, at) => text === b[at]!.text && tone === b[at]!.tone))
  );
}

/** Cut or padded to exactly `columns`. */
export function fitLine(spans: Line, columns: number, tone?: Tone): Line {
  const fitted: Span[] = [];
  let left = columns;
  for (const span of spans) {
    if (left <= 0) break;
    const width = cells(span.text);
    const text = width <= left ? span.text : cutTo(span.text, left);
    fitted.push(tone === undefined ? { ...span, text } : { text, tone });
    left -= cells(text);
  }
  if (left > 0)
    fitted.push(tone === undefined ? { text: ' '.repeat(left) } : { text: ' '.repeat(left), tone });
  return fitted;
}

/** Something at the left and something at the right edge; the left gives way. */
export function spread(left: Line, right: Line, columns: number): Line {
  const end = widthOf(right);
  if (end >= columns) return fitLine(right, columns);
  return [...fitLine(left, columns - end), ...right];
}

/** Exactly `rows` lines of `columns`: what is too much at the end goes, what is missing is empty. */
export function fitRows(lines: readonly Line[], rows: number, columns: number): readonly Line[] {
  const empty = line(' '.repeat(columns));
  return Array.from({ length: rows }, (_, row) => {
    const found = lines[row];
    return found === undefined ? empty : fittedOnce(found, columns);
  });
}

/** A row that is kept from frame to frame is fitted once, and comes out as the same row. */
function fittedOnce(row: Line, columns: number): Line {
  const known = fitted.get(row);
  if (known?.columns === columns) return known.line;
  const made = fitLine(row, columns);
  fitted.set(row, { columns, line: made });
  return made;
}

const fitted = new WeakMap<Line, { readonly columns: number; readonly line: Line }>();

/** A horizontal rule with a title. */
export function rule(title: string, columns: number, tone: Tone = 'dim'): Line {
  const head = title === '' ? '' : `─ ${cutTo(title, Math.max(0, columns - 5))} `;
  return line(fitTo(head + '─'.repeat(Math.max(0, columns - cells(head))), columns), tone);
}
