import type { Reading } from '../../model/reading.ts';
import type { DemoState } from './state.ts';

const CM_IN: Readonly<Record<string, number>> = {
  cm: 1,
  厘米: 1,
  公分: 1,
  m: 100,
  米: 100,
  ft: 30.48,
  feet: 30.48,
  foot: 30.48,
  in: 2.54,
  inch: 2.54,
  inches: 2.54,
};
const KG_IN: Readonly<Record<string, number>> = {
  kg: 1,
  公斤: 1,
  千克: 1,
  kilo: 1,
  斤: 0.5,
  jin: 0.5,
  lb: 0.4536,
  lbs: 0.4536,
  pounds: 0.4536,
  st: 6.3503,
  stone: 6.3503,
};

/** Height and weight out of the measures of a message; parts of one height (5 ft 6 in) add up. */
export function readBody(reading: Reading, state: DemoState): void {
  let height = 0;
  let weight = 0;
  for (const fact of reading.facts) {
    if (fact.kind !== 'measure') continue;
    const unit = fact.unit.toLowerCase();
    const cm = CM_IN[unit];
    const kg = KG_IN[unit];
    if (cm !== undefined && (fact.what === undefined || fact.what === 'height')) height += fact.value * cm;
    if (kg !== undefined && (fact.what === undefined || fact.what === 'weight')) weight += fact.value * kg;
  }
  if (height >= 40 && height <= 230) state.known.heightCm = Math.round(height);
  if (weight >= 2 && weight <= 250) state.known.weightKg = Math.round(weight * 10) / 10;
}
