import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { runPool } from '../../src/commands/run/pool.ts';
import { showDuration } from '../../src/commands/run/progress.ts';
import { parseShard, takeShard } from '../../src/commands/run/shard.ts';
import { createStopper } from '../../src/model/stop-signal.ts';
import type { CaseKey } from '../../src/play/case-id.ts';

describe('the pool', () => {
  test('works so many at a time and no more, on every item once', async () => {
    let open = 0;
    let most = 0;
    const done: number[] = [];
    await runPool({
      items: Array.from({ length: 20 }, (_, index) => index),
      concurrency: 4,
      work: async (item) => {
        most = Math.max(most, (open += 1));
        await Promise.resolve();
        open -= 1;
        return item;
      },
      done: (item) => void done.push(item),
      stopped: () => false,
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('starts nothing more once stopped, and waits for what is under way', async () => {
    const interrupt = createStopper();
    const done: number[] = [];
    await runPool({
      items: [1, 2, 3, 4, 5],
      concurrency: 2,
      work: async (item) => item,
      done: (item) => {
        done.push(item);
        if (item === 2) interrupt.stop();
      },
      stopped: () => interrupt.stopped,
    });
    expect(done.length).toBeLessThan(5);
  });

  test('ends with the first error, after the others under way', async () => {
    const done: number[] = [];
    const pool = runPool({
      items: [1, 2, 3],
      concurrency: 2,
      work: async (item) => {
        if (item === 1) throw new Error('disk full');
        return item;
      },
      done: (item) => void done.push(item),
      stopped: () => false,
    });
    await expect(pool).rejects.toThrow('disk full');
    expect(done).toEqual([2]);
  });
});

describe('shards', () => {
  test.each(['0/2', '3/2', '1', '1/', 'a/b', '1/2/3', '-1/2', '1/99999'])('%s is none', (text) => {
    expect(parseShard(text)).toBeUndefined();
  });

  const keys = fc.uniqueArray(
    fc.record({
      scenario: fc.constantFrom('a', 'b', 'c', 'd'),
      persona: fc.constantFrom('p', 'q', 'r'),
      locale: fc.constantFrom('zh-CN' as const, 'en' as const),
      repeat: fc.integer({ min: 1, max: 3 }),
    }),
    { selector: (key) => JSON.stringify(key), maxLength: 60 },
  );
  property.prop([keys, fc.integer({ min: 1, max: 7 })])(
    'together are all cases, each once, in order, of even size',
    (cases: CaseKey[], count) => {
      const shards = Array.from({ length: count }, (_, index) =>
        takeShard(cases, { index: index + 1, count }),
      );
      expect(new Set(shards.flat()).size).toBe(cases.length);
      expect(shards.flat()).toHaveLength(cases.length);
      const sizes = shards.map((shard) => shard.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const shard of shards) expect(shard).toEqual(cases.filter((key) => shard.includes(key)));
    },
  );
});

test('time left is shown as people read it', () => {
  expect([5.2, 59.5, 60, 187, 3725].map(showDuration)).toEqual(['6 s', '1:00', '1:00', '3:07', '1:02:05']);
});

test('an interrupt calls back once, at once when it is already stopped, and not after unsubscribing', () => {
  const interrupt = createStopper();
  const heard: string[] = [];
  interrupt.onStop(() => heard.push('a'));
  interrupt.onStop(() => heard.push('gone'))();
  interrupt.stop();
  interrupt.stop();
  interrupt.onStop(() => heard.push('late'));
  expect(heard).toEqual(['a', 'late']);
});
