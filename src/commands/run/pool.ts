export interface PoolOptions<Item, Result> {
  readonly items: readonly Item[];
  /** Most at a time; at least 1. */
  readonly concurrency: number;
  readonly work: (item: Item) => Promise<Result>;
  /** Called as each one is done, in the order of finishing. */
  readonly done: (item: Item, result: Result) => void;
  /** Asked before each start: `true` starts no more. What is under way is waited for. */
  readonly stopped: () => boolean;
}

/**
 * A bot in this very process may answer without the event loop ever turning; files, signals and timers get their turn at
 * least this often.
 */
const TURN_MS = 20;

/** Works through items, so many at a time. An error of one ends the pool with it once the others under way are done. */
export async function runPool<Item, Result>({
  items,
  concurrency,
  work,
  done,
  stopped,
}: PoolOptions<Item, Result>): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  let turnedMs = performance.now();
  const worker = async () => {
    while (next < items.length && failure === undefined && !stopped()) {
      const item = items[next]!;
      next += 1;
      try {
        done(item, await work(item));
      } catch (error) {
        failure ??= { error };
      }
      if (performance.now() - turnedMs < TURN_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      turnedMs = performance.now();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, worker));
  if (failure !== undefined) throw failure.error;
}
