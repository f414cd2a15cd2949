import type { Categories } from '../lexicon.ts';

/** Numbers of the categories that fact reading asks for by name; −1 where a locale has none. */
export interface Cues {
  readonly over: number;
  readonly off: number;
  readonly at: number;
  readonly bid: number;
  readonly forPrice: number;
  /** What may stand between a count and the price of all: 两件一起369. */
  readonly together: number;
  readonly freight: number;
  readonly refund: number;
  /** Words whose amount is what the parcel costs: the £55 delivery, postage is £3. */
  readonly freightPrice: number;
  /** Right behind an amount: a £5 voucher; £20 back. */
  readonly offBehind: number;
  readonly refundBehind: number;
  readonly givePrice: number;
  /** What may follow a bare amount; any other word says what is counted. */
  readonly amountEnd: number;
  /** Before a count that names no goods: take two, buy 3. */
  readonly counted: number;
  /** What is counted and is no goods: two ways, three times. */
  readonly uncounted: number;
  readonly before: number;
  readonly by: number;
  readonly size: number;
  /** Before "a 14": in, usually, swap it for. */
  readonly sizeBefore: number;
  readonly material: number;
  readonly orderCue: number;
  readonly trackingCue: number;
  readonly we: number;
  readonly buyer: number;
  readonly me: number;
  readonly you: number;
  readonly courier: number;
  readonly pay: number;
  readonly paySeller: number;
  readonly payBuyer: number;
  readonly payCourier: number;
  readonly back: number;
  readonly bothWays: number;
  readonly neg: number;
  readonly slight: number;
  readonly isNot: number;
  /** Categories that speak of prices: a bare number in their message is an amount. */
  readonly priced: ReadonlySet<number>;
  readonly sizeWord: number;
  /** Category number → what it measures (`m.height` → height). */
  readonly measures: ReadonlyMap<number, string>;
  /** Category number → trait (`trait.pilling` → pilling). */
  readonly traits: readonly (string | undefined)[];
  /** Fact kind → its one-category list, for hits. */
  readonly kinds: Readonly<Record<string, readonly number[]>>;
}

/** Fact kind → the category that rules know it by. */
export const FACT_CATEGORIES = {
  money: 'f.money',
  discount: 'f.discount',
  'threshold-off': 'f.threshold',
  bundle: 'f.bundle',
  quantity: 'f.quantity',
  duration: 'f.duration',
  date: 'f.date',
  size: 'f.size',
  colour: 'f.colour',
  measure: 'f.measure',
  percent: 'f.percent',
  region: 'f.region',
  courier: 'f.courier',
  'order-number': 'f.order',
  'tracking-number': 'f.tracking',
  phone: 'f.phone',
  url: 'f.url',
  product: 'f.product',
  material: 'f.material',
  'freight-payer': 'f.payer',
  'free-freight': 'f.free',
  availability: 'f.stock',
  'order-state': 'f.state',
  attribute: 'f.attribute',
} as const;

const PRICED = [
  't.price',
  'cheaper',
  'too-dear',
  'counter.ask',
  'give.price',
  'less-off',
  'lowest',
  'compensation',
  'n.priced',
  'f.money',
] as const;

export function findCues(categories: Categories): Cues {
  const measures = new Map<number, string>();
  const traits: (string | undefined)[] = new Array(categories.names.length + 64).fill(undefined);
  categories.names.forEach((name, id) => {
    if (name.startsWith('m.')) measures.set(id, name.slice(2));
    if (name.startsWith('trait.')) traits[id] = name.slice(6);
  });
  const id = (name: string): number => categories.id(name);
  return {
    over: id('n.over'),
    off: id('n.off'),
    at: id('n.at'),
    bid: id('n.bid'),
    forPrice: id('n.for'),
    together: id('n.together'),
    freight: id('freight'),
    refund: id('n.refund'),
    freightPrice: id('n.freight'),
    offBehind: id('n.off.behind'),
    refundBehind: id('n.refund.behind'),
    givePrice: id('give.price'),
    amountEnd: id('n.end'),
    counted: id('n.counted'),
    uncounted: id('n.uncounted'),
    before: id('n.before'),
    by: id('n.by'),
    size: id('n.size'),
    sizeBefore: id('n.size.before'),
    material: id('material'),
    orderCue: id('n.order'),
    trackingCue: id('n.tracking'),
    we: id('we'),
    buyer: id('buyer'),
    me: id('me'),
    you: id('you'),
    courier: id('courier'),
    pay: id('pay'),
    paySeller: id('pay.seller'),
    payBuyer: id('pay.buyer'),
    payCourier: id('pay.courier'),
    back: id('back'),
    bothWays: id('both-ways'),
    neg: id('neg'),
    slight: id('slight'),
    isNot: id('is-not'),
    priced: new Set(PRICED.map(id)),
    sizeWord: id('size-word'),
    measures,
    traits,
    kinds: Object.fromEntries(
      Object.entries(FACT_CATEGORIES).map(([kind, name]) => [kind, [categories.id(name)]]),
    ),
  };
}
