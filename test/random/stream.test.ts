import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { caseSeed } from '../../src/random/hash.ts';
import { createRandom } from '../../src/random/stream.ts';

describe('random streams', () => {
  it('give the same draws for the same seed, name and turn, in every version of this program', () => {
    const draws = createRandom(42).stream('words', 3);
    expect([
      draws.int(0, 999),
      draws.int(0, 999),
      draws.int(0, 999),
      draws.int(0, 999),
    ]).toMatchInlineSnapshot(`
      [
        205,
        850,
        31,
        686,
      ]
    `);
    expect(caseSeed(7, 'size-advice/hesitant/en/1')).toMatchInlineSnapshot(`1505143019`);
  });

  property.prop([fc.integer(), fc.string(), fc.nat(1_000), fc.nat(50)])(
    'are untouched by draws from other streams and turns',
    (seed, name, turn, others) => {
      const alone = createRandom(seed).stream(name, turn).share();
      const random = createRandom(seed);
      for (let i = 0; i < others; i += 1) random.stream(`${name}!`, i).share();
      expect(random.stream(name, turn).share()).toBe(alone);
    },
  );

  property.prop([fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100)])(
    'draw integers within both bounds',
    (seed, least, span) => {
      const value = createRandom(seed)
        .stream('x', 0)
        .int(least, least + span);
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(least + span);
    },
  );

  it('spread evenly: no value of a die is off by more than a tenth over 60,000 throws', () => {
    const counts = new Array<number>(6).fill(0);
    for (let turn = 0; turn < 20_000; turn += 1) {
      const draws = createRandom(1).stream('die', turn);
      for (let i = 0; i < 3; i += 1) counts[draws.int(0, 5)]! += 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(1_000);
  });

  it('have the median they were asked for in log-normal waits', () => {
    const waits = Array.from({ length: 4_001 }, (_, turn) =>
      createRandom(9).stream('wait', turn).logNormal(40_000, 0.6),
    ).sort((a, b) => a - b);
    expect(Math.abs(waits[2_000]! / 40_000 - 1)).toBeLessThan(0.05);
  });
});
