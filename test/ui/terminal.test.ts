import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTerminal } from '../../src/ui/terminal.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What is written since it was last asked for. */
function terminal({ colour = true } = {}) {
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { columns: 20, rows: 4 });
  const opened = openTerminal({
    input: new PassThrough() as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    colour,
    onKey: () => {},
    onResize: () => {},
  });
  const written = () => {
    vi.advanceTimersByTime(50);
    return String(output.read() ?? '');
  };
  written();
  return { ...opened, output, written };
}

const rowsIn = (text: string) => [...text.matchAll(/\x1b\[(\d+);1H\x1b\[0m/g)].map(([, row]) => Number(row));

describe('a screen of our own', () => {
  test('gets the rows that changed and no others, in one piece', () => {
    const { show, written } = terminal();
    show(['a', 'b', 'c'], null);
    expect(rowsIn(written())).toEqual([1, 2, 3]);
    show(['a', 'B', 'c'], null);
    const text = written();
    expect(rowsIn(text)).toEqual([2]);
    expect(text.match(/\x1b\[\?2026h/g)).toHaveLength(1);
    show(['a', 'B', 'c'], null);
    expect(written()).toBe('');
  });

  test('moves the cursor without drawing, and clears rows that are there no more', () => {
    const { show, written } = terminal();
    show(['a', 'b', 'c'], { x: 1, y: 0 });
    written();
    show(['a', 'b', 'c'], { x: 3, y: 2 });
    const moved = written();
    expect(rowsIn(moved)).toEqual([]);
    expect(moved).toContain('\x1b[3;4H\x1b[?25h');
    show(['a'], null);
    expect(rowsIn(written())).toEqual([2, 3]);
  });

  test('what comes right after another frame waits a moment, and only the last of it is drawn', () => {
    const { show, output } = terminal();
    show(['a'], null);
    expect(output.read()).toContain('a');
    show(['b'], null);
    show(['c'], null);
    expect(output.read()).toBeNull();
    vi.advanceTimersByTime(50);
    const text = output.read();
    expect(text).toContain('c');
    expect(text).not.toContain('b\x1b');
  });

  test('is drawn whole again when it was asked for, and after a change of size only as the new size wants it', () => {
    const { show, redraw, output, written } = terminal();
    show(['a', 'b'], null);
    written();
    redraw();
    expect(rowsIn(written())).toEqual([1, 2]);
    output.emit('resize');
    expect(rowsIn(written())).toEqual([]);
    show(['a'], null);
    expect(rowsIn(written())).toEqual([1]);
  });

  test('takes no colour where none is wanted, and keeps what tells as much', () => {
    const { show, written } = terminal({ colour: false });
    show(['\x1b[31m\x1b[7mlate\x1b[27m\x1b[39m'], null);
    expect(written()).toContain('\x1b[7mlate\x1b[27m');
  });
});
