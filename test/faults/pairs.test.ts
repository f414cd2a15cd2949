import { afterAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/agents/demo-bot/faults/fault.ts';
import { FAULTS } from '../../src/agents/demo-bot/faults/faults.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { shipped } from '../helpers/play-helpers.ts';
import { CASES } from './expectations.ts';
import { namesOf, playBroken } from './play-broken.ts';

/**
 * Every fault beside every other. One fault must not hide what the other did: of those that fired, nearly all are found and
 * named. The normal suite plays a sample; `PEILIAN_NIGHTLY=1` plays them all, in at least three scenarios of each fault.
 */
const NIGHTLY = process.env.PEILIAN_NIGHTLY === '1';
const NAMED_MIN = 0.97;
/** A sample is too small to hold it to the hundredth. */
const SAMPLE_NAMED_MIN = 0.9;
const SCENARIOS = 3;
const SAMPLE_EVERY = 41;
/** These end or swallow the conversation, so that what stands beside them gets no chance to show. */
const SWALLOWS = [
  'goes-silent',
  'sends-empty',
  'closes-early',
  'crashes-on-odd-input',
  'repeats-one-line',
  'bot-menu',
];

const all = shipped();
const pairs = FAULTS.flatMap((one, i) => FAULTS.slice(i + 1).map((other): [Fault, Fault] => [one, other]));
const played = pairs.filter((_, i) => NIGHTLY || i % SAMPLE_EVERY === 0);
const tally = new Map<string, { fired: number; named: number }>();

describe.each(LOCALES)('two faults at once in %s', (locale) => {
  it(
    `are both named (${played.length} of ${pairs.length} pairs)`,
    async () => {
      let [fired, named] = [0, 0];
      for (const pair of played) {
        for (const id of casesOf(pair)) {
          const { fired: which, findings } = await playBroken(id, locale, pair, all);
          for (const fault of pair) {
            if (!which.has(fault.id)) continue;
            const other = pair.find((one) => one !== fault)!;
            if (which.has(other.id) && SWALLOWS.includes(other.id)) continue;
            const row = tally.get(fault.id) ?? { fired: 0, named: 0 };
            tally.set(fault.id, row);
            fired += 1;
            row.fired += 1;
            if (namesOf(fault.id, findings).length === 0) continue;
            named += 1;
            row.named += 1;
          }
        }
      }
      console.log(
        `pairs ${locale}: ${named} of ${fired} faults that fired are named (${(named / fired).toFixed(3)})`,
      );
      expect(fired).toBeGreaterThan(NIGHTLY ? 2_000 : 40);
      expect(named / fired).toBeGreaterThanOrEqual(NIGHTLY ? NAMED_MIN : SAMPLE_NAMED_MIN);
    },
    NIGHTLY ? 3_600_000 : 120_000,
  );
});

/** Cases of both, in turns, so that each gets its chance. */
function casesOf([one, other]: readonly [Fault, Fault]): string[] {
  const [a, b] = [CASES[one.id]!, CASES[other.id]!];
  const mixed = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]]).flat();
  return [...new Set(mixed.filter((id) => id !== undefined))].slice(0, NIGHTLY ? 2 * SCENARIOS : 2);
}

afterAll(() => {
  const rows = [...tally]
    .filter(([, { fired, named }]) => named < fired)
    .sort((x, y) => x[1].named / x[1].fired - y[1].named / y[1].fired);
  console.log(rows.map(([fault, { fired, named }]) => `${fault.padEnd(24)} ${named}/${fired}`).join('\n'));
});
