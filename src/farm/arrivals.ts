import type { Draws } from '../random/stream.ts';

/** When conversations begin, in milliseconds from the start: a Poisson process of this rate (per second), drawn from a seed. */
export function poissonArrivals(count: number, ratePerSecond: number, draws: Draws): Float64Array {
  const times = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    at += (-Math.log(1 - draws.share()) / ratePerSecond) * 1_000;
    times[i] = at;
  }
  return times;
}
