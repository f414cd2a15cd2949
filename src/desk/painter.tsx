import { render } from 'ink';
import type { Terminal } from '../ui/terminal.ts';
import { type DeskFrame, DeskScreen } from './views/DeskScreen.tsx';

export interface Painter {
  draw(frame: DeskFrame): void;
  close(): void;
}

/** One Ink app for all screens of a practice; it hands whole frames to the terminal, which writes what changed. */
export function createPainter(terminal: Terminal): Painter {
  const app = render(<DeskScreen frame={EMPTY} />, {
    stdout: terminal.frames,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    draw(frame) {
      terminal.setCursor(frame.cursor);
      app.rerender(<DeskScreen frame={frame} />);
    },
    close: () => app.unmount(),
  };
}

const EMPTY: DeskFrame = { top: [], panes: [], bottom: [], cursor: null };
