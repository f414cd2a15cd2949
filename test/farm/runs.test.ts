import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/commands/run/gates.ts';
import { compareRuns, isWorse } from '../../src/farm/compare.ts';
import { holdGates, limitsOf } from '../../src/farm/gates.ts';
import { createKnown, holdAgainstKnown, knownGates } from '../../src/farm/known.ts';
import { mergeOrder, type RecordPlace } from '../../src/farm/merge.ts';
import type { CaseRecord } from '../../src/model/case-record.ts';
import type { ReportConversation } from '../../src/model/report.ts';
import { SuiteSchema } from '../../src/model/suite.ts';
import { createRandom } from '../../src/random/stream.ts';
import { keepCase } from '../../src/report/build.ts';
import { createLatencyTally } from '../../src/report/latency.ts';
import { createOverview, overviewOf, runPassed } from '../../src/report/overview.ts';
import { finding, reported } from '../report/fixture.ts';

const random = createRandom(1);
const draws = (name: string) => random.stream(name, 0);

function conversation(
  id: string,
  verdict: 'pass' | 'fail',
  rules: readonly string[] = [],
): ReportConversation {
  const total = verdict === 'pass' ? 90 : 55;
  return keepCase(
    reported(id, {
      verdict,
      score: { total, timing: 90, politeness: 90, accuracy: total, outcome: 90 },
      findings: rules.map((rule) => finding({ rule })),
    }),
  ).conversation;
}

function runOf(failed: (index: number) => boolean, count = 40): CaseRecord[] {
  return Array.from({ length: count }, (_, order) => ({
    order,
    conversation: conversation(
      `case-${order}/p/en/1`,
      failed(order) ? 'fail' : 'pass',
      failed(order) ? ['wrong-price'] : [],
    ),
    exchanges: 1,
    agentLatencyMs: [],
    answered: true,
  }));
}

describe('comparing runs', () => {
  property.prop([fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })])(
    'a run with itself finds nothing',
    (fails) => {
      const records = runOf((index) => fails[index]!, fails.length);
      const found = compareRuns(records, records, draws);
      expect(found).toMatchObject({
        pairs: fails.length,
        changed: 0,
        worseCount: 0,
        betterCount: 0,
        chance: 1,
        rules: [],
      });
      expect(isWorse(found)).toBe(false);
    },
  );

  test('calls three lost of forty chance, and twelve not', () => {
    const good = runOf(() => false);
    const three = compareRuns(
      good,
      runOf((index) => index < 3),
      draws,
    );
    expect(three).toMatchObject({ pairs: 40, worseCount: 3, betterCount: 0 });
    expect(three.chance).toBeGreaterThan(0.05);
    const twelve = compareRuns(
      good,
      runOf((index) => index < 12),
      draws,
    );
    expect(twelve.chance).toBeLessThan(0.001);
    expect(twelve.rules).toMatchObject([{ rule: 'wrong-price', before: 0, after: 12 }]);
    expect(isWorse(twelve)).toBe(true);
    expect(
      isWorse(
        compareRuns(
          runOf((index) => index < 12),
          good,
          draws,
        ),
      ),
    ).toBe(false);
  });

  test('pairs by case: what only one run has is counted apart', () => {
    const found = compareRuns(
      runOf(() => false, 5),
      runOf(() => false, 8),
      draws,
    );
    expect(found).toMatchObject({ pairs: 5, onlyBefore: 0, onlyAfter: 3 });
  });
});

describe('merging', () => {
  const parts = fc.array(
    fc.record({ run: fc.integer({ min: 0, max: 3 }), order: fc.integer({ min: 0, max: 60 }) }),
    { maxLength: 80 },
  );
  property.prop([parts, fc.infiniteStream(fc.nat())])(
    'gives the same order of the same records, in whatever order runs are named',
    (list, swaps) => {
      const names = ['s1', 's2', 's3', 's4'];
      const places = list.map(({ run, order }, record): RecordPlace => ({ run, order, record }));
      const unique = places.filter(
        (place, index) =>
          places.findIndex((one) => one.run === place.run && one.order === place.order) === index,
      );
      const merged = mergeOrder(unique, names);
      expect(merged.map(({ order }) => order)).toEqual(
        [...new Set(list.map(({ order }) => order))].sort((a, b) => a - b),
      );
      const turned = [...names.keys()].sort((a, b) => (swaps.next().value! % 3) - 1 || a - b);
      const again = mergeOrder(
        unique.map((place) => ({ ...place, run: turned.indexOf(place.run) })),
        turned.map((index) => names[index]!),
      );
      expect(again.map(({ run, record }) => [turned[run], record])).toEqual(
        merged.map(({ run, record }) => [run, record]),
      );
    },
  );

  property.prop([
    fc.shuffledSubarray(
      runOf((index) => index % 3 === 0),
      { minLength: 40 },
    ),
  ])('an overview is the same in whatever order conversations come', (shuffled) => {
    const plain = overviewOf(runOf((index) => index % 3 === 0).map((record) => record.conversation));
    expect(overviewOf(shuffled.map((record) => record.conversation))).toEqual({
      ...plain,
      byRule: plain.byRule,
      cases: expect.anything(),
    });
  });
});

