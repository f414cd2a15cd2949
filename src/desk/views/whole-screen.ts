import type { Say } from '../../report/say.ts';
import { wrapTo } from '../../ui/cells.ts';
import { fitLine, fitRows, type Line, line } from '../../ui/lines.ts';
import type { Place, Size } from '../../ui/terminal.ts';
import { COLUMNS_MIN, ROWS_MIN } from '../layout.ts';
import type { DeskFrame } from './DeskScreen.tsx';

/** A frame without panes. */
export function plainFrame(lines: readonly Line[], cursor: Place | null = null): DeskFrame {
  return { top: lines, panes: [], bottom: [], cursor };
}

/** What stands there instead where nothing fits; `null` where there is room. */
export function tooSmall({ columns, rows }: Size, say: Say): DeskFrame | null {
  if (columns >= COLUMNS_MIN && rows >= ROWS_MIN) return null;
  const text = say('screen.too-small', { columns: COLUMNS_MIN, rows: ROWS_MIN, found: `${columns}×${rows}` });
  return plainFrame(
    fitRows(
      wrapTo(text, columns).map((row) => line(row)),
      rows,
      columns,
    ),
  );
}

/** A question in the middle of the screen, below the head. */
export function questionFrame(head: Line, text: string, { columns, rows }: Size): DeskFrame {
  const body = text.split('\n').flatMap((part) => wrapTo(part, Math.min(72, columns - 8)));
  const above = Math.max(0, Math.floor((rows - 1 - body.length) / 2));
  return plainFrame([
    fitLine(head, columns),
    ...fitRows(
      [...Array.from({ length: above }, () => line('')), ...body.map((row) => line(`    ${row}`, 'strong'))],
      rows - 1,
      columns,
    ),
  ]);
}
