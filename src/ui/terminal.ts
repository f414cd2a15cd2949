import { openKeyboard } from './keyboard.ts';
import type { Key } from './keys.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface TerminalOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Without colour, bold and inverse stay. */
  readonly colour: boolean;
  readonly onKey: (key: Key) => void;
  readonly onResize: (size: Size) => void;
}

/** A whole screen of our own. Whoever opens it closes it, whatever happens. */
export interface Terminal {
  size(): Size;
  /** The whole screen, styled, from its first row; `cursor`: where the real one belongs, for input methods, `null` hides it. */
  show(rows: readonly string[], cursor: Place | null): void;
  bell(): void;
  /** Draws everything anew, as after something else has written to the screen. */
  redraw(): void;
  /** Gives the terminal back as it was. A second call does nothing. */
  close(): void;
}

/** Frames are at least this far apart; the first after a rest is drawn at once. */
const FRAME_GAP_MS = 12;

/**
 * Takes over the terminal: alternate screen, raw keys, bracketed paste. Ink's own drawing loses the cursor and leaves stale rows
 * when the size changes, so only rows that changed are written here, at their place, inside one synchronised update.
 */
export function openTerminal({ input, output, colour, onKey, onResize }: TerminalOptions): Terminal {
  let open = true;
  let drawn: readonly string[] = [];
  /** What should stand on the screen; `null`: whatever does. */
  let wanted: readonly string[] | null = null;
  let cursor: Place | null = null;
  let cursorDrawn: Place | null | undefined;
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const size = (): Size => ({ columns: output.columns || 80, rows: output.rows || 24 });

  const flush = () => {
    timer = undefined;
    if (!open) return;
    let changes = '';
    if (wanted !== null) {
      const rows = wanted.slice(0, size().rows);
      for (let row = 0; row < Math.max(rows.length, drawn.length); row += 1) {
        const line = rows[row] ?? '';
        // Erased first: after a line that fills the row, erasing would take its last character.
        if (line !== drawn[row])
          changes += `\x1b[${row + 1};1H\x1b[0m\x1b[2K${colour ? line : withoutColour(line)}\x1b[0m`;
      }
      drawn = rows;
    }
    const moved = cursor?.x !== cursorDrawn?.x || cursor?.y !== cursorDrawn?.y || cursorDrawn === undefined;
    if (changes === '' && !moved) return;
    lastAt = performance.now();
    cursorDrawn = cursor;
    const place = cursor === null ? '\x1b[?25l' : `\x1b[${cursor.y + 1};${cursor.x + 1}H\x1b[?25h`;
    output.write(`\x1b[?2026h\x1b[?25l${changes}${place}\x1b[?2026l`);
  };
  const schedule = () => {
    if (timer !== undefined || !open) return;
    const rest = lastAt + FRAME_GAP_MS - performance.now();
    if (rest <= 0) flush();
    else timer = setTimeout(flush, rest);
  };
  /** Nothing on the screen is to be relied on any more. */
  const wipe = () => {
    drawn = [];
    cursorDrawn = undefined;
    output.write('\x1b[0m\x1b[2J');
  };

  const resized = () => {
    // Rows as wide as the old screen would break on a new one.
    wanted = null;
    wipe();
    onResize(size());
  };

  output.write(OPEN);
  output.on('resize', resized);
  const keyboard = openKeyboard(input, onKey);

  return {
    size,
    show(rows, place) {
      wanted = rows;
      cursor = place;
      schedule();
    },
    bell: () => void output.write('\x07'),
    redraw() {
      wipe();
      schedule();
    },
    close() {
      if (!open) return;
      flush();
      open = false;
      clearTimeout(timer);
      output.off('resize', resized);
      keyboard.close();
      output.write(CLOSE);
    },
  };
}

const OPEN = '\x1b[?1049h\x1b[0m\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h';
const CLOSE = '\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l';

/** Keeps bold, dim, underline and inverse; foreground and background colours go. */
export function withoutColour(text: string): string {
  return text.replace(/\x1b\[([\d;]*)m/g, (whole, codes: string) => {
    const kept = codes.split(';').filter((code) => !COLOUR.test(code));
    if (/(^|;)[34]8;/.test(codes)) return '';
    return kept.length === 0
      ? ''
      : kept.length === codes.split(';').length
        ? whole
        : `\x1b[${kept.join(';')}m`;
  });
}

const COLOUR = /^(3[0-9]|4[0-9]|9[0-7]|10[0-7])$/;
