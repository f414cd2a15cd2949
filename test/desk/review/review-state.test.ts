import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { reviewScreen } from '../../../src/desk/review/review-screen.ts';
import {
  initialReview,
  openPage,
  type ReviewEffect,
  type ReviewState,
  updateReview,
} from '../../../src/desk/review/review-state.ts';
import { readUi } from '../../../src/system/ui-texts.ts';
import { cells } from '../../../src/ui/cells.ts';
import type { Key } from '../../../src/ui/keys.ts';
import { BAD_ZH, GOOD_EN, reviewOf } from '../../report/review/reviews.ts';

const say = await readUi('zh-CN');
const reviews = [reviewOf(BAD_ZH), reviewOf(GOOD_EN)];
const start = () => initialReview(reviews, [], { columns: 100, rows: 24 }, true);
const text = (letter: string): Key => ({ name: 'text', text: letter });

function press(state: ReviewState, ...keys: readonly Key[]): { state: ReviewState; effects: ReviewEffect[] } {
  const effects: ReviewEffect[] = [];
  for (const key of keys) {
    const step = updateReview(state, { type: 'key', key }, say);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}
const drawn = (state: ReviewState) =>
  reviewScreen(state, say).lines.map((line) => line.map(({ text: part }) => part).join(''));

describe('the review on a terminal', () => {
  it('jumps from finding to finding, and shows each with the words it is about', () => {
    const { state } = press(start(), text('n'));
    expect(drawn(state).join('\n')).toMatch(/亲，我没有听懂呢[\s\S]*建议改为/);
    const { marks } = openPage(state, say);
    expect(press(state, ...Array.from({ length: marks.length }, () => text('n'))).state.mark).toBe(0);
    expect(press(start(), text('p')).state.mark).toBe(marks.length - 1);
  });

  it('takes an objection with its reason, and drops one without', () => {
    const written = press(start(), text('n'), text('！'), text('买家没打招呼'), { name: 'enter' });
    expect(written.effects).toEqual([
      expect.objectContaining({
        do: 'dispute',
        conversation: reviews[0]!.id,
        reason: '买家没打招呼',
        mark: openPage(start(), say).marks[0]!.mark,
      }),
    ]);
    expect(press(start(), text('n'), text('!'), text('  '), { name: 'enter' }).effects).toEqual([]);
    expect(press(start(), text('n'), text('!'), text('x'), { name: 'escape' })).toMatchObject({
      effects: [],
      state: { dispute: null },
    });
    expect(press(start(), text('!')).state.notice).toBe(say('review.choose-first'));
  });

  it('goes back to the place that is marked, where that is possible', () => {
    const { state } = press(start(), text('n'));
    const { event } = openPage(state, say).marks[0]!.mark;
    expect(press(state, text('r')).effects).toEqual([{ do: 'rewind', conversation: reviews[0]!.id, event }]);
    expect(press({ ...state, canRewind: false }, text('r'))).toMatchObject({
      effects: [],
      state: { notice: say('review.no-rewind') },
    });
    expect(press(state, text('v')).effects).toEqual([{ do: 'play', conversation: reviews[0]!.id, event }]);
  });

  it('takes keys that come in one piece one after the other, and the reason with the objection', () => {
    expect(press(start(), text('nn')).state.mark).toBe(1);
    expect(press(start(), text('n!不对'), { name: 'enter' }).effects).toEqual([
      expect.objectContaining({ do: 'dispute', reason: '不对' }),
    ]);
    expect(press(start(), text('qe')).effects).toEqual([{ do: 'quit' }]);
  });

  it('changes conversations round and round', () => {
    expect(press(start(), { name: 'tab' }).state.at).toBe(1);
    expect(press(start(), { name: 'tab' }, { name: 'tab' }).state.at).toBe(0);
    expect(press(start(), text('2')).state.at).toBe(1);
  });

  const key = fc.oneof(
    fc.constantFrom<Key>(
      { name: 'up' },
      { name: 'down' },
      { name: 'page-down' },
      { name: 'page-up' },
      { name: 'home' },
      { name: 'end' },
      { name: 'tab' },
      { name: 'left' },
      { name: 'right' },
      { name: 'enter' },
      { name: 'backspace' },
      { name: 'ctrl', letter: 'w' },
    ),
    fc.constantFrom('n', 'p', '!', 'r', 'v', 'e', '?', '1', '2', '9', '😊', '中文').map(text),
  );
  property.prop(
    [fc.array(key, { maxLength: 40 }), fc.integer({ min: 40, max: 200 }), fc.integer({ min: 10, max: 60 })],
    { numRuns: 60 },
  )(
    'no keys and no size break it: always as many rows as the terminal has, none wider',
    (keys, columns, rows) => {
      const sized = updateReview(start(), { type: 'resize', size: { columns, rows } }, say).state;
      const screen = drawn(press(sized, ...keys).state);
      expect(screen).toHaveLength(rows);
      for (const row of screen) expect(cells(row)).toBeLessThanOrEqual(columns);
    },
  );
});
