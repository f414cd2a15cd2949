import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Line, line, type Tone } from '../../src/ui/lines.ts';
import { createRowPainter } from '../../src/ui/row-painter.tsx';
import { withoutColour } from '../../src/ui/terminal.ts';

function paintedOn(columns: number) {
  const size = { columns, rows: 12 };
  let shown: readonly string[] = [];
  const painter = createRowPainter({
    size: () => size,
    show(rows) {
      shown = rows;
    },
  });
  return {
    ...painter,
    resize(to: number) {
      size.columns = to;
    },
    shown: () => shown,
  };
}

const span = fc.record(
  {
    text: fc.constantFrom('', 'ab', '你好', '👋 hi', ' 12s', '▇', '—'),
    tone: fc.constantFrom<Tone>('dim', 'chosen', 'alarm'),
  },
  { requiredKeys: ['text'] },
);
const frame = fc.array(fc.array(span, { maxLength: 4 }) as fc.Arbitrary<Line>, { maxLength: 6 });

describe('rows that are drawn one screen after the other', () => {
  property.prop([fc.array(frame, { minLength: 2, maxLength: 6 })], { numRuns: 25 })(
    'are those that would be drawn on an empty screen, whatever stood there before',
    (frames) => {
      const one = paintedOn(40);
      for (const lines of frames) {
        one.draw(lines, null);
        const fresh = paintedOn(40);
        fresh.draw(lines, null);
        expect(one.shown()).toEqual(fresh.shown());
        fresh.close();
      }
      one.close();
    },
  );

  test('keep their style, and a row that did not change is the very same', () => {
    const { draw, shown, close } = paintedOn(20);
    draw([line('still'), line('12s', 'alarm')], null);
    const before = shown();
    draw([line('still'), line('13s', 'alarm')], { x: 0, y: 1 });
    expect(shown()[0]).toBe(before[0]);
    expect(shown()[1]).toMatch(/\x1b\[31m.*13s/);
    expect(withoutColour(shown()[1]!)).toMatch(/\x1b\[7m.*13s/);
    close();
  });

  test('are drawn anew for a screen of another width', () => {
    const { draw, shown, resize, close } = paintedOn(10);
    draw([line('0123456789')], null);
    resize(5);
    draw([line('0123456789')], null);
    expect(shown()).toEqual(['0123…']);
    close();
  });
});