describe('requirements on a run', () => {
  const suite = (fields: object) =>
    SuiteSchema.parse({ kind: 'suite', version: 1, id: 's', title: { 'zh-CN': '测', en: 'S' }, ...fields });
  const overview = overviewOf([
    ...Array.from({ length: 3 }, (_, index) => conversation(`a/p/en/${index + 1}`, 'pass')),
    conversation('a/p/en/4', 'fail', ['wrong-price']),
  ]);

  test('hold shares, means, rules, pass^k and latencies, and say what was found', () => {
    const latency = createLatencyTally();
    for (let ms = 1; ms <= 100; ms += 1) latency.add(ms * 10);
    const limits = limitsOf(
      suite({
        repeat: 4,
        thresholds: { passRate: 0.7, accuracy: 90, rules: { 'wrong-price': 0.1, rude: 0 } },
        passK: { k: 2, atLeast: 0.6 },
        maxLatency: { p50: '1s' },
      }),
      { p95: 900 },
    );
    const gates = holdGates(limits, overview, latency);
    expect(gates.map(({ kind, about, found, passed }) => [kind, about, found, passed])).toEqual([
      ['pass-rate', '', 0.75, true],
      ['pass-k', '2', 0.5, false],
      ['score', 'accuracy', 81.25, false],
      ['rule', 'wrong-price', 0.25, false],
      ['rule', 'rude', 0, true],
      ['latency', 'p50', 500, true],
      ['latency', 'p95', 950, false],
    ]);
  });

  test('are missed where there is nothing to measure', () => {
    const gates = holdGates(limitsOf(undefined, { p95: 900 }), overview, createLatencyTally());
    expect(gates).toMatchObject([{ kind: 'latency', found: null, passed: false }]);
  });
});

describe('the accepted state', () => {
  const accept = (records: readonly CaseRecord[]) => {
    const known = createKnown();
    for (const record of records) known.add(record.conversation);
    return known.known();
  };
  const known = accept(runOf((index) => index < 4));

  test('lets pass what fails as it did, and no grave finding that is new', () => {
    const old = conversation('case-0/p/en/2', 'fail', ['wrong-price']);
    expect(holdAgainstKnown(known, old)).toEqual({ newSevere: [], accepted: true });
    const fresh = conversation('case-9/p/en/1', 'fail', ['wrong-price']);
    expect(holdAgainstKnown(known, fresh)).toEqual({ newSevere: ['wrong-price'], accepted: false });
    expect(holdAgainstKnown(known, conversation('case-9/p/en/1', 'fail'))).toMatchObject({ accepted: true });
  });

  test('lets a bot that does not answer pass nowhere', () => {
    const gone = { ...conversation('case-9/p/en/1', 'fail'), ending: 'agent-silent' as const };
    expect(holdAgainstKnown(known, gone).accepted).toBe(false);
  });

  test('turns the run red for what it does not accept, though the rates are met', () => {
    const overview = createOverview();
    overview.add({ ...conversation('case-0/p/en/1', 'fail', ['wrong-price']), state: 'known' });
    for (let index = 0; index < 40; index += 1) overview.add(conversation(`more-${index}/p/en/1`, 'pass'));
    const exit = () => {
      const whole = overview.overview();
      const gates = knownGates(known, whole);
      expect(gates.every(({ passed }) => passed)).toBe(true);
      const code = exitCodeOf(whole, gates, { limits: limitsOf(undefined, {}), isPart: false }, false);
      expect(runPassed({ gates }, whole)).toBe(code === 0);
      return code;
    };
    expect(exit()).toBe(0);
    overview.add(conversation('case-9/p/en/1', 'fail', ['asks-for-code']));
    expect(exit()).toBe(1);
  });

  test('turns red for rates only beyond their interval', () => {
    const rates = (failing: number) => {
      const overview = createOverview();
      for (const record of runOf((index) => index < failing)) overview.add(record.conversation);
      return knownGates(known, overview.overview());
    };
    expect(rates(4).every(({ passed }) => passed)).toBe(true);
    expect(rates(7).every(({ passed }) => passed)).toBe(true);
    expect(
      rates(20)
        .filter(({ passed }) => !passed)
        .map(({ about }) => about),
    ).toEqual(['failed', 'wrong-price']);
    expect(rates(0).every(({ passed }) => passed)).toBe(true);
  });
});
