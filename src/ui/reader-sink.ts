import { cells, cellsOf, graphemes } from './cells.ts';

/** What is on the screen below everything that was said: the one line that is being written. */
export interface DrawnPrompt {
  readonly rows: readonly string[];
  /** Where the real cursor stands, in columns and rows from the prompt's beginning. */
  readonly x: number;
  readonly y: number;
}

export const NO_PROMPT: DrawnPrompt = { rows: [''], x: 0, y: 0 };

/** A prompt broken into rows one column short of the terminal's, so that no terminal wraps by itself. */
export function promptRows(text: string, cursor: number, columns: number): DrawnPrompt {
  const most = Math.max(10, columns - 1);
  const rows: string[] = [];
  let row = '';
  let width = 0;
  let place = { x: 0, y: 0 };
  let at = 0;
  for (const grapheme of graphemes(text)) {
    const size = cellsOf(grapheme);
    if (width + size > most) {
      rows.push(row);
      row = '';
      width = 0;
    }
    if (at === cursor) place = { x: width, y: rows.length };
    row += grapheme;
    width += size;
    at += grapheme.length;
  }
  rows.push(row);
  return at <= cursor ? { rows, x: width, y: rows.length - 1 } : { rows, ...place };
}

/**
 * What must be written so that `said` stands above and `next` is the prompt. As little as can be: screen readers read what is
 * written, so a letter more is a letter written, not a line drawn anew.
 */
export function writeReader(before: DrawnPrompt, said: readonly string[], next: DrawnPrompt): string {
  const same =
    before.rows.length === next.rows.length && before.rows.every((row, at) => row === next.rows[at]);
  if (said.length === 0 && same && before.x === next.x && before.y === next.y) return '';
  if (said.length === 0) {
    const step = same ? moved(before, next) : grown(before, next);
    if (step !== null) return step;
  }
  const back = `\r${before.y > 0 ? `\x1b[${before.y}A` : ''}\x1b[J`;
  const last = next.rows.length - 1;
  const end = { rows: next.rows, x: cells(next.rows[last]!), y: last };
  return `${back}${said.map((line) => `${line}\r\n`).join('')}${next.rows.join('\r\n')}${moved(end, next) ?? ''}`;
}

function moved(from: DrawnPrompt, to: DrawnPrompt): string {
  const rows = to.y - from.y;
  const up = rows === 0 ? '' : rows < 0 ? `\x1b[${-rows}A` : `\x1b[${rows}B`;
  const columns = to.x - from.x;
  return up + (columns === 0 ? '' : columns < 0 ? `\x1b[${-columns}D` : `\x1b[${columns}C`);
}

/** Something was written or taken away at the very end, in the same row; `null`: it was something else. */
function grown(before: DrawnPrompt, next: DrawnPrompt): string | null {
  const last = before.rows.length - 1;
  if (next.rows.length !== before.rows.length) return null;
  if (before.rows.some((row, at) => at < last && row !== next.rows[at])) return null;
  const [old = '', now = ''] = [before.rows[last], next.rows[last]];
  const atEnd = (one: DrawnPrompt) => one.y === last && one.x === cells(one.rows[last]!);
  if (!atEnd(before) || !atEnd(next)) return null;
  if (now.startsWith(old)) return now.slice(old.length);
  if (!old.startsWith(now)) return null;
  return `\x1b[${before.x - next.x}D\x1b[K`;
}
