import { checkCast } from '../../load/cast.ts';
import { loadScenarioSource } from '../../load/scenario.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import { createRandom, type Draws } from '../../random/stream.ts';
import { orderCase } from './order-case.ts';
import { preSaleCase } from './pre-sale-case.ts';
import type { Stages } from './stages.ts';
import { toYaml } from './yaml.ts';

export interface ScenarioWish {
  readonly seed: number;
  /** The shop it is to play in; `others` are shops of the other languages, one of which plays the same case there. */
  readonly shop: Shop;
  readonly others: readonly Shop[];
  readonly stage?: ScenarioFile['stage'];
  readonly id?: string;
}

export interface GeneratedScenario {
  readonly id: string;
  readonly stage: ScenarioFile['stage'];
  readonly yaml: string;
}

const ATTEMPTS_MAX = 200;
const STAGES = ['pre-sale', 'in-sale', 'after-sale'] as const;

/**
 * A new case out of what a shop sells and has sold. Cases are drawn until one can be played by both shops; `null` after
 * `ATTEMPTS_MAX` draws, when the shops have nothing in common that would do.
 */
export function generateScenario(wish: ScenarioWish): GeneratedScenario | null {
  const { seed, shop, others, id = `${shop.id}-${seed}` } = wish;
  const random = createRandom(seed);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const draws = random.stream('scenario', attempt);
    const stage = wish.stage ?? draws.pick(STAGES);
    const stages = drawStages(shop, others, draws);
    if (stages === null) return null;
    const parts = stage === 'pre-sale' ? preSaleCase(stages, draws) : orderCase(stage, stages, draws, seed);
    if (parts === null) continue;
    const file: ScenarioFile = { kind: 'scenario', version: 1, id, tags: ['generated'], ...parts };
    const yaml = toYaml(file, `Drawn with seed ${seed} from ${shop.id}; edit it as you like.`);
    if (plays(id, yaml, stages)) return { id, stage, yaml };
  }
  return null;
}

/** A shop for every language, of which the one asked for is one. */
function drawStages(shop: Shop, others: readonly Shop[], draws: Draws): Stages | null {
  const stages: Partial<Record<Locale, Shop>> = { [shop.locale]: shop };
  for (const locale of LOCALES) {
    const able = others.filter((other) => other.locale === locale);
    if (locale === shop.locale) continue;
    if (able.length === 0) return null;
    stages[locale] = draws.pick(able);
  }
  return stages as Stages;
}

function plays(id: string, text: string, stages: Stages): boolean {
  const loaded = loadScenarioSource({ file: `${id}.yaml`, text });
  return (
    loaded.ok &&
    LOCALES.every(
      (locale) => checkCast(loaded.value.value, loaded.value.source, locale, stages[locale]).length === 0,
    )
  );
}
