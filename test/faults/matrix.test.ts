import { afterAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/agents/demo-bot/faults/fault.ts';
import { FAULTS } from '../../src/agents/demo-bot/faults/faults.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { Finding } from '../../src/model/scorecard.ts';
import { shipped } from '../helpers/play-helpers.ts';
import { CASES, NAMED_BY } from './expectations.ts';
import { namesOf, playBroken } from './play-broken.ts';
import { matrixTable, type Row } from './table.ts';

/**
 * Slips that the house rubric fails nobody for: a goodbye that was not said, an apology among others that was left out. They are
 * named and cost points; that the conversation fails as well is not asked.
 */
const SLIPS = ['no-farewell', 'never-owns'];
/** A fault must get its chance in so many scenarios of each language. */
const FIRED_MIN = 3;
/** Of all faults that fired, so many are found and named: 0.979 when this was set. */
const NAMED_MIN = 0.97;

const all = shipped();
const { scoring } = all;
const rows: Row[] = [];
const clean = new Map<string, readonly Finding[]>();

describe.each(LOCALES)('in %s', (locale) => {
  it.each(FAULTS)(
    '$id is caught by a failed conversation that names it, and never where nothing is broken',
    async (fault) => {
      const row = {
        fault: fault.id,
        locale,
        fired: 0,
        named: 0,
        caught: 0,
        rules: new Map<string, number>(),
      };
      rows.push(row);
      for (const id of CASES[fault.id]!) {
        const played = await play(id, locale, fault);
        if (played.fired === 0) continue;
        row.fired += 1;
        const hits = namesOf(fault.id, played.findings);
        for (const rule of hits) row.rules.set(rule, (row.rules.get(rule) ?? 0) + 1);
        if (hits.length > 0) row.named += 1;
        if (hits.length > 0 && played.verdict === 'fail') row.caught += 1;
        expect(namesOf(fault.id, await withoutFaults(id, locale)), `${id} without faults`).toEqual([]);
      }
      expect(row.fired, 'scenarios in which it fired').toBeGreaterThanOrEqual(FIRED_MIN);
      expect(row.named, 'conversations that name it').toBeGreaterThanOrEqual(1);
      if (!SLIPS.includes(fault.id))
        expect(row.caught, 'failed conversations that name it').toBeGreaterThanOrEqual(1);
    },
  );
});

it('finds and names nearly every fault that fired', () => {
  const fired = rows.reduce((sum, row) => sum + row.fired, 0);
  const named = rows.reduce((sum, row) => sum + row.named, 0);
  console.log(`single faults: ${named} of ${fired} that fired are named (${(named / fired).toFixed(3)})`);
  expect(named / fired).toBeGreaterThanOrEqual(NAMED_MIN);
});

it('knows of every fault what must be said of it', () => {
  expect(Object.keys(NAMED_BY).sort()).toEqual(FAULTS.map(({ id }) => id).sort());
  const rules = new Set(scoring.rules.rules.map(({ id }) => id));
  for (const rule of Object.values(NAMED_BY).flat()) expect(rules).toContain(rule);
});

afterAll(() => console.log(matrixTable(rows)));

async function play(id: string, locale: Locale, fault?: Fault) {
  const { fired, verdict, findings } = await playBroken(id, locale, fault === undefined ? [] : [fault], all);
  return { fired: fault === undefined ? 0 : (fired.get(fault.id) ?? 0), verdict, findings };
}

async function withoutFaults(id: string, locale: Locale): Promise<readonly Finding[]> {
  const key = `${id}/${locale}`;
  let findings = clean.get(key);
  if (findings === undefined) clean.set(key, (findings = (await play(id, locale)).findings));
  return findings;
}
