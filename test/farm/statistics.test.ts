import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { poissonArrivals } from '../../src/farm/arrivals.ts';
import { bootstrapMean, mcnemar, newcombe, passHatK, wilson } from '../../src/farm/statistics.ts';
import { createDraws } from '../../src/random/stream.ts';

describe('the interval of a share', () => {
  test('is as published: 81 of 263 (Newcombe 1998, table I)', () => {
    const { low, high } = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  test('stays within 0 and 1 at the ends, and knows nothing of nothing', () => {
    expect(wilson(0, 20)).toMatchObject({ low: 0 });
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  test('of a difference is as published: 56 of 70 against 48 of 80 (Newcombe 1998, table II)', () => {
    const { low, high } = newcombe({ k: 48, n: 80 }, { k: 56, n: 70 });
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  property.prop([fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 })])(
    'of a share against itself never lies clear of zero',
    (n, k) => {
      const share = { k: Math.min(k, n), n };
      const { low, high } = newcombe(share, share);
      expect(low).toBeLessThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(0);
    },
  );
});

describe('McNemar’s exact test', () => {
  test('gives the binomial tail, doubled', () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(0, 3)).toBeCloseTo(0.25, 10);
    expect(mcnemar(2, 10)).toBeCloseTo(0.0386, 4);
    expect(mcnemar(5, 5)).toBe(1);
    expect(mcnemar(0, 2_000)).toBeLessThan(1e-12);
  });
});

describe('the bootstrap', () => {
  test('finds the mean, and an interval around it that a seed repeats', () => {
    const differences = Array.from({ length: 50 }, (_, index) => (index % 5) - 1);
    const once = bootstrapMean(differences, createDraws(3))!;
    expect(once.mean).toBe(1);
    expect(once.low).toBeLessThan(1);
    expect(once.high).toBeGreaterThan(1);
    expect(bootstrapMean(differences, createDraws(3))).toEqual(once);
    expect(bootstrapMean([], createDraws(1))).toBeNull();
    expect(bootstrapMean([0, 0, 0], createDraws(1))).toEqual({ mean: 0, low: 0, high: 0 });
  });
});

describe('pass^k', () => {
  test('is the chance that k in a row all pass', () => {
    expect(passHatK(3, 4, 2)).toBeCloseTo(0.5, 10);
    expect(passHatK(4, 4, 4)).toBe(1);
    expect(passHatK(1, 4, 2)).toBe(0);
    expect(passHatK(3, 3, 4)).toBeNull();
  });
});

describe('arrivals', () => {
  test('rise, come at the rate on average, and are the same for a seed', () => {
    const times = poissonArrivals(20_000, 5, createDraws(7));
    expect([...times].every((at, index) => index === 0 || at >= times[index - 1]!)).toBe(true);
    expect(20_000 / (times.at(-1)! / 1_000)).toBeCloseTo(5, 0);
    expect(poissonArrivals(20_000, 5, createDraws(7))).toEqual(times);
    // Exponential gaps: as far apart as they are long, unlike a metronome.
    const gaps = [...times].map((at, index) => at - (times[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(deviation / mean).toBeCloseTo(1, 1);
  });
});
