import { boundQuestion } from '../../buyer/questions.ts';
import { orderHas, productHas } from '../../load/cast.ts';
import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { Order } from '../../model/order.ts';
import type { Product } from '../../model/product.ts';
import type { Scenario, Want } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import { FAMILY_OF_TOPIC, type Topic } from '../../model/topic.ts';
import { hashText } from '../../random/hash.ts';
import { createRandom } from '../../random/stream.ts';
import { truth } from '../../shop/truth.ts';
import { createWorld } from '../../shop/world.ts';
import { problemOf, recastKnows } from './knows.ts';
import type { Lacking, Obstacle } from './obstacle.ts';
import type { RecastWords } from './words.ts';

export interface RecastInputs {
  readonly scenario: Scenario;
  readonly locale: Locale;
  /** The shop the scenario was written for, and the one it shall play in. */
  readonly from: Shop;
  readonly to: Shop;
  readonly market: Market;
  readonly words: RecastWords;
  /** Who plays a role, where a person decides it. */
  readonly roles?: Readonly<Record<string, string>>;
}

export type Recast =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly obstacles: readonly Obstacle[] };

/**
 * The scenario with the roles of one language played by another shop's products and orders: bound by what each role needs, the
 * same for the same scenario and shop. What the buyer knows is said in that shop's variants, places and prices. All
 * obstacles are given together.
 */
export function recast(inputs: RecastInputs): Recast {
  const { scenario, locale, from, to } = inputs;
  if (from.id === to.id) return { ok: true, scenario };
  if (to.locale !== locale) return { ok: false, obstacles: [{ why: 'other-language' }] };
  const obstacles: Obstacle[] = ownWords(inputs);
  const roles: Record<string, string> = {};
  for (const [role, needs] of Object.entries(scenario.roles)) {
    const found =
      needs.kind === 'product' ? productFor(role, needs, inputs, roles) : orderFor(role, needs, inputs);
    if (typeof found === 'string') roles[role] = found;
    else obstacles.push(found);
  }
  if (obstacles.length > 0) return { ok: false, obstacles };

  const productOf = (shop: Shop, cast: Readonly<Record<string, string>>) => {
    const first = Object.keys(scenario.roles).find((role) => scenario.roles[role]!.kind === 'product');
    const order = shop.orders.find(({ id }) => Object.values(cast).includes(id));
    return shop.products.find(
      ({ id }) => id === (first === undefined ? order?.items[0]?.product : cast[first]),
    );
  };
  const knows = recastKnows({
    scenario,
    locale,
    from,
    to,
    before: productOf(from, scenario.cast[locale].roles),
    product: productOf(to, roles),
    words: inputs.words,
    draws: createRandom(hashText(`${scenario.id}/${to.id}`)).stream('knows', 0),
  });
  const { requesterIsPurchaser } = scenario.cast[locale];
  const played: Scenario = {
    ...scenario,
    cast: { ...scenario.cast, [locale]: { shop: to.id, roles, requesterIsPurchaser } },
    knows: { ...scenario.knows, [locale]: knows },
  };
  return withFacts(played, inputs);
}

/** Wordings that name what only the scenario's own shop has. */
function ownWords({ scenario, locale, from, to, words }: RecastInputs): Obstacle[] {
  const found: Obstacle[] = [];
  if (scenario.priorLog !== undefined) found.push({ why: 'own-words', field: 'priorLog' });
  if (scenario.follows !== undefined) found.push({ why: 'own-words', field: 'follows' });
  if (scenario.knows[locale].other !== undefined) found.push({ why: 'own-words', field: 'other' });
  const goods = from.products.flatMap(({ name, aliases }) => [name, ...aliases]);
  const literal = (scenario.agenda ?? scenario.script ?? []).some(
    (want) =>
      'say' in want &&
      typeof want.say !== 'string' &&
      goods.some((name) => (want.say as Record<Locale, string>)[locale].includes(name)),
  );
  if (literal) found.push({ why: 'own-words', field: 'say' });
  const problem = problemOf(scenario);
  if (from.trade !== to.trade && problem !== null && words.problem[problem] === undefined)
    found.push({ why: 'no-words', problem });
  return found;
}

