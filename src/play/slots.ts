import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Knows, Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Draws } from '../random/stream.ts';

/** Amounts as people of this market write them: 239元, £24.50. Whole amounts lose their decimals. */
export function spokenMoney(market: Market): (minor: number) => string {
  return (minor) =>
    market.currency.spoken.replace(
      '{amount}',
      minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2),
    );
}

export interface SlotSources {
  readonly locale: Locale;
  readonly scenario: Scenario;
  readonly knows: Knows;
  readonly shop: Shop;
  readonly market: Market;
  readonly roles: Readonly<Record<string, string>>;
  readonly draws: Draws;
}

/**
 * The words a buyer puts into its wordings: `{item}`, `{order}`, `{region}`, `{height}` … `{role-<name>}` names the product of a
 * role. Slots for what is not known are left out, so that wordings which need them are passed over.
 */
export function slotsOf(sources: SlotSources): Readonly<Record<string, string>> {
  const { scenario, knows, shop, market, roles, draws } = sources;
  const money = spokenMoney(market);
  const slots: Record<string, string | undefined> = { shop: shop.name };
  for (const [role, { kind }] of Object.entries(scenario.roles)) {
    const id = roles[role];
    if (kind === 'product') {
      const product = shop.products.find((one) => one.id === id);
      if (product) slots[`role-${role}`] = draws.pick(product.aliases.slice(0, 3));
    }
  }
  const orderRole = Object.keys(scenario.roles).find((role) => scenario.roles[role]?.kind === 'order');
  const order = orderRole === undefined ? undefined : shop.orders.find((one) => one.id === roles[orderRole]);
  const firstProduct = Object.keys(scenario.roles).find((role) => scenario.roles[role]?.kind === 'product');
  const ofOrder = order && shop.products.find((product) => product.id === order.items[0]?.product);
  const item =
    (firstProduct && slots[`role-${firstProduct}`]) ?? (ofOrder && draws.pick(ofOrder.aliases.slice(0, 3)));
  const product = shop.products.find(
    (one) => one.id === (firstProduct ? roles[firstProduct] : order?.items[0]?.product),
  );
  const colour = knows.colour ?? order?.items[0]?.colour;
  const region = shop.logistics.regions.find((one) => one.id === (knows.region ?? order?.address.region));
  Object.assign(slots, {
    item,
    'item-b': slots['role-item-b'],
    price: product && money(product.price.list),
    colour: product?.colours.find((one) => one.id === colour)?.name ?? colour,
    size: knows.size ?? order?.items[0]?.size,
    quantity: knows.quantity === undefined ? undefined : String(knows.quantity),
    order: order?.number,
    days:
      order?.paidAt &&
      String(
        Math.max(
          1,
          Math.round((Date.parse(scenario.startsAt[sources.locale]) - Date.parse(order.paidAt)) / 86_400_000),
        ),
      ),
    address: knows.newAddress ?? order?.address.line,
    phone: order?.address.phone,
    region: region && (region.aliases[0] ?? region.name),
    height: knows.heightCm === undefined ? undefined : bodyHeight(knows.heightCm, market.units.height),
    weight: knows.weightKg === undefined ? undefined : bodyWeight(knows.weightKg, market.units.weight),
    'usual-size': knows.usualSize,
    occasion: knows.occasion,
    recipient: knows.recipient,
    budget: knows.budget === undefined ? undefined : money(knows.budget),
    'need-by': knows.needBy,
    problem: knows.problem,
    evidence: knows.evidence,
    'new-address': knows.newAddress,
    rival: knows.rivalPrice === undefined ? undefined : money(knows.rivalPrice),
    demand: knows.demand === undefined ? undefined : money(knows.demand),
    note: knows.note,
    other: knows.other,
  });
  const given: Record<string, string> = {};
  for (const name in slots) {
    const text = slots[name];
    if (text !== undefined && text !== '') given[name] = text;
  }
  return given;
}

function bodyHeight(cm: number, unit: Market['units']['height']): string {
  if (unit === 'cm') return String(Math.round(cm));
  const inches = Math.round(cm / 2.54);
  return `${Math.floor(inches / 12)}'${inches % 12}"`;
}

function bodyWeight(kg: number, unit: Market['units']['weight']): string {
  switch (unit) {
    case 'kg':
      return `${Math.round(kg)}kg`;
    case 'jin':
      return `${Math.round(kg * 2)}斤`;
    case 'lb':
      return `${Math.round(kg * 2.2046)} lb`;
    case 'st': {
      const pounds = Math.round(kg * 2.2046);
      return pounds % 14 === 0 ? `${pounds / 14} stone` : `${Math.floor(pounds / 14)} stone ${pounds % 14}`;
    }
  }
}
