import type { Scenario } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Obstacle } from '../../play/recast/obstacle.ts';
import { recast } from '../../play/recast/recast.ts';
import type { Data } from '../data.ts';
import { recastWords } from '../wiring/own-shop.ts';

export interface Castable {
  /** How many of the scenarios this shop can play, of how many. */
  readonly plays: number;
  readonly all: number;
  readonly cannot: readonly { readonly scenario: Scenario; readonly obstacles: readonly Obstacle[] }[];
}

/** Which scenarios a shop can play, and what stands in the way of the others. */
export function castable(shop: Shop, data: Data): Castable {
  const scenarios = data.library.ids('scenario').map((id) => data.scenario(id));
  const words = recastWords(shop.locale);
  const market = data.market(shop.market);
  const cannot = scenarios.flatMap((scenario) => {
    const from = data.shop(scenario.cast[shop.locale].shop);
    const played = recast({ scenario, locale: shop.locale, from, to: shop, market, words });
    return played.ok ? [] : [{ scenario, obstacles: played.obstacles }];
  });
  return { plays: scenarios.length - cannot.length, all: scenarios.length, cannot };
}
