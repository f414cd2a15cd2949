import { boundQuestion } from '../../buyer/questions.ts';
import { orderHas, productHas } from '../../load/cast.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import type { Order } from '../../model/order.ts';
import type { Product } from '../../model/product.ts';
import type { Knows, ScenarioFile } from '../../model/scenario.ts';
import type { Shop } from '../../model/shop.ts';
import { FAMILY_OF_TOPIC } from '../../model/topic.ts';
import { hashText } from '../../random/hash.ts';
import { createRandom, type Draws } from '../../random/stream.ts';
import { truth } from '../../shop/truth.ts';
import { createWorld } from '../../shop/world.ts';
import { knowsOf, startAfter } from '../generate/cast.ts';
import { inventPerson } from '../generate/people.ts';
import { perLocale, type Stages } from '../generate/stages.ts';
import { toYaml } from '../generate/yaml.ts';
import type { RecastWords } from '../recast/words.ts';
import { type Goals, outcomeOf } from './goals.ts';
import type { Matter } from './matters.ts';
import type { ChatRead } from './read-chat.ts';
import { isProblem, orderPart, type Subject, stageOf } from './subjects.ts';

export interface DraftWish {
  readonly id: string;
  readonly subject: Subject;
  readonly read: ChatRead;
  /** The language of the chat: what the buyer knows and said is taken from it there alone. */
  readonly locale: Locale;
  readonly matters: readonly Matter[];
  readonly goals: Goals;
  readonly fits: readonly string[];
  readonly stages: Stages;
  readonly markets: Readonly<Record<Locale, Market>>;
  readonly words: Readonly<Record<Locale, RecastWords>>;
  /** `{item}` is what the case is about. */
  readonly title: Readonly<Record<Locale, string>>;
  readonly summary: Readonly<Record<Locale, string>>;
  readonly difficulty: number;
  /** Where the words came from: the first line of the file. */
  readonly comment: string;
  /** The how-manieth best of the products or orders plays it, from 0. */
  readonly attempt: number;
}

export interface Draft {
  readonly yaml: string;
  readonly stage: ScenarioFile['stage'];
  /** Matters that one of the shops has no answer to. */
  readonly left: readonly Matter[];
}

/** The case as a file; `null` where a shop has nothing (left) that could play it. */
export function draftCase(wish: DraftWish): Draft | null {
  const part = orderPart(wish.subject);
  const cast = {} as Record<
    Locale,
    { readonly actor: Order | Product; readonly startsAt: string; readonly knows: Knows }
  >;
  for (const locale of LOCALES) {
    const shop = wish.stages[locale];
    const draws = createRandom(hashText(`${wish.id}/${shop.id}`)).stream('draft', 0);
    const startsAt = startAfter(shop, draws);
    const actors = part === null ? productsFor(wish, shop, startsAt) : ordersFor(wish, shop, startsAt);
    const ranked = actors
      .map((one) => ({ one, worth: worth(one, wish, locale, startsAt) }))
      .sort((a, b) => b.worth - a.worth);
    const actor = ranked[wish.attempt]?.one;
    if (actor === undefined) return null;
    cast[locale] = { actor, startsAt, knows: knowsFor(wish, locale, actor, draws) };
  }
  const role = part === null ? 'item' : 'order';
  const kept = wish.matters.filter(({ want }) =>
    LOCALES.every((locale) => {
      if (!('ask' in want) || FAMILY_OF_TOPIC[want.ask] === null) return true;
      const { actor, startsAt, knows } = cast[locale];
      return answers(wish, locale, actor, startsAt, knows, want);
    }),
  );
  if (kept.length === 0) return null;
  const outcome = outcomeOf(wish.goals, kept, part, role);
  const named = (of: Readonly<Record<Locale, string>>) =>
    perLocale((locale) => of[locale].replaceAll('{item}', itemOf(cast[locale].actor, wish.stages[locale])));
  const file = {
    kind: 'scenario',
    version: 1,
    id: wish.id,
    title: named(wish.title),
    summary: named(wish.summary),
    stage: stageOf(wish.subject),
    tags: ['own'],
    difficulty: wish.difficulty,
    startsAt: perLocale((locale) => cast[locale].startsAt),
    fits: [...wish.fits],
    roles: {
      [role]:
        part === null
          ? { kind: 'product', ...(needsOf(wish).length > 0 ? { needs: needsOf(wish) } : {}) }
          : { kind: 'order', states: part.states, needs: part.needs },
    },
    cast: perLocale((locale) => ({
      shop: wish.stages[locale].id,
      roles: { [role]: cast[locale].actor.id },
      ...(isOrder(cast[locale].actor) ? { customer: (cast[locale].actor as Order).customer } : {}),
    })),
    knows: perLocale((locale) => cast[locale].knows),
    agenda: kept.map(({ want }) => plainWant(want)),
    // This buyer did buy.
    ...(kept.some(({ want }) => 'order' in want && want.must) ? { closes: 1 } : {}),
    outcome: { good: outcome.good, ...(outcome.bad.length > 0 ? { bad: outcome.bad } : {}) },
    bounds: { messages: 44, duration: '20m' },
  };
  return {
    yaml: toYaml(file, wish.comment),
    stage: stageOf(wish.subject),
    left: wish.matters.filter((matter) => !kept.includes(matter)),
  };
}

