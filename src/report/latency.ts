/** How long answers took, in little memory: exact while there are few, to one per cent when there are many. */
export interface LatencyTally {
  add(ms: number): void;
  readonly count: number;
  /** Nearest-rank, in milliseconds to a tenth; `null` without a value. */
  at(share: number): number | null;
}

const EXACT_MAX = 20_000;
/** Buckets grow by one per cent, from a tenth of a millisecond to about three hours. */
const GROWTH = Math.log(1.01);
const LEAST_MS = 0.1;
const BUCKETS = 1_900;

export function createLatencyTally(): LatencyTally {
  let exact: number[] | null = [];
  let sorted = false;
  let buckets: Uint32Array | null = null;
  let count = 0;
  const bucketOf = (ms: number) =>
    ms <= LEAST_MS ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms / LEAST_MS) / GROWTH));
  return {
    add(ms) {
      count += 1;
      if (exact !== null) {
        exact.push(ms);
        sorted = false;
        if (exact.length <= EXACT_MAX) return;
        buckets = new Uint32Array(BUCKETS);
        for (const each of exact) buckets[bucketOf(each)]! += 1;
        exact = null;
      } else buckets![bucketOf(ms)]! += 1;
    },
    get count() {
      return count;
    },
    at(share) {
      if (count === 0) return null;
      const rank = Math.max(1, Math.ceil(share * count));
      if (exact !== null) {
        if (!sorted) exact.sort((a, b) => a - b);
        sorted = true;
        return tenth(exact[rank - 1]!);
      }
      let seen = 0;
      for (const [bucket, inIt] of buckets!.entries()) {
        seen += inIt;
        if (seen >= rank) return tenth(LEAST_MS * Math.exp((bucket - 0.5) * GROWTH));
      }
      throw new Error('fewer values than were counted');
    },
  };
}

const tenth = (ms: number) => Math.round(ms * 10) / 10;

export type Percentiles = { p50: number; p90: number; p95: number; p99: number };

export function percentilesOf(tally: LatencyTally): Percentiles | null {
  if (tally.count === 0) return null;
  return { p50: tally.at(0.5)!, p90: tally.at(0.9)!, p95: tally.at(0.95)!, p99: tally.at(0.99)! };
}

/** The same of a list of values. */
export function percentiles(values: readonly number[]): Percentiles | null {
  const tally = createLatencyTally();
  for (const value of values) tally.add(value);
  return percentilesOf(tally);
}
