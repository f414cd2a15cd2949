import type { Locale } from '../../model/locale.ts';
import type { Product } from '../../model/product.ts';
import type { Problem } from '../../model/question.ts';
import type { Knows, Scenario } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import type { Draws } from '../../random/stream.ts';
import type { RecastWords } from './words.ts';

export interface KnowsInputs {
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly from: Shop;
  readonly to: Shop;
  /** What plays the first product role there and here. */
  readonly before: Product | undefined;
  readonly product: Product | undefined;
  readonly words: RecastWords;
  readonly draws: Draws;
}

/** What the buyer knows and wants, in terms of another shop: its variants, places and prices. */
export function recastKnows(inputs: KnowsInputs): Knows {
  const { scenario, locale, from, to, before, product, words, draws } = inputs;
  const known = scenario.knows[locale];
  const sameTrade = from.trade === to.trade;
  const variant = variantOf(scenario, known, product, draws);
  const size = product?.sizes.find(({ id }) => id === variant?.size);
  const scale = before === undefined || product === undefined ? 1 : product.price.list / before.price.list;
  const scaled = (minor: number) => Math.max(100, Math.round((minor * scale) / 100) * 100);
  const problem = problemOf(scenario);
  const said = problem === null ? undefined : words.problem[problem];
  const without = <K extends keyof Knows>(key: K, value: Knows[K] | undefined) =>
    known[key] === undefined || value === undefined ? {} : { [key]: value };
  const kept = Object.fromEntries(
    Object.entries(known).filter(([key]) => KEPT.has(key) || (sameTrade && OF_TRADE.has(key))),
  );
  return {
    ...kept,
    ...without('colour', variant?.colour),
    ...without('size', variant?.size),
    ...without('usualSize', variant?.size),
    ...without('heightCm', middle(size?.heightCm) ?? known.heightCm),
    ...without('weightKg', middle(size?.weightKg) ?? known.weightKg),
    ...without('region', regionIn(to, from, known.region)),
    ...without('budget', known.budget && scaled(known.budget)),
    ...without('rivalPrice', known.rivalPrice && scaled(known.rivalPrice)),
    ...without('demand', known.demand && scaled(known.demand)),
    ...(sameTrade ? {} : without('occasion', draws.pick(words.occasion))),
    ...without('problem', said && draws.pick(said.said)),
    ...without('evidence', said && draws.pick(said.shown)),
  };
}

/** Say nothing of goods. */
const KEPT = new Set(['quantity', 'recipient', 'needBy', 'newAddress', 'note']);
const OF_TRADE = new Set(['occasion']);

/** What the buyer reports, as far as the case says. */
export function problemOf(scenario: Scenario): Problem | null {
  const wants = scenario.agenda ?? scenario.script ?? [];
  for (const want of wants) if ('report' in want) return want.report;
  for (const want of wants) if ('ask' in want && want.problem !== undefined) return want.problem;
  return scenario.knows['zh-CN'].problem === undefined && scenario.knows.en.problem === undefined
    ? null
    : 'changed-mind';
}

/** A variant that suits the case: sold out where it is about that, else there. */
function variantOf(scenario: Scenario, known: Knows, product: Product | undefined, draws: Draws) {
  if (product === undefined) return undefined;
  const role = Object.values(scenario.roles).find(({ kind }) => kind === 'product');
  const needs: readonly string[] = role?.kind === 'product' ? role.needs : [];
  const all = Object.entries(product.stock).flatMap(([colour, sizes]) =>
    Object.entries(sizes).map(([size, count]) => ({ colour, size, count })),
  );
  const gone = needs.includes('no-stock') || needs.includes('restock');
  const awaited = all.filter((one) =>
    product.restock.some(
      ({ colour, size }) => (colour ?? one.colour) === one.colour && (size ?? one.size) === one.size,
    ),
  );
  const wanted = gone
    ? needs.includes('restock')
      ? awaited.filter(({ count }) => count === 0)
      : all.filter(({ count }) => count === 0)
    : all.filter(({ count }) => count >= (known.quantity ?? 1));
  const pool = wanted.length > 0 ? wanted : all;
  if (pool.length === 0) return undefined;
  const { colour, size } = draws.pick(pool);
  return {
    ...(colour === 'one' ? {} : { colour }),
    ...(size === 'one' ? {} : { size }),
  };
}

/** The same place under this shop's ids: by name, else one as reachable as it was. */
function regionIn(to: Shop, from: Shop, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const { regions } = to.logistics;
  const before = from.logistics.regions.find((region) => region.id === id);
  const names = new Set([before?.name, ...(before?.aliases ?? [])]);
  const shared = (region: (typeof regions)[number]) =>
    [region.name, ...region.aliases].filter((name) => names.has(name)).length;
  const alike = regions.filter(({ reachable }) => reachable === (before?.reachable ?? true));
  return (
    regions.find((region) => region.id === id)?.id ?? [...alike].sort((a, b) => shared(b) - shared(a))[0]?.id
  );
}

function middle(range: readonly [number, number] | undefined): number | undefined {
  return range === undefined ? undefined : Math.round((range[0] + range[1]) / 2);
}
