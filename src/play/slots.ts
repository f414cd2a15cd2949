import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Order } from '../model/order.ts';
import type { Product } from '../model/product.ts';
import type { Knows, Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Draws } from '../random/stream.ts';
import { instantMs } from '../shop/instant.ts';
import { sheetIndex } from '../shop/sheet-index.ts';

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
  const slots: Record<string, string> = {};
  const put = (name: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') slots[name] = text;
  };
  const { products, orders } = sheetIndex(shop);
  put('shop', shop.name);
  let order: Order | undefined;
  let product: Product | undefined;
  let item: string | undefined;
  const productRole = firstRole(scenario, 'product');
  for (const role in scenario.roles) {
    if (scenario.roles[role]!.kind !== 'product') continue;
    const found = products.get(roles[role] ?? '');
    if (found === undefined) continue;
    const name = draws.pick(found.aliases.slice(0, 3));
    put(`role-${role}`, name);
    if (role === productRole) [product, item] = [found, name];
  }
  const orderRole = firstRole(scenario, 'order');
  if (orderRole !== undefined) order = orders.get(roles[orderRole] ?? '')?.order;
  const bought = order?.items[0];
  const ofOrder = bought && products.get(bought.product);
  item ??= ofOrder && draws.pick(ofOrder.aliases.slice(0, 3));
  if (productRole === undefined) product = ofOrder;
  const colour = knows.colour ?? bought?.colour;
  const regionId = knows.region ?? order?.address.region;
  const region = regionId && shop.logistics.regions.find((one) => one.id === regionId);
  put('item', item);
  put('item-b', slots['role-item-b']);
  put('price', product && money(product.price.list));
  put('colour', product?.colours.find((one) => one.id === colour)?.name ?? colour);
  put('size', knows.size ?? bought?.size);
  put('quantity', knows.quantity === undefined ? undefined : String(knows.quantity));
  put('order', order?.number);
  put('days', order?.paidAt && daysSince(order.paidAt, scenario.startsAt[sources.locale]));
  put('address', knows.newAddress ?? order?.address.line);
  put('phone', order?.address.phone);
  put('region', region && (region.aliases[0] ?? region.name));
  put('height', knows.heightCm === undefined ? undefined : bodyHeight(knows.heightCm, market.units.height));
  put('weight', knows.weightKg === undefined ? undefined : bodyWeight(knows.weightKg, market.units.weight));
  put('usual-size', knows.usualSize);
  put('occasion', knows.occasion);
  put('recipient', knows.recipient);
  put('budget', knows.budget === undefined ? undefined : money(knows.budget));
  put('need-by', knows.needBy);
  put('problem', knows.problem);
  put('evidence', knows.evidence);
  put('new-address', knows.newAddress);
  put('rival', knows.rivalPrice === undefined ? undefined : money(knows.rivalPrice));
  put('demand', knows.demand === undefined ? undefined : money(knows.demand));
  put('note', knows.note);
  put('other', knows.other);
  return slots;
}

function firstRole({ roles }: Scenario, kind: 'product' | 'order'): string | undefined {
  for (const role in roles) if (roles[role]!.kind === kind) return role;
  return undefined;
}

function daysSince(paidAt: string, startsAt: string): string {
  return String(Math.max(1, Math.round((instantMs(startsAt) - instantMs(paidAt)) / 86_400_000)));
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
