import { LOCALES, type Locale } from '../model/locale.ts';
import type { CaseKey } from './case-id.ts';

/** What to play; everything left out means all. */
export interface Selection {
  readonly scenarios?: readonly string[];
  readonly personas?: readonly string[];
  readonly locales?: readonly Locale[];
  readonly repeat?: number;
}

/** The part of a scenario that planning needs. */
export interface PlannedScenario {
  readonly id: string;
  readonly fits: readonly string[];
  readonly forbids: readonly string[];
}

/**
 * The cases of a selection, in a fixed order. A persona plays the scenarios made for it; naming both persona and scenario plays any
 * pair that the scenario does not forbid.
 */
export function planCases(
  selection: Selection,
  scenarios: readonly PlannedScenario[],
  personas: readonly string[],
): readonly CaseKey[] {
  const known = new Set(personas);
  const locales = selection.locales ?? LOCALES;
  const cases: CaseKey[] = [];
  const chosen = scenarios.filter(
    ({ id }) => selection.scenarios === undefined || selection.scenarios.includes(id),
  );
  for (const scenario of [...chosen].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const bothNamed = selection.scenarios !== undefined && selection.personas !== undefined;
    const candidates = bothNamed
      ? selection.personas!
      : scenario.fits.filter((id) => selection.personas === undefined || selection.personas.includes(id));
    for (const persona of [...new Set(candidates)].sort()) {
      if (!known.has(persona) || scenario.forbids.includes(persona)) continue;
      for (const locale of locales) {
        for (let repeat = 1; repeat <= (selection.repeat ?? 1); repeat += 1)
          cases.push({ scenario: scenario.id, persona, locale, repeat });
      }
    }
  }
  return cases;
}

/** Shard `index` (from 1) of `count`: every count-th case, so that shards take about as long as each other. */
export function shardOf<T>(cases: readonly T[], index: number, count: number): readonly T[] {
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 1 || index > count)
    throw new RangeError(`there is no shard ${index} of ${count}`);
  return cases.filter((_, position) => position % count === index - 1);
}
