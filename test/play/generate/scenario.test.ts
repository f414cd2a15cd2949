import { describe, expect, it } from 'vitest';
import { checkCast } from '../../../src/load/cast.ts';
import { loadScenarioSource } from '../../../src/load/scenario.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import { type GeneratedScenario, generateScenario } from '../../../src/play/generate/scenario.ts';
import { shipped } from '../../helpers/play-helpers.ts';

const { data } = shipped();
const shops = data.library.ids('shop').map((id) => data.shop(id));

function check({ id, yaml }: GeneratedScenario) {
  const loaded = loadScenarioSource({ file: `${id}.yaml`, text: yaml });
  if (!loaded.ok) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  const { value, source } = loaded.value;
  const miscast = LOCALES.flatMap((locale) =>
    checkCast(value, source, locale, data.shop(value.cast[locale].shop)),
  );
  expect(miscast).toEqual([]);
  return value;
}

describe('a generated scenario', () => {
  it.each(['pre-sale', 'in-sale', 'after-sale'] as const)(
    'can be played %s by every shop that ships',
    (stage) => {
      for (const shop of shops) {
        for (const seed of [1, 2, 3]) {
          const made = generateScenario({ seed, shop, others: shops, stage });
          expect(made, `${shop.id} ${seed}`).not.toBeNull();
          const scenario = check(made!);
          expect(scenario.stage).toBe(stage);
          expect(scenario.cast[shop.locale].shop).toBe(shop.id);
          for (const persona of [...scenario.fits, ...scenario.forbids]) data.persona(persona);
        }
      }
    },
  );

  it('is the same for a seed, letter by letter, and another for another seed', () => {
    const text = (seed: number) => generateScenario({ seed, shop: shops[0]!, others: shops })!.yaml;
    expect(text(7)).toBe(text(7));
    expect(new Set(Array.from({ length: 12 }, (_, seed) => text(seed))).size).toBeGreaterThan(8);
  });

  it('asks before buying only what the shop can answer, and begins after the last that happened to its orders', () => {
    const shop = data.shop('harrow-lane');
    for (let seed = 0; seed < 10; seed += 1) {
      const scenario = check(generateScenario({ seed, shop, others: shops, stage: 'pre-sale' })!);
      const product = shop.products.find(({ id }) => id === scenario.cast.en.roles['item'])!;
      const asks = (topic: string) => scenario.agenda!.some((want) => 'ask' in want && want.ask === topic);
      if (asks('size')) expect(product.sizes.length).toBeGreaterThan(0);
      if (asks('care')) expect(product.care).toBeDefined();
      if (asks('warranty')) expect(product.warranty).toBeDefined();
      for (const order of shop.orders)
        expect(Date.parse(order.placedAt)).toBeLessThan(Date.parse(scenario.startsAt.en));
    }
  });

  it('is none where no shop speaks the other language', () => {
    const english = shops.filter(({ locale }) => locale === 'en');
    expect(generateScenario({ seed: 1, shop: english[0]!, others: english })).toBeNull();
  });
});
