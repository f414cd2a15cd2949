import type { Review } from './review.ts';
import { clockText, waitState } from './words.ts';

export interface StripCell {
  readonly sign: '.' | '-' | '=' | '#';
  readonly state: 'none' | 'good' | 'slow' | 'late';
}

/** The conversation as a strip of cells: `-` waited well within the limit, `=` more than half of it, `#` beyond it, `.` nobody waited. */
export function timingStrip({ waits, endedAtMs }: Review, columns: number): readonly StripCell[] {
  const width = Math.max(1, Math.floor(columns));
  const whole = Math.max(1, endedAtMs);
  const cells: StripCell[] = Array.from({ length: width }, () => ({ sign: '.', state: 'none' }));
  for (const wait of waits) {
    const state = waitState(wait);
    const sign = ({ good: '-', slow: '=', late: '#' } as const)[state];
    const from = Math.min(width - 1, Math.floor((wait.fromMs / whole) * width));
    const until = Math.min(width, Math.max(from + 1, Math.ceil(((wait.fromMs + wait.ms) / whole) * width)));
    for (let cell = from; cell < until; cell++)
      if (worse(sign, cells[cell]!.sign)) cells[cell] = { sign, state };
  }
  return cells;
}

const ORDER = ['.', '-', '=', '#'];
const worse = (a: string, b: string) => ORDER.indexOf(a) > ORDER.indexOf(b);

/** Times below the strip, every quarter, as one row of `columns`. */
export function stripScale({ endedAtMs }: Review, columns: number): string {
  const row = Array.from({ length: columns }, () => ' ');
  for (let quarter = 0; quarter <= 4; quarter++) {
    const text = clockText((endedAtMs * quarter) / 4);
    const at = Math.min(
      columns - text.length,
      Math.max(0, Math.round((columns * quarter) / 4) - (quarter === 0 ? 0 : Math.ceil(text.length / 2))),
    );
    for (const [index, sign] of [...text].entries())
      if (at + index >= 0 && at + index < columns) row[at + index] = sign;
  }
  return row.join('');
}