function productFor(
  role: string,
  needs: Extract<Scenario['roles'][string], { kind: 'product' }>,
  { scenario, locale, to, roles: told = {} }: RecastInputs,
  taken: Readonly<Record<string, string>>,
): string | Obstacle {
  const attributes = (scenario.agenda ?? scenario.script ?? []).flatMap((want) =>
    'ask' in want && want.about === role && want.attribute !== undefined ? [want.attribute] : [],
  );
  const lacks = (product: Product): Lacking[] => [
    ...needs.needs
      .filter((need) => !productHas(product, need, to, scenario.startsAt[locale]))
      .map((need) => `need:${need}` as const),
    ...attributes
      .filter((id) => product.attributes[id] === undefined)
      .map((id) => `specification:${id}` as const),
    ...(needs.category !== undefined && product.category !== needs.category
      ? [`category:${needs.category}` as const]
      : []),
  ];
  if (told[role] !== undefined && to.products.some(({ id }) => id === told[role])) return told[role]!;
  const free = to.products.filter(({ id }) => !Object.values(taken).includes(id));
  const fit = free.filter((product) => lacks(product).length === 0);
  if (fit.length > 0) return fit[hashText(`${scenario.id}/${role}/${to.id}`) % fit.length]!.id;
  const [nearest] = free.map(lacks).sort((a, b) => a.length - b.length);
  return { why: 'no-product', role, missing: nearest ?? ['need:another'] };
}

function orderFor(
  role: string,
  needs: Extract<Scenario['roles'][string], { kind: 'order' }>,
  { scenario, locale, to, roles: told = {} }: RecastInputs,
): string | Obstacle {
  if (told[role] !== undefined && to.orders.some(({ id }) => id === told[role])) return told[role]!;
  const lacks = (order: Order): Lacking[] => [
    ...needs.needs.filter((need) => !orderHas(order, need)).map((need) => `need:${need}` as const),
    ...(Date.parse(order.placedAt) <= Date.parse(scenario.startsAt[locale])
      ? []
      : ['need:earlier-date' as const]),
  ];
  const inState = to.orders.filter(({ state }) => needs.states.includes(state));
  const fit = inState.filter((order) => lacks(order).length === 0);
  if (fit.length > 0) return fit[hashText(`${scenario.id}/${role}/${to.id}`) % fit.length]!.id;
  const [nearest] = inState.map(lacks).sort((a, b) => a.length - b.length);
  return { why: 'no-order', role, states: needs.states, missing: nearest ?? [] };
}

/** The case again without what it may leave out and the shop cannot answer; an obstacle for what it may not. */
function withFacts(scenario: Scenario, { locale, to, market }: RecastInputs): Recast {
  const cast = scenario.cast[locale];
  const world = createWorld(to, market, scenario.startsAt[locale], {
    roles: cast.roles,
    requesterIsPurchaser: cast.requesterIsPurchaser,
  });
  const knows = scenario.knows[locale];
  const answered = new Set(
    scenario.outcome.good.flatMap((condition) => ('answered' in condition ? [condition.answered] : [])),
  );
  const known = (want: Extract<Want, { ask: Topic }>) =>
    FAMILY_OF_TOPIC[want.ask] === null ||
    truth(world, boundQuestion(want, { knows, cast: cast.roles, scenario }), 0).known;
  const tied = scenario.events.some(({ on }) => on !== undefined);
  const obstacles: Obstacle[] = [];
  const keep = (want: Want): boolean => {
    if (!('ask' in want) || known(want)) return true;
    // Events are tied to positions of the agenda.
    if (want.must || answered.has(want.ask) || tied) obstacles.push({ why: 'no-fact', topic: want.ask });
    return false;
  };
  const agenda = scenario.agenda?.filter(keep);
  // Steps of a script count one another: none may go.
  const script = scenario.script;
  for (const want of script ?? [])
    if ('ask' in want && !known(want)) obstacles.push({ why: 'no-fact', topic: want.ask });
  if (obstacles.length > 0) return { ok: false, obstacles };
  return {
    ok: true,
    scenario: {
      ...scenario,
      ...(agenda === undefined || agenda.length === scenario.agenda!.length ? {} : { agenda }),
    },
  };
}
