import type { Painter } from '../../desk/painter.ts';
import type { Key } from '../../ui/keys.ts';
import type { Reader } from '../../ui/reader.tsx';
import type { Size } from '../../ui/terminal.ts';
import type { CommandIo } from '../io.ts';

/** The terminal of a practice: one screen after the other listens to it. */
export interface DeskTerminal {
  readonly painter: Painter;
  /** Set where the screen is read aloud: nothing is painted then, everything is said. */
  readonly reader: Reader | null;
  size(): Size;
  /** From now on keys and sizes go here. */
  listen(listener: { readonly key: (key: Key) => void; readonly resize: (size: Size) => void }): void;
  bell(): void;
  redraw(): void;
  close(): void;
}

/** Takes the terminal over, and sees to it that it is given back however the process ends. */
export async function openDeskTerminal(io: CommandIo, isRead = false): Promise<DeskTerminal> {
  if (isRead) return openReadTerminal();
  const [{ openTerminal }, { createPainter }] = await Promise.all([
    import('../../ui/terminal.ts'),
    import('../../desk/painter.ts'),
  ]);
  let listener: { key: (key: Key) => void; resize: (size: Size) => void } | null = null;
  const terminal = openTerminal({
    input: process.stdin,
    output: process.stdout,
    colour: io.colour,
    onKey: (key) => listener?.key(key),
    onResize: (size) => listener?.resize(size),
  });
  const painter = createPainter(terminal);
  const restore = () => terminal.close();
  // Before the trace is printed, or it would vanish with the alternate screen.
  process.on('uncaughtExceptionMonitor', restore);
  process.on('exit', restore);
  return {
    painter,
    reader: null,
    size: terminal.size,
    listen: (next) => {
      listener = next;
    },
    bell: terminal.bell,
    redraw: terminal.redraw,
    close() {
      listener = null;
      painter.close();
      terminal.close();
      process.off('uncaughtExceptionMonitor', restore);
      process.off('exit', restore);
    },
  };
}

/** The same for a screen reader. */
async function openReadTerminal(): Promise<DeskTerminal> {
  const { openReader } = await import('../../ui/reader.tsx');
  let listener: { key: (key: Key) => void; resize: (size: Size) => void } | null = null;
  const reader = openReader({
    input: process.stdin,
    output: process.stdout,
    onKey: (key) => listener?.key(key),
    onResize: (size) => listener?.resize(size),
  });
  const restore = () => reader.close();
  process.on('uncaughtExceptionMonitor', restore);
  process.on('exit', restore);
  return {
    painter: { draw() {}, close() {} },
    reader,
    size: reader.size,
    listen: (next) => {
      listener = next;
    },
    bell: reader.bell,
    redraw() {},
    close() {
      listener = null;
      reader.close();
      process.off('uncaughtExceptionMonitor', restore);
      process.off('exit', restore);
    },
  };
}
