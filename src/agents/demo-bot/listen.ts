import type { ActName } from '../../model/act.ts';
import type { Fact } from '../../model/fact.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { DETAILS, type Detail, type Reading } from '../../model/reading.ts';
import { findOrder, findProduct } from '../../shop/world.ts';
import type { Asked } from './answers.ts';
import { readBody } from './body.ts';
import { hasCue } from './cues.ts';
import { questionsHeard } from './second-ear.ts';
import type { DemoSetup, DemoState } from './state.ts';
import { problemsHeard } from './wishes.ts';

/** A buyer's message as the bot understands it: by the reader alone, with cards, pictures and choices. */
export interface Heard {
  readonly reading: Reading;
  readonly acts: ReadonlySet<ActName>;
  readonly asks: readonly Asked[];
  readonly gives: ReadonlySet<Detail>;
  readonly picture: boolean;
  readonly namedProduct: boolean;
  /** A number of an order that this account may not hear of. */
  readonly foreignOrder: boolean;
  /** A price the buyer names in bargaining, in minor units. */
  readonly offerMinor: number | undefined;
  /** Words that only an agent should weigh: claims such as 全网最低 that the buyer wants confirmed. */
  readonly wantsSuperlative: boolean;
  /** Offers or is after a code or password. */
  readonly wantsCode: boolean;
  /** Wants something for a review. */
  readonly wantsReward: boolean;
  /** Complains of ready-made lines. */
  readonly canned: boolean;
  readonly nothing: boolean;
}

export function listen(setup: DemoSetup, state: DemoState, request: ProtocolRequest): Heard {
  const asked = state.waiting.map((question) => question.topic);
  const reading = setup.reader.read(request.text, 'buyer', {
    products: state.products,
    ...(asked.length > 0 ? { asked } : {}),
  });
  // What would be an offence in an agent's mouth is what a buyer may be fishing for.
  const fished = setup.reader
    .read(request.text, 'agent')
    .acts.filter((act) => act.certain)
    .map((act) => act.act);
  const fishes = (name: string) => hasCue(setup.cues, setup.locale, `trap.${name}`, request.text);
  const heard = understand(setup, state, request, reading, {
    wantsSuperlative: fished.includes('absolute-term'),
    wantsCode: fished.includes('ask-private') || fishes('code'),
    wantsReward: fished.includes('buy-review') || fishes('reward'),
  });
  return {
    ...heard,
    asks: questionsHeard(setup, state, heard),
    foreignOrder: heard.foreignOrder || fishes('private'),
  };
}

/** What a reading means in this conversation; whatever was told is remembered. */
export function understand(
  setup: DemoSetup,
  state: DemoState,
  request: ProtocolRequest,
  reading: Reading,
  fished: Pick<Heard, 'wantsSuperlative' | 'wantsCode' | 'wantsReward'>,
): Heard {
  const cards = request.content.filter((part) => part.type === 'card');
  const picture = request.content.some((part) => part.type === 'image');
  const productBefore = state.products[0];
  let foreignOrder = false;
  for (const card of cards) {
    if (card.card === 'product') remember(state, findProduct(setup.shop, card.id)?.id);
    else foreignOrder = !noteOrder(state, card.id) || foreignOrder;
  }
  for (const fact of reading.facts) foreignOrder = noteFact(setup, state, fact) || foreignOrder;
  const gives = detailsGiven(reading);
  // Some shops number orders like parcels; what the shop finds under it decides which it was.
  if (reading.facts.some((fact) => fact.kind === 'tracking-number') && state.order !== undefined)
    gives.add('order-number');
  readBody(reading, state);
  if (state.known.heightCm !== undefined && state.known.weightKg !== undefined) gives.add('body');
  if (picture) {
    gives.add('photo');
    state.evidence = true;
  }
  for (const detail of gives) state.told.add(detail);
  const acts = new Set(reading.acts.filter((act) => act.modality !== 'quoted').map((act) => act.act));
  const asks = distinctAsks(reading);
  const money = reading.facts.find((fact) => fact.kind === 'money' && fact.negated !== true);
  const empty = [...acts].every((act) => act === 'unknown' || act === 'interjection-only');
  return {
    reading,
    acts,
    asks,
    gives,
    picture,
    namedProduct:
      cards.some((card) => card.card === 'product') ||
      (reading.facts.some((fact) => fact.kind === 'product') && state.products[0] !== productBefore),
    foreignOrder,
    canned: hasCue(setup.cues, setup.locale, 'canned', request.text),
    offerMinor: acts.has('haggle') && money?.kind === 'money' ? money.minor : undefined,
    ...fished,
    nothing: asks.length === 0 && gives.size === 0 && empty && cards.length === 0,
  };
}

