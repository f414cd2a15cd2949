import type { Locale } from '../model/locale.ts';
import type { OrderState } from '../model/order.ts';
import { inventPerson } from '../play/generate/people.ts';
import { createRandom, type Draws } from '../random/stream.ts';

/** As of when the invented orders are told; shipped scenarios begin that evening or later. */
const AS_OF = '2026-11-11T19:30:00';
const HOUR_MS = 3_600_000;
const PEOPLE = 24;

export interface InventedInputs {
  readonly seed: number;
  readonly locale: Locale;
  readonly utcOffset: string;
  readonly products: readonly Record<string, unknown>[];
  readonly couriers: readonly {
    readonly id: string;
    readonly trackingPattern: string;
    readonly standard: boolean;
  }[];
  readonly regions: readonly { readonly id: string; readonly reachable: boolean }[];
}

interface Plot {
  readonly id: string;
  readonly state: OrderState;
  /** Hours before the evening that the orders are told as of. */
  readonly placed: number;
  readonly paid?: number;
  readonly shipped?: number;
  readonly delivered?: number;
  readonly trouble?: Readonly<Record<Locale, string>>;
  readonly refund?: {
    readonly requested: number;
    readonly state: string;
    readonly reason: Readonly<Record<Locale, string>>;
  };
  readonly wrong?: true;
}

/** One order of every kind that cases are about. */
const PLOTS: readonly Plot[] = [
  { id: 'unpaid', state: 'unpaid', placed: 0.5 },
  { id: 'unpaid-since-yesterday', state: 'unpaid', placed: 22 },
  { id: 'cancelled', state: 'cancelled', placed: 60 },
  { id: 'just-paid', state: 'paid', placed: 0.4, paid: 0.3 },
  { id: 'paid-today', state: 'paid', placed: 6, paid: 5.9 },
  {
    id: 'late-dispatch',
    state: 'paid',
    placed: 90,
    paid: 89.9,
    trouble: {
      'zh-CN': '仓库订单积压，漏打了这一单的面单',
      en: 'the order was missed when the labels were printed',
    },
  },
  { id: 'shipped', state: 'shipped', placed: 30, paid: 29.8, shipped: 8 },
  { id: 'in-transit', state: 'in-transit', placed: 80, paid: 79.8, shipped: 60 },
  {
    id: 'late-parcel',
    state: 'in-transit',
    placed: 190,
    paid: 189.9,
    shipped: 170,
    trouble: { 'zh-CN': '中转站积压，还没有分拣到这一件', en: 'the hub is behind with sorting' },
  },
  {
    id: 'stuck',
    state: 'stuck',
    placed: 200,
    paid: 199.9,
    shipped: 180,
    trouble: {
      'zh-CN': '在分拨中心停留，没有新的扫描记录',
      en: 'it has not been scanned since it reached the depot',
    },
  },
  { id: 'delivered', state: 'delivered', placed: 120, paid: 119.9, shipped: 100, delivered: 26 },
  { id: 'received', state: 'received', placed: 140, paid: 139.9, shipped: 120, delivered: 50 },
  { id: 'received-faulty', state: 'received', placed: 150, paid: 149.9, shipped: 130, delivered: 60 },
  {
    id: 'received-wrong',
    state: 'received',
    placed: 145,
    paid: 144.9,
    shipped: 125,
    delivered: 48,
    wrong: true,
  },
  { id: 'received-long-ago', state: 'received', placed: 500, paid: 499.9, shipped: 480, delivered: 400 },
  {
    id: 'delivered-wrong',
    state: 'delivered',
    placed: 118,
    paid: 117.9,
    shipped: 98,
    delivered: 24,
    wrong: true,
  },
  {
    id: 'delivered-unseen',
    state: 'delivered',
    placed: 116,
    paid: 115.9,
    shipped: 96,
    delivered: 28,
    trouble: {
      'zh-CN': '快递放在了代收点，没有打电话',
      en: 'the driver left it at a drop-off point without a card',
    },
  },
  {
    id: 'return-requested',
    state: 'return-requested',
    placed: 170,
    paid: 169.9,
    shipped: 150,
    delivered: 80,
    refund: { requested: 6, state: 'requested', reason: { 'zh-CN': '不想要了', en: 'changed my mind' } },
  },
  {
    id: 'returning',
    state: 'returning',
    placed: 260,
    paid: 259.9,
    shipped: 240,
    delivered: 180,
    refund: { requested: 110, state: 'goods-on-way', reason: { 'zh-CN': '不合适', en: 'does not suit me' } },
  },
  {
    id: 'refund-late',
    state: 'returning',
    placed: 420,
    paid: 419.9,
    shipped: 400,
    delivered: 330,
    trouble: { 'zh-CN': '财务漏了这一单，还没打款', en: 'accounts missed it, so it has not been paid out' },
    refund: { requested: 290, state: 'goods-received', reason: { 'zh-CN': '质量问题', en: 'faulty' } },
  },
  {
    id: 'refunded',
    state: 'refunded',
    placed: 400,
    paid: 399.9,
    shipped: 380,
    delivered: 300,
    refund: { requested: 270, state: 'paid', reason: { 'zh-CN': '不合适', en: 'does not suit me' } },
  },
];

