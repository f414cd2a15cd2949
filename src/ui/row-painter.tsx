import { EventEmitter } from 'node:events';
import { render } from 'ink';
import { Lines } from './Lines.tsx';
import { fitLine, type Line, sameLine, widthOf } from './lines.ts';
import type { Place, Size, Terminal } from './terminal.ts';

/** Draws screens that are made of prepared rows. */
export interface RowPainter {
  /** The whole screen, from its first row, and where the real cursor belongs (`null` hides it). */
  draw(lines: readonly Line[], cursor: Place | null): void;
  close(): void;
}

/**
 * Ink lays out and styles the rows that are not as they were, and only those: its work grows with every cell it is given (17 ms of
 * processor time for a screen of 140 × 40), and a key or a second changes a few rows of forty.
 */
export function createRowPainter(terminal: Pick<Terminal, 'size' | 'show'>): RowPainter {
  let lines: readonly Line[] = [];
  let rows: readonly string[] = [];
  let columns = 0;
  // What Ink wrote last is what its tree shows, also when a draw changed nothing in the tree and nothing was written.
  let made = '';
  const app = render(<Lines lines={[]} />, {
    stdout: sinkOf(terminal.size, (text) => {
      made = text;
    }),
    // Whole frames, at once.
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    draw(next, cursor) {
      const size = terminal.size();
      const isSame = (row: number) => {
        const known = lines[row];
        return size.columns === columns && known !== undefined && sameLine(known, next[row]!);
      };
      const changed = next.filter((_, row) => !isSame(row));
      if (changed.length > 0) {
        // What is too wide would go on in the next row of the terminal.
        const fitting = changed.map((one) =>
          widthOf(one) > size.columns ? fitLine(one, size.columns) : one,
        );
        app.rerender(<Lines lines={fitting} />);
        const texts = made.split('\n');
        let at = 0;
        rows = next.map((_, row) => (isSame(row) ? rows[row]! : (texts[at++] ?? '')));
      } else if (next.length < rows.length) rows = rows.slice(0, next.length);
      lines = next;
      columns = size.columns;
      terminal.show(rows, cursor);
    },
    close: () => app.unmount(),
  };
}

/** As much of a terminal as Ink needs to draw for one. */
function sinkOf(size: () => Size, take: (text: string) => void): NodeJS.WriteStream {
  const sink = Object.assign(new EventEmitter(), {
    isTTY: false,
    write(text: unknown, encoding?: unknown, done?: unknown): boolean {
      take(String(text));
      const after = typeof encoding === 'function' ? encoding : done;
      if (typeof after === 'function') queueMicrotask(after as () => void);
      return true;
    },
  });
  Object.defineProperty(sink, 'columns', { get: () => size().columns });
  Object.defineProperty(sink, 'rows', { get: () => size().rows });
  return sink as unknown as NodeJS.WriteStream;
}
