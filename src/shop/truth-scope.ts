import type { FactValue } from '../model/fact.ts';
import type { Locale } from '../model/locale.ts';
import type { Product } from '../model/product.ts';
import type { Question } from '../model/question.ts';
import type { Statement } from '../model/statement.ts';
import { civil, localDay, weekdayOf } from './calendar.ts';
import { sheetIndex } from './sheet-index.ts';
import type { Truth, TruthGroup } from './truth-types.ts';
import { joinSentences, sayMoney } from './wording.ts';
import {
  customerOf,
  findOrder,
  findProduct,
  newestOrder,
  nowMs,
  ordersOf,
  type World,
  type WorldOrder,
} from './world.ts';

export type Region = World['shop']['logistics']['regions'][number];

/** A question bound to what it is about, at one moment of a session. */
export interface Scope {
  readonly world: World;
  readonly shop: World['shop'];
  readonly locale: Locale;
  readonly question: Question;
  readonly at: number;
  readonly nowMs: number;
  /** The day on the shop's calendar. */
  readonly today: number;
  readonly product: Product | undefined;
  readonly order: WorldOrder | undefined;
  /** The region named, else the order's, else the customer's. */
  readonly region: Region | undefined;
}

/** What a teller gives back; the rest follows from the topic. */
export type Telling = Partial<Pick<Truth, 'known' | 'polarity' | 'groups' | 'statement' | 'complete'>> & {
  readonly slots?: Readonly<Record<string, string>>;
};
export type Teller = (scope: Scope) => Telling;

export function scopeOf(world: World, question: Question, at: number): Scope {
  const { shop } = world;
  const named = question.order === undefined ? undefined : findOrder(world, question.order);
  const own = ordersOf(world);
  const order =
    named ??
    newestOrder(world) ??
    (world.cast.roles.order === undefined ? undefined : findOrder(world, world.cast.roles.order)) ??
    (own.length === 1 ? own[0] : undefined);
  const product = findProduct(shop, question.product ?? named?.items[0]?.product ?? '', world.cast.roles);
  const regionId = question.region ?? named?.address.region ?? customerOf(world)?.address.region;
  const now = nowMs(world, at);
  return {
    world,
    shop,
    locale: shop.locale,
    question,
    at,
    nowMs: now,
    today: localDay(now, world.utcOffsetMin),
    product,
    order,
    region: findRegion(shop, regionId),
  };
}

/** A region by id, name or alias; a longer text matches where it holds one. */
export function findRegion(shop: World['shop'], text: string | undefined): Region | undefined {
  if (text === undefined) return undefined;
  const lower = text.toLowerCase();
  const { regions } = shop.logistics;
  const { regionNames } = sheetIndex(shop);
  return (
    regions.find((region, place) => region.id === lower || regionNames[place]!.includes(lower)) ??
    regions.find((_region, place) => regionNames[place]!.some((name) => lower.includes(name)))
  );
}

export function group(name: string, values: readonly FactValue[], required = true): TruthGroup {
  return { name, required, values };
}

export const money = (
  minor: number,
  role?: 'price' | 'off' | 'threshold' | 'freight' | 'refund',
): FactValue => ({ kind: 'money', minor, ...(role ? { role } : {}) });

/** A calendar day as a fact, in every form it may be said: days from today, date, weekday. */
export function dayFact(day: number, today: number): FactValue {
  const { month, dayOfMonth } = civil(day);
  return { kind: 'date', dayOffset: day - today, month, day: dayOfMonth, weekday: weekdayOf(day) };
}

export function dayFacts(first: number, last: number, today: number): readonly FactValue[] {
  return Array.from({ length: Math.min(60, Math.max(1, last - first + 1)) }, (_, index) =>
    dayFact(first + index, today),
  );
}

export function say(scope: Scope, minor: number): string {
  return sayMoney(minor, scope.world.market);
}

export function statement(
  text: string,
  keys: readonly string[] = [],
  denies: readonly string[] = [],
): Statement {
  return { text, keys: [...keys], denies: [...denies] };
}

/** Several statements as one: any of their keys tells it. */
export function joinStatements(statements: readonly Statement[], locale: Locale): Statement {
  return statement(
    joinSentences(
      statements.map((one) => one.text),
      locale,
    ),
    statements.flatMap((one) => one.keys),
    statements.flatMap((one) => one.denies),
  );
}

/** A teller for topics that make no sense without a product: unknown when none is named. */
export function withProduct(teller: (product: Product, scope: Scope) => Telling): Teller {
  return (scope) => (scope.product === undefined ? {} : teller(scope.product, scope));
}
