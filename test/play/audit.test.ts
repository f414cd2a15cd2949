import { describe, expect, test } from 'vitest';
import { agentPack } from '../../src/commands/wiring/packs.ts';
import { AUDITORS, type AuditResult, auditCases, onePersonaEach } from '../../src/play/audit.ts';
import { shipped } from '../helpers/play-helpers.ts';

const { data, scoring, cases, inputs } = shipped();
const fits = (id: string) => data.scenario(id).fits;

async function audit(scenarios: readonly string[], locale: 'zh-CN' | 'en'): Promise<AuditResult[]> {
  const chosen = onePersonaEach(cases({ scenarios, locales: [locale] }), fits);
  const results: AuditResult[] = [];
  for await (const result of auditCases(chosen, {
    inputs,
    scoring,
    pack: agentPack,
    runSeed: 1,
    tool: 'peilian test',
  }))
    results.push(result);
  return results;
}

describe('an audit', () => {
  test('takes the first persona that a scenario is made for, in each language', () => {
    const chosen = onePersonaEach(cases({ scenarios: ['late-parcel'] }), fits);
    expect(chosen.map(({ persona, locale }) => [persona, locale])).toEqual([
      [fits('late-parcel')[0], 'zh-CN'],
      [fits('late-parcel')[0], 'en'],
    ]);
  });

  test.each(['zh-CN', 'en'] as const)(
    'tells good agents from bad in %s, in every stage',
    async (locale) => {
      const results = await audit(
        ['first-purchase-to-eta', 'which-courier-and-where', 'late-parcel'],
        locale,
      );
      expect(results).toHaveLength(3 * AUDITORS.length);
      expect(
        results.filter(({ fault }) => fault !== null).map((one) => `${one.case} ${one.auditor}`),
      ).toEqual([]);
    },
    60_000,
  );

  test('gives the same results twice', async () => {
    const [first, second] = [await audit(['size-advice'], 'en'), await audit(['size-advice'], 'en')];
    expect(second).toEqual(first);
  });

  test('finds the scenario whose goals anybody reaches', async () => {
    const scenario = data.scenario('late-parcel');
    const lax = {
      ...scenario,
      outcome: { good: [{ ending: ['left', 'closed', 'settled'] as const }], bad: [] },
    };
    const key = {
      scenario: 'late-parcel',
      persona: fits('late-parcel')[0]!,
      locale: 'en',
      repeat: 1,
    } as const;
    const blind = {
      ...scoring,
      rubric: {
        ...scoring.rubric,
        pass: { total: 0, each: { timing: 0, politeness: 0, accuracy: 0, outcome: 0 } },
      },
    };
    const results: AuditResult[] = [];
    for await (const result of auditCases([key], {
      inputs: (one) => ({ ...inputs(one), scenario: lax as unknown as typeof scenario }),
      scoring: blind,
      pack: agentPack,
      runSeed: 1,
      tool: 'peilian test',
      auditors: ['agreeable'],
    }))
      results.push(result);
    expect(results.map(({ fault }) => fault)).toEqual(['passed']);
  });
});
