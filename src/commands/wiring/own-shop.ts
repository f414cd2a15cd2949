import type { Locale } from '../../model/locale.ts';
import type { CaseKey } from '../../play/case-id.ts';
import type { Obstacle } from '../../play/recast/obstacle.ts';
import { recast } from '../../play/recast/recast.ts';
import type { RecastWords } from '../../play/recast/words.ts';
import { readPack } from '../../system/packs.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import { sayObstacle } from '../shop/say-obstacle.ts';

export function recastWords(locale: Locale): RecastWords {
  return readPack(`locales/${locale}/recast`) as RecastWords;
}

export interface OwnShop {
  /** The same data, with every scenario of the shop's language played in that shop. */
  readonly data: Data;
  readonly locale: Locale;
  /** Whether the shop can play it; what stands in the way if not. */
  obstacles(key: Pick<CaseKey, 'scenario' | 'locale'>): readonly Obstacle[];
}

/**
 * Lets one shop play what others were written for. `roles` by role name, for those that a person casts. Throws for a shop that
 * is not there.
 */
export function openOwnShop(data: Data, name: string, roles: Readonly<Record<string, string>> = {}): OwnShop {
  const to = data.shop(name);
  const market = data.market(to.market);
  const words = recastWords(to.locale);
  const known = new Map<string, ReturnType<typeof recast>>();
  const played = (scenarioName: string, locale: Locale) => {
    const key = `${locale} ${scenarioName}`;
    let found = known.get(key);
    if (found === undefined) {
      const scenario = data.scenario(scenarioName);
      const from = data.shop(scenario.cast[locale].shop);
      known.set(key, (found = recast({ scenario, locale, from, to, market, words, roles })));
    }
    return found;
  };
  return {
    locale: to.locale,
    obstacles: ({ scenario, locale }) => {
      const found = played(scenario, locale);
      return found.ok ? [] : found.obstacles;
    },
    data: {
      ...data,
      cast: (scenario, locale) => {
        const found = played(scenario, locale);
        return found.ok ? { scenario: found.scenario, shop: to, market } : data.cast(scenario, locale);
      },
    },
  };
}

/**
 * The cases that a shop can play, of those selected. Says on stderr how many it cannot; one that was named and cannot be played,
 * or none left, is wrong usage, with what stands in the way.
 */
export function casesInShop<Case extends Pick<CaseKey, 'scenario' | 'locale'>>(
  own: OwnShop,
  cases: readonly Case[],
  named: boolean,
  io: CommandIo,
): readonly Case[] {
  const ofLocale = cases.filter(({ locale }) => locale === own.locale);
  const playable = ofLocale.filter((key) => own.obstacles(key).length === 0);
  const refused = ofLocale.find((key) => own.obstacles(key).length > 0);
  if (playable.length === 0 || (named && refused !== undefined)) {
    const [obstacle] = refused === undefined ? [] : own.obstacles(refused);
    throw new UsageError(
      io.ui('shop.cannot-play', { scenario: refused?.scenario ?? cases[0]?.scenario ?? '' }),
      obstacle === undefined
        ? io.ui('shop.want.other-language')
        : io.ui('shop.it-needs', { want: sayObstacle(obstacle, io) }),
    );
  }
  if (playable.length < ofLocale.length)
    io.err(`${io.ui('shop.skipped', { count: ofLocale.length - playable.length, all: ofLocale.length })}\n`);
  return playable;
}
