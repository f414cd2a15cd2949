import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../src/play/audit-coverage.ts';
import { shipped } from '../helpers/play-helpers.ts';

const { data } = shipped();
const map = (ids: readonly string[], rows: readonly string[] = []) =>
  Object.fromEntries(
    coverageOf(
      ids.map((id) => data.scenario(id)),
      rows,
    ).map((one) => [one.group, one]),
  );

describe('the map of what scenarios touch', () => {
  test('counts rows, and names those that no scenario has', () => {
    const { rows } = map(['haggle-floor'], ['B03', 'Z99']);
    expect(rows!.touched).toContainEqual({ id: 'B03', scenarios: ['haggle-floor'] });
    expect(rows!.untouched).toEqual(['Z99']);
  });

  test('tells topics from policies, and knows what buyers do and try', () => {
    const { topics, policies, acts, remedies, firmness } = map(['quality-complaint', 'haggle-floor']);
    const ids = (group: typeof topics) => group!.touched.map(({ id }) => id);
    expect(ids(policies)).toContain('return-freight');
    expect(ids(topics)).toContain('promotion');
    expect(ids(acts)).toEqual(expect.arrayContaining(['haggle', 'report-problem', 'request-remedy']));
    expect(ids(remedies)).toContain('exchange');
    expect(ids(firmness)).toContain('below-floor');
  });

  test('names a scenario once however often it touches a thing', () => {
    const { acts } = map(['haggle-floor']);
    expect(acts!.touched.find(({ id }) => id === 'ask')!.scenarios).toEqual(['haggle-floor']);
  });
});
