import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadlines } from '../../../src/connectors/http/deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const LIMIT_MS = 1_000;

/** Begins one after the other, 100 ms apart, and notes when each was told that its time is over. */
function begun(deadlines: Deadlines, names: readonly string[], told: string[]) {
  const start = performance.now();
  return names.map((name) => {
    const deadline = deadlines.begin(
      { timedOut: () => told.push(`${name} ${Math.round(performance.now() - start)}`) },
      performance.now(),
    );
    vi.advanceTimersByTime(100);
    return deadline;
  });
}

test('each is told when its own time is over, whichever of the others ended before', () => {
  const deadlines = new Deadlines(LIMIT_MS);
  const told: string[] = [];
  const [first, , third] = begun(deadlines, ['a', 'b', 'c', 'd'], told);
  deadlines.end(third!);
  deadlines.end(first!);
  deadlines.end(first!);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['b 1100', 'd 1300']);
});

test('one begun after all others ended, and one begun when another times out, are told as well', () => {
  const deadlines = new Deadlines(LIMIT_MS);
  const told: string[] = [];
  const [only] = begun(deadlines, ['a'], told);
  deadlines.end(only!);
  const again = { timedOut: () => told.push('again') };
  deadlines.begin(
    {
      timedOut: () => {
        told.push('b');
        deadlines.begin(again, performance.now());
      },
    },
    performance.now(),
  );
  vi.advanceTimersByTime(LIMIT_MS);
  expect(told).toEqual(['b']);
  vi.advanceTimersByTime(LIMIT_MS);
  expect(told).toEqual(['b', 'again']);
  expect(vi.getTimerCount()).toBe(0);
});
