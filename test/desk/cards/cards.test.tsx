import { fc, test as property } from '@fast-check/vitest';
import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { cardsFrame } from '../../../src/desk/cards/cards-frame.ts';
import {
  type CardsEffect,
  type CardsState,
  type CardView,
  initialCards,
  updateCards,
} from '../../../src/desk/cards/cards-state.ts';
import { DeskScreen } from '../../../src/desk/views/DeskScreen.tsx';
import { readUi } from '../../../src/system/ui-texts.ts';
import { cells } from '../../../src/ui/cells.ts';
import type { Key } from '../../../src/ui/keys.ts';
import { anyKey, frameRows } from '../screens.ts';

const say = await readUi('en');
const zh = await readUi('zh-CN');
const card = (id: string, more: Partial<CardView> = {}): CardView => ({
  id,
  question: `What about ${id}?`,
  answer: `So it is with ${id}.`,
  why: 'Because of that.',
  source: 'house',
  times: 0,
  ...more,
});
const CARDS = [
  card('a', { times: 3 }),
  card('b', { answer: '长答案。'.repeat(300) }),
  card('c', { why: '' }),
];
const start = () => initialCards('Harrow Lane', CARDS, { columns: 80, rows: 24 });
const text = (letters: string): Key => ({ name: 'text', text: letters });

function press(state: CardsState, ...keys: readonly Key[]): { state: CardsState; effects: CardsEffect[] } {
  const effects: CardsEffect[] = [];
  for (const key of keys) {
    const step = updateCards(state, { type: 'key', key }, say);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}
const screen = (state: CardsState) => frameRows(cardsFrame(state, say)).join('\n');

describe('a sitting with cards', () => {
  it('shows the answer only when asked, and takes a grade only then', () => {
    expect(screen(start())).toContain('What about a?');
    expect(screen(start())).not.toContain('So it is');
    expect(press(start(), text('5'))).toEqual({ state: start(), effects: [] });
    const seen = press(start(), { name: 'enter' }).state;
    expect(screen(seen)).toMatch(/So it is with a[\s\S]*Why: Because[\s\S]*Source: house/);
    expect(press(seen, text('4'))).toMatchObject({
      state: { at: 1, answered: false },
      effects: [{ do: 'grade', card: 'a', grade: 4 }],
    });
  });

  it('takes keys that come in one piece, also full-width ones', () => {
    const { state, effects } = press(start(), text(' 5 ３ 0'));
    expect(effects).toEqual([
      { do: 'grade', card: 'a', grade: 5 },
      { do: 'grade', card: 'b', grade: 3 },
      { do: 'grade', card: 'c', grade: 0 },
      { do: 'look-ahead' },
    ]);
    expect(state.at).toBe(3);
  });

  it('goes back to a card to grade it otherwise', () => {
    const { state } = press(start(), text(' 5'), { name: 'left' });
    const told = updateCards(state, { type: 'graded', card: 'a', due: '2026-12-01' }, say).state;
    expect(screen(told)).toContain('Your grade: 5 · Comes again on 2026-12-01');
    expect(press(told, text('1')).effects).toEqual([{ do: 'grade', card: 'a', grade: 1 }]);
    expect(press(told, { name: 'right' }).state.at).toBe(1);
  });

  it('scrolls a long answer to its end and not beyond', () => {
    const long = press(start(), text(' 5 ')).state;
    expect(screen(long)).toContain('more below');
    const end = press(long, ...Array.from({ length: 40 }, (): Key => ({ name: 'page-down' }))).state;
    expect(screen(end)).toContain('Source: house');
    expect(press(end, { name: 'up' }).state.scroll).toBe(end.scroll - 1);
  });

  it('ends with what was known and what is due next, and goes on with another sitting', () => {
    const { state } = press(start(), text(' 5 3 0'));
    const outlook = {
      known: 3,
      all: 40,
      left: 10,
      due: [
        { day: '2026-12-01', days: 1, count: 2 },
        { day: '2026-12-06', days: 6, count: 1 },
      ],
    };
    const told = updateCards(state, { type: 'outlook', outlook }, say).state;
    expect(screen(told)).toMatch(/1 known well, 1 with an effort, 1 to be learnt/);
    expect(screen(told)).toMatch(/tomorrow: 2[\s\S]*2026-12-06 \(in 6 days\): 1[\s\S]*not met yet: 37/);
    expect(press(told, { name: 'enter' }).effects).toEqual([{ do: 'another' }]);
    const again = updateCards(told, { type: 'sitting', cards: [card('d')] }, say).state;
    expect(again).toMatchObject({ at: 0, sitting: 2, grades: {} });
    const none = updateCards(state, { type: 'outlook', outlook: { ...outlook, left: 0 } }, say).state;
    expect(press(none, { name: 'enter' }).effects).toEqual([{ do: 'leave' }]);
  });

  it('asks once before it stops in the middle', () => {
    for (const key of [{ name: 'ctrl', letter: 'c' }, { name: 'escape' }, text('q')] satisfies Key[]) {
      const asked = press(start(), key);
      expect(asked.effects).toEqual([]);
      expect(screen(asked.state)).toContain('Stop here?');
      expect(press(asked.state, { name: 'ctrl', letter: 'c' }).effects).toEqual([{ do: 'leave' }]);
      expect(press(asked.state, text('x')).state.leaving).toBe(false);
    }
  });

  it('draws what a card says and obeys none of it', () => {
    const state = press(
      initialCards('x', [card('a', { question: 'a\x1b[2Jb', answer: '\x1b]0;owned\x07' })], {
        columns: 100,
        rows: 24,
      }),
      text(' '),
    ).state;
    const { lastFrame } = render(<DeskScreen frame={cardsFrame(state, zh)} />);
    expect(lastFrame()).not.toMatch(/\x1b\[2J|\x1b\]0/);
    expect(lastFrame()).toContain('a\\u{1b}[2Jb');
  });

  property.prop([
    fc.array(anyKey, { maxLength: 60 }),
    fc.record({ columns: fc.integer({ min: 10, max: 130 }), rows: fc.integer({ min: 4, max: 45 }) }),
  ])(
    'no keys break it; every row is as wide as the screen, and every card is graded at most as often as seen',
    (keys, size) => {
      let state: CardsState = { ...start(), size };
      for (const key of keys) {
        const step = updateCards(state, { type: 'key', key }, say);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.do === 'grade')
            state = updateCards(state, { type: 'graded', card: effect.card, due: '2026-12-01' }, say).state;
          if (effect.do === 'another')
            state = updateCards(state, { type: 'sitting', cards: CARDS }, say).state;
          if (effect.do === 'look-ahead') {
            const outlook = { known: 3, all: 4, due: [], left: 1 };
            state = updateCards(state, { type: 'outlook', outlook }, say).state;
          }
        }
        expect(state.at).toBeLessThanOrEqual(state.cards.length);
        for (const of of [say, zh]) {
          const rows = frameRows(cardsFrame(state, of));
          expect(rows).toHaveLength(size.rows);
          for (const row of rows) expect(cells(row)).toBeLessThanOrEqual(size.columns);
          // Which keys there are is never cut.
          expect(rows.at(-1)).not.toContain('…');
        }
      }
    },
  );
});
