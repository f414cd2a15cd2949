import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DrawnPrompt, NO_PROMPT, promptRows, writeReader } from '../../src/ui/reader-sink.ts';

const COLUMNS = 24;

describe('a terminal that is read aloud', () => {
  test('a letter more is written as a letter, a letter less taken away, nothing as nothing', () => {
    const at = (text: string) => promptRows(`› ${text}`, text.length + 2, COLUMNS);
    expect(writeReader(at('hel'), [], at('hell'))).toBe('l');
    expect(writeReader(at('您'), [], at('您好'))).toBe('好');
    expect(writeReader(at('您好'), [], at('您'))).toBe('\x1b[2D\x1b[K');
    expect(writeReader(at('hel'), [], at('hel'))).toBe('');
    expect(writeReader(at('hel'), [], promptRows('› hel', 3, COLUMNS))).toBe('\x1b[2D');
    expect(writeReader(at('hel'), ['2 bert: hello'], at('hel'))).toBe('\r\x1b[J2 bert: hello\r\n› hel');
  });

  test('whatever is written and said, the screen ends with all that was said and the prompt, the cursor in its place', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '您', '好', '👋'), maxLength: 40 });
    const step = fc.record({
      said: fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 2 }),
      text: word,
      back: fc.nat(10),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const terminal = new xterm.Terminal({ cols: COLUMNS, rows: 60, allowProposedApi: true });
        terminal.loadAddon(new Unicode11Addon());
        terminal.unicode.activeVersion = '11';
        let drawn: DrawnPrompt = NO_PROMPT;
        const said: string[] = [];
        for (const one of steps) {
          const units = [...one.text];
          const cursor = units.slice(0, Math.max(0, units.length - one.back)).join('').length;
          const next = promptRows(one.text, cursor, COLUMNS);
          said.push(...one.said);
          await new Promise<void>((done) => terminal.write(writeReader(drawn, one.said, next), done));
          drawn = next;
        }
        const { active } = terminal.buffer;
        const rows = Array.from({ length: active.length }, (_, row) =>
          active.getLine(row)!.translateToString(true).trimEnd(),
        );
        const wanted = [...said, ...drawn.rows.map((row) => row.trimEnd())];
        expect(rows.slice(0, wanted.length)).toEqual(wanted);
        expect(rows.slice(wanted.length).every((row) => row === '')).toBe(true);
        expect([active.cursorX, active.baseY + active.cursorY]).toEqual([drawn.x, said.length + drawn.y]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});
