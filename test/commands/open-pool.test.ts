import { describe, expect, test } from 'vitest';
import { runOpenPool } from '../../src/commands/run/open-pool.ts';
import { createStopper } from '../../src/model/stop-signal.ts';
import { manualTime } from '../helpers/manual-session.ts';

async function settle() {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

/** Work that takes `tookMs` of the manual time, noted as `begins @ms (lag)`. */
function harness(startsMs: readonly number[], tookMs: number, inFlightMax: number) {
  const time = manualTime();
  const interrupt = createStopper();
  const log: string[] = [];
  const done: number[] = [];
  const ended = runOpenPool({
    items: startsMs.map((_, index) => index),
    startsMs,
    inFlightMax,
    time,
    stopped: () => interrupt.stopped,
    onStop: (then) => interrupt.onStop(then),
    work: (item, lagMs) => {
      log.push(`${item} @${time.now()} +${lagMs}`);
      return new Promise<void>((resolve) => void time.after(tookMs, resolve));
    },
    done: (item) => void done.push(item),
  });
  const pass = async (ms: number) => {
    for (let i = 0; i < ms; i += 10) {
      time.advance(10);
      await settle();
    }
  };
  return { log, done, ended, pass, interrupt };
}

describe('an open pool', () => {
  test('begins each at its time, whether or not those before are done', async () => {
    const { log, done, ended, pass } = harness([100, 200, 300], 10_000, 10);
    await pass(400);
    expect(log).toEqual(['0 @100 +0', '1 @200 +0', '2 @300 +0']);
    expect(done).toEqual([]);
    await pass(10_000);
    await ended;
    expect(done).toEqual([0, 1, 2]);
  });

  test('lets one wait where too many are under way, and tells its lag', async () => {
    const { log, ended, pass } = harness([100, 110, 120], 1_000, 2);
    await pass(3_000);
    await ended;
    expect(log).toEqual(['0 @100 +0', '1 @110 +0', '2 @1100 +980']);
  });

  test('begins nothing more once it is stopped, and waits for nobody’s arrival', async () => {
    const { log, ended, pass, interrupt } = harness([100, 1_000_000], 50, 2);
    await pass(200);
    interrupt.stop();
    await ended;
    expect(log).toEqual(['0 @100 +0']);
  });

  test('ends with the first error, after the others under way', async () => {
    const time = manualTime();
    const never = createStopper();
    const pool = runOpenPool({
      items: [1, 2],
      startsMs: [0, 0],
      inFlightMax: 5,
      time,
      stopped: () => false,
      onStop: (then) => never.onStop(then),
      work: async (item) => {
        if (item === 1) throw new Error('disk full');
      },
      done: () => {},
    });
    await expect(pool).rejects.toThrow('disk full');
  });
});
