import { expect, it } from 'vitest';
import type { BuyerCase } from '../../src/buyer/case.ts';
import { thinkingMs, typingMs } from '../../src/buyer/pace.ts';
import { createDraws } from '../../src/random/stream.ts';

const buyer = (rhythm: 'even' | 'uneven') =>
  ({
    locale: 'en',
    persona: {
      writing: { think: [4_000, 36_000], rhythm, typingPerMinute: { 'zh-CN': 60, en: 240 } },
    },
  }) as unknown as BuyerCase;

const drawn = (make: (seed: number) => number) =>
  Array.from({ length: 2_000 }, (_, seed) => make(seed)).sort((a, b) => a - b);

it('thinks between the two bounds in an even rhythm', () => {
  const times = drawn((seed) => thinkingMs(buyer('even'), 0, createDraws(seed)));
  expect(times[0]).toBeGreaterThanOrEqual(4_000);
  expect(times.at(-1)).toBeLessThanOrEqual(36_000);
});

it('thinks less than the first bound one time in ten, and more than the second as often, in an uneven one', () => {
  const times = drawn((seed) => thinkingMs(buyer('uneven'), 0, createDraws(seed)));
  const below = times.filter((time) => time < 4_000).length / times.length;
  const above = times.filter((time) => time > 36_000).length / times.length;
  expect(below).toBeCloseTo(0.1, 1);
  expect(above).toBeCloseTo(0.1, 1);
  expect(times[1_000]).toBeGreaterThan(11_000);
  expect(times[1_000]).toBeLessThan(13_000);
});

it("types at the persona's speed on the middle of many messages, either way", () => {
  for (const rhythm of ['even', 'uneven'] as const) {
    const times = drawn((seed) => typingMs(buyer(rhythm), 'x'.repeat(40), createDraws(seed)));
    expect(times[1_000]! / 10_000).toBeGreaterThan(0.93);
    expect(times[1_000]! / 10_000).toBeLessThan(1.07);
  }
});
