import { createRowPainter } from '../ui/row-painter.tsx';
import type { Terminal } from '../ui/terminal.ts';
import { type DeskFrame, frameRows } from './views/DeskScreen.tsx';

export interface Painter {
  draw(frame: DeskFrame): void;
  close(): void;
}

/** One painter for all screens of a practice. */
export function createPainter(terminal: Pick<Terminal, 'size' | 'show'>): Painter {
  const { draw, close } = createRowPainter(terminal);
  return { draw: (frame) => draw(frameRows(frame), frame.cursor), close };
}