/** Whether a shop has anything that a case about this could be about. */
export function hasActor(subject: Subject, shop: Shop, matters: readonly Matter[] = []): boolean {
  const startsAt = startAfter(shop, createRandom(hashText(shop.id)).stream('draft', 0));
  return orderPart(subject) === null
    ? productsFor({ matters }, shop, startsAt).length > 0
    : ordersFor({ subject }, shop, startsAt).length > 0;
}

type ProductNeed = 'stock' | 'sizes' | 'colours' | 'bargain-room';

/** What an item must have, so that other shops can play the case. */
function needsOf({ matters }: Pick<DraftWish, 'matters'>): ProductNeed[] {
  const needs = new Set<ProductNeed>();
  for (const { want } of matters) {
    if ('order' in want) needs.add('stock');
    if ('haggle' in want) needs.add('bargain-room');
    if ('ask' in want && want.ask === 'size') needs.add('sizes');
    if ('ask' in want && want.ask === 'colour') needs.add('colours');
    if ('ask' in want && want.ask === 'stock') needs.add('stock');
  }
  return [...needs];
}

function productsFor(wish: Pick<DraftWish, 'matters'>, shop: Shop, startsAt: string): readonly Product[] {
  return shop.products.filter((product) =>
    needsOf(wish).every((need) => productHas(product, need, shop, startsAt)),
  );
}

function ordersFor({ subject }: Pick<DraftWish, 'subject'>, shop: Shop, startsAt: string): readonly Order[] {
  const part = orderPart(subject)!;
  return shop.orders.filter(
    (order) =>
      part.states.includes(order.state) &&
      part.needs.every((need) => orderHas(order, need)) &&
      // What went wrong otherwise would be another story.
      (part.needs.includes('trouble') || order.trouble === undefined) &&
      (part.needs.includes('wrong-goods') || order.sent === undefined) &&
      Date.parse(order.placedAt) <= Date.parse(startsAt),
  );
}

/** The product of the chat before others, what answers most before what answers less, the newest order before older ones. */
function worth(actor: Order | Product, wish: DraftWish, locale: Locale, startsAt: string): number {
  const products = isOrder(actor) ? actor.items.map(({ product }) => product) : [actor.id];
  const named = locale === wish.locale && wish.read.product !== null && products.includes(wish.read.product);
  const answered = wish.matters.filter(
    ({ want }) => 'ask' in want && answers(wish, locale, actor, startsAt, {}, want),
  ).length;
  const variant = isOrder(actor) || locale !== wish.locale ? 0 : fitsVariant(actor, wish.read.knows);
  const days = isOrder(actor) ? Date.parse(actor.placedAt) / 86_400_000 / 100_000 : 0;
  // Of somebody with one order everybody knows which is meant.
  const alone =
    isOrder(actor) &&
    wish.stages[locale].orders.filter(({ customer }) => customer === actor.customer).length === 1;
  return (named ? 100 : 0) + variant + answered + (alone ? 0.5 : 0) + days;
}

/** An item that comes in the colour and size spoken of, before one that does not. */
function fitsVariant({ colours, sizes }: Product, { colour, size }: Knows): number {
  return (colours.some(({ id }) => id === colour) ? 12 : 0) + (sizes.some(({ id }) => id === size) ? 12 : 0);
}

