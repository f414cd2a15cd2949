import type { Draws } from '../random/stream.ts';

/** Both bounds included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %. */
const Z = 1.959964;

/** The interval of a share by its score (Wilson 1927): k of n. All of 0 to 1 for n = 0. */
export function wilson(k: number, n: number): Interval {
  if (n === 0) return { low: 0, high: 1 };
  const share = k / n;
  const zz = Z * Z;
  const centre = (share + zz / (2 * n)) / (1 + zz / n);
  const half = (Z / (1 + zz / n)) * Math.sqrt((share * (1 - share)) / n + zz / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** The interval of the difference of two independent shares, b − a (Newcombe 1998, method 10). */
export function newcombe(a: { k: number; n: number }, b: { k: number; n: number }): Interval {
  if (a.n === 0 || b.n === 0) return { low: -1, high: 1 };
  const [shareA, shareB] = [a.k / a.n, b.k / b.n];
  const [ofA, ofB] = [wilson(a.k, a.n), wilson(b.k, b.n)];
  const difference = shareB - shareA;
  return {
    low: difference - Math.hypot(shareB - ofB.low, ofA.high - shareA),
    high: difference + Math.hypot(ofB.high - shareB, shareA - ofA.low),
  };
}

/**
 * McNemar's exact test: of the pairs that changed, `better` one way and `worse` the other, how likely is a split at least as
 * uneven by chance? Two-sided, 1 where nothing changed.
 */
export function mcnemar(better: number, worse: number): number {
  const n = better + worse;
  if (n === 0) return 1;
  const least = Math.min(better, worse);
  let log = -n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= least; k += 1) {
    if (k > 0) log += Math.log((n - k + 1) / k);
    sum += Math.exp(log);
  }
  return Math.min(1, 2 * sum);
}

const RESAMPLES = 2_000;

/** The 95 % interval of the mean of paired differences, by resampling the pairs (percentile bootstrap). `null` without a pair. */
export function bootstrapMean(
  differences: readonly number[],
  draws: Draws,
): (Interval & { mean: number }) | null {
  const n = differences.length;
  if (n === 0) return null;
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  const means = new Float64Array(RESAMPLES);
  for (let i = 0; i < RESAMPLES; i += 1) {
    let sum = 0;
    for (let j = 0; j < n; j += 1) sum += differences[draws.int(0, n - 1)]!;
    means[i] = sum / n;
  }
  means.sort();
  return { mean, low: means[Math.floor(0.025 * RESAMPLES)]!, high: means[Math.ceil(0.975 * RESAMPLES) - 1]! };
}

/**
 * pass^k of one case by the unbiased estimate (Yao 2024): the share of all choices of k of its n repetitions that all passed.
 * `null` where it was played less than k times.
 */
export function passHatK(passed: number, played: number, k: number): number | null {
  if (played < k) return null;
  let share = 1;
  for (let i = 0; i < k; i += 1) share *= Math.max(0, passed - i) / (played - i);
  return share;
}
