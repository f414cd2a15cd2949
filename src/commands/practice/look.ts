import type { Market } from '../../model/market.ts';
import type { Order } from '../../model/order.ts';
import type { Product } from '../../model/product.ts';
import type { Shop } from '../../model/shop.ts';
import type { Statement } from '../../model/statement.ts';
import type { Say } from '../../report/say.ts';

/** What an agent would look up at a desk, as lines of text in the shop's own words. */
export function lookUp(
  at: 'item' | 'order' | 'policy' | 'price',
  which: string,
  shop: Shop,
  market: Market,
  say: Say,
): string[] {
  const money = (minor: number) =>
    market.currency.spoken.replace(
      '{amount}',
      minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2),
    );
  switch (at) {
    case 'item':
      return itemLines(
        find(shop.products, which, ({ id, name, aliases }) => [id, name, ...aliases]),
        shop,
        money,
        say,
      );
    case 'order':
      return orderLines(
        find(shop.orders, which, ({ id, number }) => [id, number]),
        shop,
        money,
        say,
      );
    case 'price':
      return priceLines(shop, money, say);
    case 'policy':
      return policyLines(shop, money, say);
  }
}

/** The entry that is named, or that holds the word; all of them when nothing is. */
function find<T>(
  entries: readonly T[],
  which: string,
  namesOf: (entry: T) => readonly string[],
): readonly T[] {
  const word = which.trim().toLowerCase();
  return word === ''
    ? entries
    : entries.filter((entry) => namesOf(entry).some((name) => name.toLowerCase().includes(word)));
}

function itemLines(
  products: readonly Product[],
  shop: Shop,
  money: (minor: number) => string,
  say: Say,
): string[] {
  if (products.length === 0) return [say('desk.none')];
  if (products.length > 1)
    return products.map(({ id, name, price }) => `${id}  ${name}  ${money(price.list)}`);
  const product = products[0]!;
  const { list, floor } = product.price;
  const row = (key: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [`${say(`desk.${key}`)}: ${value}`];
  return [
    `${product.name} (${product.id})`,
    ...row('price', say('desk.price.range', { list: money(list), floor: money(floor) })),
    ...row(
      'material',
      product.material
        .map(({ part, name, percent }) =>
          [part, name, percent === undefined ? '' : `${percent}%`].filter(Boolean).join(' '),
        )
        .join(', '),
    ),
    ...row('colours', product.colours.map(({ id, name }) => `${name} (${id})`).join(', ')),
    ...row(
      'sizes',
      product.sizes
        .map(({ id, heightCm, weightKg }) =>
          [id, heightCm && `${heightCm.join('–')} cm`, weightKg && `${weightKg.join('–')} kg`]
            .filter(Boolean)
            .join(' '),
        )
        .join('; '),
    ),
    ...row(
      'stock',
      Object.entries(product.stock)
        .map(
          ([colour, sizes]) =>
            `${colour}: ${Object.entries(sizes)
              .map(([size, count]) => `${size} ${count}`)
              .join(', ')}`,
        )
        .join('; '),
    ),
    ...row('care', product.care?.text),
    ...Object.values(product.attributes).map(({ label, value }) => `${label}: ${value}`),
    ...row('strengths', texts(product.strengths)),
    ...row('drawbacks', texts(product.drawbacks)),
    ...row('worth', product.worth?.text),
    ...row(
      'compares',
      product.comparesWith
        .map(
          ({ product: other, difference }) =>
            `${shop.products.find(({ id }) => id === other)?.name ?? other}: ${difference.text}`,
        )
        .join('; '),
    ),
  ];
}

function orderLines(
  orders: readonly Order[],
  shop: Shop,
  money: (minor: number) => string,
  say: Say,
): string[] {
  if (orders.length === 0) return [say('desk.none')];
  if (orders.length > 1)
    return orders.map(
      ({ number, state, items }) =>
        `${number}  ${state}  ${items.map(({ product }) => shop.products.find(({ id }) => id === product)?.name ?? product).join(', ')}`,
    );
  const order = orders[0]!;
  const name = (id: string) => shop.products.find((product) => product.id === id)?.name ?? id;
  return [
    `${order.number} · ${order.state}`,
    ...order.items.map(({ product, colour, size, quantity, price }) =>
      [name(product), colour, size, `× ${quantity}`, money(price)].filter(Boolean).join(' '),
    ),
    ...(order.paidAt === undefined ? [] : [`${say('desk.paid')}: ${order.paidAt}`]),
    ...(order.shippedAt === undefined ? [] : [`${say('desk.shipped')}: ${order.shippedAt}`]),
    ...(order.deliveredAt === undefined ? [] : [`${say('desk.delivered')}: ${order.deliveredAt}`]),
    ...(order.tracking === undefined
      ? []
      : [`${say('desk.tracking')}: ${order.courier ?? ''} ${order.tracking}`]),
    ...order.trail.map(({ at, text }) => `  ${at}  ${text}`),
    ...(order.trouble === undefined ? [] : [`${say('desk.trouble')}: ${order.trouble.cause}`]),
    ...(order.refund === undefined
      ? []
      : [`${say('desk.refund')}: ${money(order.refund.amount)} · ${order.refund.state}`]),
  ];
}

function priceLines({ prices, logistics }: Shop, money: (minor: number) => string, say: Say): string[] {
  return [
    ...prices.promotions.map(
      ({ name, from, until }) => `${say('desk.promotion')}: ${name} (${from} – ${until})`,
    ),
    ...prices.coupons.map(
      ({ id, name, off, threshold, issuedBy }) =>
        `${say('desk.coupon')}: ${name} (${id}) −${money(off)} / ${money(threshold)} · ${issuedBy}`,
    ),
    ...prices.gifts.map(({ id, name, givenBy }) => `${say('desk.gift')}: ${name} (${id}) · ${givenBy}`),
    ...(logistics.freeFreightFrom === null
      ? []
      : [`${say('desk.free-freight')}: ${money(logistics.freeFreightFrom)}`]),
    prices.whyNotLower.text,
  ];
}

function policyLines(
  { policies, logistics, authority }: Shop,
  money: (minor: number) => string,
  say: Say,
): string[] {
  const { returns } = policies;
  return [
    `${say('desk.authority')}: ${authority.text} (${money(authority.goodwillMax)})`,
    `${say('desk.dispatch')}: ${logistics.dispatch.text.text}`,
    ...logistics.regions.map(
      ({ id, name, reachable, days, freight }) =>
        `  ${name} (${id}): ${reachable ? `${days.join('–')} d, ${money(freight)}` : '✗'}`,
    ),
    `${say('desk.returns')}: ${returns.condition.text}`,
    ...Object.values(returns.reasons).map(({ text }) => `  ${text.text}`),
    ...returns.exclusions.map(({ text }) => `  ✗ ${text.text}`),
    policies.exchange.text,
    policies.addressChange.text.text,
    policies.lateCompensation.text.text,
    policies.invoice.text,
    policies.offPlatform.text,
  ];
}

function texts(statements: readonly Statement[]): string {
  return statements.map(({ text }) => text).join('; ');
}
