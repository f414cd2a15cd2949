import { cellsOf, graphemes } from './cells.ts';
import { type Editor, moveTo } from './editor.ts';
import { shown } from './shown.ts';

export interface EditorLayout {
  /** As many as it takes; each at most `columns` wide. */
  readonly rows: readonly string[];
  /** Where the real cursor belongs, in columns and rows from 0. */
  readonly x: number;
  readonly y: number;
}

/** Wraps a text being written anywhere between two graphemes, so that the cursor never jumps while a word grows. */
export function layOut({ text, cursor }: Pick<Editor, 'text' | 'cursor'>, columns: number): EditorLayout {
  const rows: string[] = [];
  let row = '';
  let width = 0;
  let place: { x: number; y: number } | undefined;
  let at = 0;
  for (const grapheme of graphemes(text)) {
    const seen = grapheme === '\n' ? '' : shown(grapheme);
    const size = grapheme === '\n' ? 0 : widthOf(seen);
    if (size > 0 && width + size > columns) {
      rows.push(row);
      row = '';
      width = 0;
    }
    if (at === cursor) place = { x: width, y: rows.length };
    at += grapheme.length;
    if (grapheme === '\n') {
      rows.push(row);
      row = '';
      width = 0;
    } else {
      row += seen;
      width += size;
    }
  }
  if (width >= columns) {
    rows.push(row);
    row = '';
    width = 0;
  }
  rows.push(row);
  return { rows, ...(place ?? { x: width, y: rows.length - 1 }) };
}

/** One row up or down, keeping the column where it can; `null` where there is no such row. */
export function moveRow(editor: Editor, columns: number, by: -1 | 1): Editor | null {
  const { rows, x, y } = layOut(editor, columns);
  const wanted = y + by;
  if (wanted < 0 || wanted >= rows.length) return null;
  let offset = 0;
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const grapheme of [...graphemes(editor.text), '']) {
    const spot = layOutAt(editor.text, offset, columns);
    if (spot.y === wanted && Math.abs(spot.x - x) < distance) {
      distance = Math.abs(spot.x - x);
      best = offset;
    }
    if (spot.y > wanted) break;
    offset += grapheme.length;
  }
  return moveTo(editor, best);
}

const layOutAt = (() => {
  let known: { text: string; columns: number; spots: Map<number, { x: number; y: number }> } | undefined;
  return (text: string, offset: number, columns: number): { x: number; y: number } => {
    if (known?.text !== text || known.columns !== columns)
      known = { text, columns, spots: spotsOf(text, columns) };
    return known.spots.get(offset) ?? { x: 0, y: 0 };
  };
})();

function spotsOf(text: string, columns: number): Map<number, { x: number; y: number }> {
  const spots = new Map<number, { x: number; y: number }>();
  let [x, y, at] = [0, 0, 0];
  for (const grapheme of graphemes(text)) {
    const size = grapheme === '\n' ? 0 : widthOf(shown(grapheme));
    if (size > 0 && x + size > columns) {
      x = 0;
      y += 1;
    }
    spots.set(at, { x, y });
    at += grapheme.length;
    if (grapheme === '\n') {
      x = 0;
      y += 1;
    } else x += size;
  }
  spots.set(at, x >= columns ? { x: 0, y: y + 1 } : { x, y });
  return spots;
}

function widthOf(seen: string): number {
  return seen.length === 1 ? cellsOf(seen) : graphemes(seen).reduce((sum, one) => sum + cellsOf(one), 0);
}
