import type { BuyerCase } from '../buyer/case.ts';
import type { Detail } from '../model/reading.ts';
import { createPhrasebook, type Phrasebook } from '../phrasing/phrasebook.ts';
import { createRandom } from '../random/stream.ts';
import { quotePrice } from '../shop/price.ts';
import { TruthMemo } from '../shop/truth-memo.ts';
import { customerOf, nowMs, type World } from '../shop/world.ts';
import type { CaseInputs } from './inputs.ts';
import { noiseOf } from './language.ts';
import { slotsOf, spokenMoney } from './slots.ts';

const phrasebooks = new WeakMap<object, WeakMap<object, Phrasebook>>();

/** Makes the buyer of a case out of persona, scenario, shop and seed. */
export function buyerCase(inputs: CaseInputs, world: World, seed: number): BuyerCase {
  const { persona, scenario, shop, market, language, key } = inputs;
  const random = createRandom(seed);
  const truths = new TruthMemo(world);
  const cast = world.cast.roles;
  const knows = withDrawn(inputs, random.stream('knows', 0).share());
  const slots = slotsOf({
    locale: key.locale,
    scenario,
    knows,
    shop,
    market,
    roles: cast,
    draws: random.stream('names', 0),
  });
  const product = (role: string) => shop.products.find((one) => one.id === cast[role]);
  return {
    persona,
    scenario,
    locale: key.locale,
    knows,
    random,
    reader: language.reader,
    phrasebook: phrasebookOf(inputs),
    noise: noiseOf(language.phrases),
    cast,
    slots,
    keep: kept(slots),
    listPrice: (role) => product(role)?.price.list ?? null,
    priceNow: (role, at) => {
      const found = product(role);
      if (found === undefined) return null;
      const agreed = world.agreedUnitMinor.get(found.id);
      return quotePrice({
        product: found,
        quantity: knows.quantity ?? 1,
        nowMs: nowMs(world, at),
        prices: shop.prices,
        level: customerOf(world)?.level ?? 'new',
        issued: world.issuedCoupons,
        ended: world.endedPromotions,
        ...(agreed === undefined ? {} : { agreedUnitMinor: agreed }),
      }).unitMinor;
    },
    spokenMoney: spokenMoney(market),
    truthOf: (question, at) => truths.of(question, at),
    given: givenBefore(inputs),
    questions: new Map(),
  };
}

/** What no slip of the finger may touch. */
function kept(slots: Readonly<Record<string, string>>): readonly string[] {
  const texts: string[] = [];
  for (const name in slots) if (KEPT.has(name) || name.startsWith('role-')) texts.push(slots[name]!);
  return texts;
}
const KEPT: ReadonlySet<string> = new Set(['item', 'item-b', 'order', 'size', 'colour', 'phone', 'price']);

function phrasebookOf({ persona, language, key }: CaseInputs): Phrasebook {
  let ofPersona = phrasebooks.get(persona);
  if (ofPersona === undefined) phrasebooks.set(persona, (ofPersona = new WeakMap()));
  let book = ofPersona.get(language.phrases);
  if (book === undefined)
    ofPersona.set(
      language.phrases,
      (book = createPhrasebook(persona.phrases[key.locale], language.phrases.phrases)),
    );
  return book;
}

/** A haggler with a cheaper offer elsewhere names its price even where the scenario leaves it open. */
function withDrawn(
  { persona, scenario, shop, key }: CaseInputs,
  share: number,
): CaseInputs['scenario']['knows']['en'] {
  const knows = scenario.knows[key.locale];
  const rival = persona.haggling?.rival;
  if (knows.rivalPrice !== undefined || rival === undefined) return knows;
  const role = Object.keys(scenario.roles).find((name) => scenario.roles[name]?.kind === 'product');
  const product = shop.products.find((one) => one.id === (role && scenario.cast[key.locale].roles[role]));
  if (product === undefined) return knows;
  return {
    ...knows,
    rivalPrice: Math.round((product.price.list * (rival[0] + (rival[1] - rival[0]) * share)) / 100) * 100,
  };
}

const givenByLog = new WeakMap<object, readonly Detail[]>();

/** What the earlier log already told the agent; read once a log. */
function givenBefore(inputs: CaseInputs): readonly Detail[] {
  const log = inputs.scenario.priorLog?.[inputs.key.locale];
  if (log === undefined) return [];
  let given = givenByLog.get(log);
  if (given === undefined) givenByLog.set(log, (given = detailsIn(log, inputs)));
  return given;
}

type Log = NonNullable<CaseInputs['scenario']['priorLog']>['en'];

function detailsIn(log: Log, { shop, language }: CaseInputs): readonly Detail[] {
  const given = new Set<Detail>();
  for (const line of log) {
    if (line.from !== 'buyer') continue;
    for (const act of language.reader.read(line.text, 'buyer').acts) {
      if (act.act === 'give-detail' && act.detail) given.add(act.detail as Detail);
      if (act.act === 'report-problem') given.add('problem');
    }
    if (shop.orders.some((order) => line.text.includes(order.number))) given.add('order-number');
  }
  return [...given];
}
