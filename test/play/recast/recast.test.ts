import { describe, expect, test } from 'vitest';
import { openData } from '../../../src/commands/data.ts';
import { recastWords } from '../../../src/commands/wiring/own-shop.ts';
import { checkCast } from '../../../src/load/cast.ts';
import { LOCALES } from '../../../src/model/locale.ts';
import { recast } from '../../../src/play/recast/recast.ts';
import { RecastWordsSchema } from '../../../src/play/recast/words.ts';
import { ROOT } from '../../helpers/build-once.ts';

const data = openData(ROOT);
const scenarios = data.library.ids('scenario').map((id) => data.scenario(id));

function played(id: string, to: string, roles: Readonly<Record<string, string>> = {}) {
  const shop = data.shop(to);
  const scenario = data.scenario(id);
  return recast({
    scenario,
    locale: shop.locale,
    from: data.shop(scenario.cast[shop.locale].shop),
    to: shop,
    market: data.market(shop.market),
    words: recastWords(shop.locale),
    roles,
  });
}

describe('a scenario in another shop', () => {
  test.each(LOCALES)('has words for every problem in %s', (locale) => {
    const words = RecastWordsSchema.parse(recastWords(locale));
    expect(words.kind).toBe('recast');
  });

  test('holds to every rule that its own cast is held to, wherever it can be played', () => {
    const wrong = data.library.ids('shop').flatMap((to) => {
      const shop = data.shop(to);
      return scenarios.flatMap(({ id }) => {
        const found = played(id, to);
        if (!found.ok) return [];
        const { source } = data.scenarioSource(id);
        return checkCast(found.scenario, source, shop.locale, shop).map(
          (problem) => `${id} in ${to}: ${problem.path} ${problem.message}; ${problem.found}`,
        );
      });
    });
    expect(wrong).toEqual([]);
  });

  test('plays most of what ships, in each of the shops', () => {
    for (const to of data.library.ids('shop')) {
      const plays = scenarios.filter(({ id }) => played(id, to).ok).length;
      expect(plays, to).toBeGreaterThan(scenarios.length * 0.6);
    }
  });

  test('asks for a price in proportion, and a place that the shop knows', () => {
    const found = played('haggle-floor', 'shanyin');
    if (!found.ok) throw new Error(JSON.stringify(found.obstacles));
    const { region } = found.scenario.knows['zh-CN'];
    expect(data.shop('shanyin').logistics.regions.map(({ id }) => id)).toContain(region);
  });

  test('lets a person say who plays a role', () => {
    const first = data.shop('shanyin').products.at(-1)!.id;
    const found = played('haggle-floor', 'shanyin', { item: first });
    if (!found.ok) throw new Error(JSON.stringify(found.obstacles));
    expect(found.scenario.cast['zh-CN'].roles.item).toBe(first);
  });

  test('is refused with what the shop would need', () => {
    const found = played('size-advice', 'shanyin');
    expect(found).toMatchObject({
      ok: false,
      obstacles: [{ why: 'no-product', role: 'item', missing: expect.arrayContaining(['need:sizes']) }],
    });
  });

  test('is the same every time', () => {
    for (const { id } of scenarios) expect(played(id, 'kettle-and-co')).toEqual(played(id, 'kettle-and-co'));
  });
});