/** Buyers and orders of nobody, in the shapes of `customers.yaml` and `orders.yaml`: the same for a seed and the same goods. */
export function inventOrders(inputs: InventedInputs): {
  readonly customers: readonly Record<string, unknown>[];
  readonly orders: readonly Record<string, unknown>[];
} {
  const random = createRandom(inputs.seed);
  const regions = inputs.regions.filter(({ reachable }) => reachable);
  const customers = Array.from({ length: PEOPLE }, (_, index) => {
    const draws = random.stream('customer', index);
    const person = inventPerson(draws.int(0, 2_000_000_000));
    const phone =
      inputs.locale === 'zh-CN' ? `1370000${String(1000 + index)}` : `07700 900${String(100 + index)}`;
    const name = person.name[inputs.locale];
    const before = index % 3 === 0 ? 0 : draws.int(1, 12);
    return {
      id: `buyer-${index + 1}`,
      name,
      account:
        inputs.locale === 'zh-CN'
          ? `${name.slice(-2)}_${draws.int(10, 99)}`
          : name.toLowerCase().replace(/[^a-z]+/g, '.'),
      phone,
      address: { name, phone, region: draws.pick(regions).id, line: lineOf(person.address[inputs.locale]) },
      since: String(before === 0 ? 2026 : 2026 - draws.int(0, 4)),
      level: before === 0 ? 'new' : before > 8 ? 'member' : 'returning',
      ordersBefore: before,
    };
  });
  const orders = PLOTS.map((plot, index) =>
    orderOf(plot, index, customers[index]!, inputs, random.stream('order', index)),
  );
  return { customers, orders };
}

/** The street alone: name and telephone stand in fields of their own. */
function lineOf(address: string): string {
  return address.replace(/，[^，]*，\d+$/, '');
}

function orderOf(
  plot: Plot,
  index: number,
  customer: { readonly id: string; readonly address: object },
  { locale, utcOffset, products, couriers }: InventedInputs,
  draws: Draws,
): Record<string, unknown> {
  const at = (hours: number | undefined) => {
    if (hours === undefined) return undefined;
    const ms = Date.parse(`${AS_OF}Z`) - Math.round(hours * HOUR_MS);
    return new Date(ms).toISOString().slice(0, 19) + utcOffset;
  };
  const product = products[index % products.length]!;
  const item = itemOf(product, draws);
  const courier = couriers.find(({ standard }) => standard) ?? couriers[0]!;
  const number = locale === 'zh-CN' ? `36${digits(17, draws)}` : `WEB-${digits(6, draws)}`;
  const price = (item.price as number) ?? 0;
  return {
    id: plot.id,
    number,
    customer: customer.id,
    state: plot.state,
    placedAt: at(plot.placed),
    ...(plot.paid === undefined ? {} : { paidAt: at(plot.paid) }),
    ...(plot.shipped === undefined ? {} : { shippedAt: at(plot.shipped) }),
    ...(plot.delivered === undefined ? {} : { deliveredAt: at(plot.delivered) }),
    items: [item],
    ...(plot.wrong
      ? { sent: [otherThan(item, products[(index + 1) % products.length]!, product, draws)] }
      : {}),
    freight: 0,
    address: customer.address,
    ...(plot.shipped === undefined
      ? {}
      : {
          courier: courier.id,
          tracking: trackingOf(courier.trackingPattern, draws),
          trail: trailOf(plot, at, locale),
        }),
    ...(plot.trouble === undefined
      ? {}
      : {
          trouble: {
            cause: plot.trouble[locale],
            newEta: new Date(Date.parse(`${AS_OF}Z`) + 66 * HOUR_MS).toISOString().slice(0, 19) + utcOffset,
          },
        }),
    ...(plot.refund === undefined
      ? {}
      : {
          refund: {
            requestedAt: at(plot.refund.requested),
            amount: price,
            state: plot.refund.state,
            reason: plot.refund.reason[locale],
          },
        }),
  };
}

function itemOf(product: Record<string, unknown>, draws: Draws): Record<string, unknown> {
  const stock = product.stock as Record<string, Record<string, number>>;
  const pairs = Object.entries(stock).flatMap(([colour, sizes]) =>
    Object.keys(sizes).map((size) => ({ colour, size })),
  );
  const { colour, size } = draws.pick(pairs);
  return {
    product: product.id,
    ...(colour === 'one' ? {} : { colour }),
    ...(size === 'one' ? {} : { size }),
    quantity: 1,
    price: (product.price as { list: number }).list,
  };
}

/** Another variant of the same product, else another product. */
function otherThan(
  item: Record<string, unknown>,
  other: Record<string, unknown>,
  same: Record<string, unknown>,
  draws: Draws,
): Record<string, unknown> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const again = itemOf(same, draws);
    if (again.colour !== item.colour || again.size !== item.size) return again;
  }
  return itemOf(other, draws);
}

function trailOf(plot: Plot, at: (hours: number) => string | undefined, locale: Locale) {
  const said = {
    'zh-CN': ['商家已发货，快递已揽收', '已到达转运中心', '已送达，已签收'],
    en: ['Collected from the sender', 'Arrived at the depot', 'Delivered'],
  }[locale];
  return [
    { at: at(plot.shipped!), text: said[0] },
    ...(plot.shipped! > 20 ? [{ at: at(plot.shipped! - 14), text: said[1] }] : []),
    ...(plot.delivered === undefined ? [] : [{ at: at(plot.delivered), text: said[2] }]),
  ];
}

/** A number in the shape of a pattern such as `YQ\d{12}`. */
function trackingOf(pattern: string, draws: Draws): string {
  return pattern.replace(/\\d\{(\d+)\}/g, (_, count: string) => digits(Number(count), draws));
}

function digits(count: number, draws: Draws): string {
  return Array.from({ length: count }, (_, index) => draws.int(index === 0 ? 1 : 0, 9)).join('');
}
