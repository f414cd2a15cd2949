import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardsFor } from '../../src/learn/progress.ts';
import { type Grade, type Memory, remember } from '../../src/learn/sm2.ts';

const grades = fc.constantFrom<Grade>(0, 1, 2, 3, 4, 5);

describe('remembering', () => {
  test('comes again after one day, six, and then by the easiness, as published', () => {
    let memory: Memory | undefined;
    const intervals: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      memory = remember(memory, 4, '2026-11-30');
      intervals.push(memory.intervalDays);
    }
    // A grade of 4 leaves the easiness at 2.5.
    expect(intervals).toEqual([1, 6, 15, 38]);
    expect(remember(memory, 2, '2026-11-30')).toEqual({
      repetitions: 0,
      easiness: 2.5,
      intervalDays: 1,
      due: '2026-12-01',
    });
  });

  test('never eases below 1.3, never comes on the same day, and better grades never come sooner', () => {
    fc.assert(
      fc.property(fc.array(grades, { maxLength: 30 }), grades, grades, (past, one, other) => {
        const memory = past.reduce<Memory | undefined>(
          (before, grade) => remember(before, grade, '2026-01-31'),
          undefined,
        );
        const [worse, better] = [Math.min(one, other) as Grade, Math.max(one, other) as Grade];
        const a = remember(memory, worse, '2026-02-28');
        const b = remember(memory, better, '2026-02-28');
        expect(a.easiness).toBeGreaterThanOrEqual(1.3);
        expect(a.due > '2026-02-28').toBe(true);
        expect(b.due >= a.due).toBe(true);
      }),
    );
  });

  test('begins with what went wrong, then what is overdue, then what is new', () => {
    const card = (id: string) => ({
      id,
      ask: { kind: 'rule' as const, said: id },
      answer: '',
      why: '',
      source: '',
    });
    const due = (day: string) => ({ repetitions: 1, easiness: 2.5, intervalDays: 1, due: day });
    const cards = ['new', 'later', 'due', 'long-due', 'broken'].map(card);
    const known = { later: due('2026-12-05'), due: due('2026-11-30'), 'long-due': due('2026-11-01') };
    const order = cardsFor(cards, known, new Map([['broken', 2]]), '2026-11-30', 10).map(({ id }) => id);
    expect(order).toEqual(['broken', 'long-due', 'due', 'new']);
  });
});
