import { describe, expect, it } from 'vitest';
import { labelledSet } from '../eval/scoring/labelled-set.ts';
import { playLabelled } from '../eval/scoring/play-labelled.ts';
import { type Judged, judge, tally } from '../eval/scoring/tally.ts';
import { NAMED_BY } from '../faults/expectations.ts';
import { shipped } from '../helpers/play-helpers.ts';

const all = shipped();
const sets = { dev: labelledSet('dev'), test: labelledSet('test') };
const judged = new Map<string, Promise<readonly Judged[]>>();

function judgedOf(part: 'dev' | 'test'): Promise<readonly Judged[]> {
  const found = judged.get(part) ?? Promise.all(sets[part].map(judgeOne));
  judged.set(part, found);
  return found;
}

async function judgeOne(one: (typeof sets)['dev'][number]): Promise<Judged> {
  const { scorecard, transcript } = await playLabelled(one, all);
  const said = transcript.events.filter((event) => event.type === 'message' && event.from === 'agent');
  return judge(one, scorecard!, said.length);
}

describe('the labelled conversations', () => {
  it('are enough, in both languages, and a good part of them is kept from tuning', () => {
    const whole = [...sets.dev, ...sets.test];
    expect(whole.length).toBeGreaterThanOrEqual(120);
    for (const locale of ['zh-CN', 'en'])
      expect(whole.filter((one) => one.locale === locale).length).toBeGreaterThanOrEqual(60);
    expect(sets.test.length).toBeGreaterThanOrEqual(70);
    expect(new Set(whole.map((one) => one.sort)).size).toBe(7);
  });

  it('name rules that exist', () => {
    const known = new Set(all.scoring.rules.rules.map(({ id }) => id));
    for (const one of [...sets.dev, ...sets.test])
      for (const rule of [...one.expect, ...one.may]) expect(known, `${one.id}: ${rule}`).toContain(rule);
  });

  it.each([
    ['dev', 0.95, 0.95],
    ['test', 0.88, 0.9],
  ] as const)('are judged as a fair supervisor judges them: %s', async (part, precision, recall) => {
    const rows = tally(await judgedOf(part));
    const sum = (key: 'right' | 'wrong' | 'missed') => rows.reduce((total, row) => total + row[key], 0);
    expect(sum('right') / (sum('right') + sum('wrong'))).toBeGreaterThanOrEqual(precision);
    expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThanOrEqual(recall);
  });

  it.each([
    [['textbook'], 200],
    [['textbook', 'terse'], 45],
  ] as const)('find hardly a fault in messages where there is none: %s, one in %i', async (sorts, oneIn) => {
    const good = [...(await judgedOf('dev')), ...(await judgedOf('test'))].filter(({ one }) =>
      (sorts as readonly string[]).includes(one.sort),
    );
    const messages = good.reduce((total, one) => total + one.agentMessages, 0);
    const found = good.reduce((total, one) => total + one.falseRules.length, 0);
    expect(messages).toBeGreaterThan(180);
    expect(found / messages).toBeLessThanOrEqual(1 / oneIn);
  });
});

describe('no rule is dead', () => {
  /** Rules that neither a labelled conversation nor a fault shows, with the test that does. */
  const ELSEWHERE: Readonly<Record<string, string>> = {
    'slow-typing': 'test/scoring/timing/typing.test.ts',
  };

  it('every rule that is on and takes points is found by a labelled conversation or a broken bot', async () => {
    const found = new Set(
      [...(await judgedOf('dev')), ...(await judgedOf('test'))].flatMap(({ card }) =>
        card.findings.map(({ rule }) => rule),
      ),
    );
    const byFaults = new Set(Object.values(NAMED_BY).flat());
    const dead = all.scoring.rules.rules.filter(
      ({ id, on, strength }) => on && !strength && !found.has(id) && !byFaults.has(id) && !(id in ELSEWHERE),
    );
    expect(dead.map(({ id }) => id)).toEqual([]);
  });

  it('every rule that a label asks for is found where it is due, at least once', async () => {
    const found = new Set(
      [...(await judgedOf('dev')), ...(await judgedOf('test'))].flatMap(({ one, missedRules }) =>
        one.expect.filter((rule) => !missedRules.includes(rule)),
      ),
    );
    for (const one of [...sets.dev, ...sets.test])
      for (const rule of one.expect) expect(found, rule).toContain(rule);
  });
});