function answers(
  { stages, markets, subject }: DraftWish,
  locale: Locale,
  actor: Order | Product,
  startsAt: string,
  knows: Knows,
  want: Parameters<typeof boundQuestion>[0],
): boolean {
  const role = orderPart(subject) === null ? 'item' : 'order';
  const roles = { [role]: actor.id };
  const world = createWorld(stages[locale], markets[locale], startsAt, { roles, requesterIsPurchaser: true });
  const kind = role === 'item' ? ('product' as const) : ('order' as const);
  const bound = { knows, cast: roles, scenario: { roles: { [role]: { kind } } } };
  return truth(world, boundQuestion(want, bound), 0).known;
}

function knowsFor(wish: DraftWish, locale: Locale, actor: Order | Product, draws: Draws): Knows {
  const shop = wish.stages[locale];
  const product = isOrder(actor) ? shop.products.find(({ id }) => id === actor.items[0]!.product) : actor;
  const problem = isProblem(wish.subject) ? wish.subject : null;
  const said = problem === null ? undefined : wish.words[locale].problem[problem];
  const own = locale === wish.locale ? wish.read.knows : {};
  const base: Knows = isOrder(actor) || product === undefined ? {} : (knowsOf(shop, product, draws) as Knows);
  const shows = wish.matters.some(({ want }) => 'tell' in want && want.tell === 'evidence');
  const problemWords =
    (locale === wish.locale ? wish.read.problemWords : null) ?? (said && draws.pick(said.said));
  const colour = product?.colours.some(({ id }) => id === own.colour) ? own.colour : undefined;
  const size = product?.sizes.some(({ id }) => id === own.size) ? own.size : undefined;
  const region = shop.logistics.regions.some(({ id }) => id === own.region) ? own.region : undefined;
  const budget =
    own.budget ??
    (wish.read.knows.budget !== undefined && product !== undefined && !isOrder(actor)
      ? Math.round(product.price.list / 100) * 100
      : undefined);
  return {
    ...base,
    ...(colour === undefined ? {} : { colour }),
    ...(size === undefined ? {} : { size }),
    ...(region === undefined ? {} : { region }),
    ...(isOrder(actor) || own.quantity === undefined ? {} : { quantity: own.quantity }),
    ...(own.heightCm === undefined || isOrder(actor) ? {} : { heightCm: own.heightCm }),
    ...(own.weightKg === undefined || isOrder(actor) ? {} : { weightKg: own.weightKg }),
    ...(budget === undefined ? {} : { budget }),
    ...(problemWords === undefined || problem === null ? {} : { problem: problemWords }),
    ...(said !== undefined && (shows || problem !== null) ? { evidence: draws.pick(said.shown) } : {}),
    ...(wish.matters.some(({ want }) => 'arrange' in want && want.arrange === 'address-change')
      ? { newAddress: inventPerson(hashText(wish.id)).address[locale] }
      : {}),
    ...toldKnows(wish, locale, own, draws),
  };
}

/** What is told of in the buyer's own words; in the other language in words that fit anything. */
function toldKnows({ matters, words }: DraftWish, locale: Locale, own: Knows, draws: Draws): Knows {
  const tells = new Set(matters.flatMap(({ want }) => ('tell' in want ? [want.tell] : [])));
  const needs = matters.some(({ want }) => 'need' in want);
  const noted = matters.some(
    ({ want }) => 'arrange' in want && (want.arrange === 'note' || want.arrange === 'packaging'),
  );
  const invoiced = matters.some(({ want }) => 'arrange' in want && want.arrange === 'invoice');
  const say = words[locale];
  return {
    ...(tells.has('occasion') || needs ? { occasion: own.occasion ?? draws.pick(say.occasion) } : {}),
    ...(tells.has('needBy') ? { needBy: own.needBy ?? draws.pick(say.needBy) } : {}),
    ...(noted ? { note: own.note ?? draws.pick(say.note) } : {}),
    ...(invoiced && !noted ? { note: draws.pick(say.invoice) } : {}),
  };
}

function isOrder(actor: Order | Product): actor is Order {
  return 'items' in actor;
}

function itemOf(actor: Order | Product, shop: Shop): string {
  const id = isOrder(actor) ? actor.items[0]!.product : actor.id;
  return shop.products.find((product) => product.id === id)?.aliases[0] ?? id;
}

/** Without what every want has anyway. */
function plainWant(want: Matter['want']): object {
  return Object.fromEntries(
    Object.entries(want).filter(
      ([key, value]) =>
        !((key === 'must' || key === 'promise' || key === 'pay') && value === true) &&
        !(key === 'insists' && value === 1),
    ),
  );
}