/**
 * Takes an earlier log in: what was told there is known here, and what no person has answered there is still to be answered.
 */
export function recall(setup: DemoSetup, state: DemoState, request: ProtocolRequest): void {
  for (const line of request.context.priorLog ?? []) {
    if (line.from === 'agent') state.waiting = [];
    if (line.from !== 'buyer') continue;
    // A log keeps a picture as its caption: [photo] the kettle next to its carton.
    const pictured = PICTURED.test(line.text);
    const heard = listen(setup, state, {
      ...request,
      text: line.text,
      content: pictured ? [{ type: 'image', alt: line.text }] : [{ type: 'text', text: line.text }],
    });
    state.recapPending = true;
    for (const ask of heard.asks)
      if (!state.waiting.some((known) => known.topic === ask.topic)) state.waiting.push(ask);
    const problem = problemsHeard(heard)[0];
    if (problem !== undefined && (state.trouble === undefined || !pictured))
      state.trouble = { problem, order: state.order, stage: 'reported', options: [] };
  }
  if (state.trouble !== undefined) {
    state.waiting = [];
    const last = request.context.priorLog?.findLast((line) => line.from !== 'buyer');
    // What a person has dealt with is not opened again; what a bot collected is still to be dealt with.
    state.trouble = {
      ...state.trouble,
      order: state.trouble.order ?? state.order,
      ...(last?.from === 'agent' ? { stage: 'done' as const, arranged: true as const } : {}),
    };
  }
}

const PICTURED = /^\s*[[【](图片|照片|photo|picture|image)[\]】]/i;

export function remember(state: DemoState, product: string | undefined): void {
  if (product === undefined) return;
  state.products = [product, ...state.products.filter((known) => known !== product)].slice(0, 6);
}

/** Gives back whether the fact names an order that is not this account's. */
function noteFact(setup: DemoSetup, state: DemoState, fact: Fact): boolean {
  switch (fact.kind) {
    case 'product':
      if (fact.negated !== true) remember(state, findProduct(setup.shop, fact.product)?.id);
      return false;
    case 'colour':
      if (fact.negated !== true) state.known.colour = fact.colour;
      return false;
    case 'size':
      if (fact.negated !== true) state.known.size = fact.size;
      return false;
    case 'region':
      state.known.region = fact.region;
      return false;
    case 'quantity':
      if (fact.count >= 1 && fact.count <= 99) state.known.quantity = fact.count;
      return false;
    case 'order-number':
    case 'tracking-number':
      return !noteOrder(state, fact.value);
    default:
      return false;
  }
}

/** True when the order is one this account may hear of (or is unknown to the shop, which is not a secret). */
function noteOrder(state: DemoState, reference: string): boolean {
  const order =
    findOrder(state.world, reference) ??
    state.orders
      .flatMap((number) => findOrder(state.world, number) ?? [])
      .find((own) => own.tracking?.toLowerCase() === reference.toLowerCase());
  if (order === undefined) return true;
  if (!mayHear(state, order.number, order.placedHere === true)) return false;
  state.order = order.id;
  remember(state, order.items[0]?.product);
  return true;
}

function mayHear(state: DemoState, number: string, placedHere: boolean): boolean {
  return placedHere || state.orders.includes(number);
}

function detailsGiven(reading: Reading): Set<Detail> {
  const given = new Set<Detail>();
  for (const act of reading.acts) {
    if (act.act === 'give-detail' && DETAILS.includes(act.detail as Detail)) given.add(act.detail as Detail);
    if (act.act === 'report-problem') given.add('problem');
  }
  for (const fact of reading.facts) {
    if (fact.kind === 'order-number') given.add('order-number');
    if (fact.kind === 'size') given.add('size');
    if (fact.kind === 'colour') given.add('colour');
    if (fact.kind === 'region') given.add('region');
  }
  return given;
}

function distinctAsks(reading: Reading): readonly Asked[] {
  const asks: Asked[] = [];
  for (const act of reading.acts) {
    if (act.act !== 'ask' || act.topic === undefined || act.modality === 'quoted') continue;
    if (asks.some((known) => known.topic === act.topic && known.detail === act.detail)) continue;
    asks.push({ topic: act.topic, ...(act.detail === undefined ? {} : { detail: act.detail }) });
  }
  return asks;
}
