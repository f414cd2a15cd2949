import type { RealTime } from '../../session/clock.ts';

export interface OpenPoolOptions<Item, Result> {
  readonly items: readonly Item[];
  /** When each is to begin, in milliseconds from the start, rising. */
  readonly startsMs: ArrayLike<number>;
  /** Most under way at a time: one that would be more waits, and its lag counts. */
  readonly inFlightMax: number;
  readonly time: RealTime;
  /** `lagMs`: how much later than intended it begins. */
  readonly work: (item: Item, lagMs: number) => Promise<Result>;
  readonly done: (item: Item, result: Result) => void;
  readonly stopped: () => boolean;
  /** Calls back once when stopped, so that nobody waits for the next arrival. */
  readonly onStop: (then: () => void) => () => void;
}

/**
 * Begins each item at its time, whether or not those before are done: an open model, in which a slow bot meets a queue as
 * it does in life. An error of one ends the pool with it once the others under way are done.
 */
export async function runOpenPool<Item, Result>(options: OpenPoolOptions<Item, Result>): Promise<void> {
  const { items, startsMs, inFlightMax, time, work, done, stopped, onStop } = options;
  const startedMs = time.now();
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};
  const unsubscribe = onStop(() => wake());
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = time.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  for (const [index, item] of items.entries()) {
    const dueMs = startsMs[index]!;
    const waitMs = dueMs - (time.now() - startedMs);
    if (waitMs > 0 && !stopped()) await sleep(waitMs);
    while (underWay.size >= inFlightMax) await Promise.race(underWay);
    if (stopped() || failure !== undefined) break;
    const lagMs = Math.max(0, time.now() - startedMs - dueMs);
    const run: Promise<void> = work(item, lagMs)
      .then((result) => done(item, result))
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => underWay.delete(run));
    underWay.add(run);
  }
  await Promise.all(underWay);
  unsubscribe();
  if (failure !== undefined) throw failure.error;
}
