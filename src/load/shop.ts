import type { z } from 'zod';
import type { Market } from '../model/market.ts';
import { SHOP_SHEETS, type Shop, ShopSheetSchemas } from '../model/shop.ts';
import { readHeaded, type TextFile } from './document.ts';
import type { Problem } from './problem.ts';
import { checkGoods } from './shop-goods.ts';
import { checkLogistics } from './shop-logistics.ts';
import { checkOrders } from './shop-orders.ts';
import { checkPolicies } from './shop-policies.ts';
import { checkPrices } from './shop-prices.ts';
import { inFileOrder, problemAt, validate } from './validate.ts';
import type { Checked, YamlSource } from './yaml.ts';

export type SheetName = (typeof SHOP_SHEETS)[number];
export type SheetSources = Readonly<Record<SheetName, YamlSource>>;

/**
 * Joins the sheets of a folder `scenarios/shops/<id>/` into a shop: each sheet against its schema, then everything that one
 * sheet says about another, and, with `market`, that no policy is worse for the buyer than the market's law. `folder` names
 * the place when a sheet is missing; the shop's id must be the folder's name.
 */
export function loadShop(
  folder: string,
  sheets: Readonly<Partial<Record<SheetName, TextFile>>>,
  market?: Market,
): Checked<Shop> {
  const problems: Problem[] = [];
  const sources: Partial<Record<SheetName, YamlSource>> = {};
  for (const name of SHOP_SHEETS) {
    const sheet = sheets[name];
    if (sheet === undefined) {
      problems.push({
        code: 'not-found',
        file: `${folder}/${name}.yaml`,
        path: '',
        message: `is missing: a shop has the sheets ${SHOP_SHEETS.map((each) => `${each}.yaml`).join(', ')}`,
      });
      continue;
    }
    const read = readHeaded(sheet, name, 1);
    if (!read.ok) problems.push(...read.problems);
    else sources[name] = read.value;
  }
  return problems.length > 0 && SHOP_SHEETS.every((name) => sources[name] === undefined)
    ? { ok: false, problems }
    : loadShopSources(folder, sources, market, problems);
}

/** The same from sheets that were read already. `before`: problems that were found on the way. */
export function loadShopSources(
  folder: string,
  sources: Partial<SheetSources>,
  market?: Market,
  before: readonly Problem[] = [],
): Checked<Shop> {
  const problems = [...before];
  const values: Partial<Record<SheetName, unknown>> = {};
  for (const name of SHOP_SHEETS) {
    const source = sources[name];
    if (source === undefined) continue;
    const checked = validate<z.ZodType>(ShopSheetSchemas[name], source);
    if (checked.ok) values[name] = checked.value;
    else problems.push(...checked.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const shop = join(values);
  const across = checkShop(folder, shop, sources as SheetSources, market);
  return across.length > 0 ? { ok: false, problems: across } : { ok: true, value: shop };
}

function join(values: Partial<Record<SheetName, unknown>>): Shop {
  const sheet = <T>(name: SheetName) => values[name] as T;
  return {
    ...sheet<Shop>('shop'),
    products: sheet<Pick<Shop, 'products'>>('products').products,
    prices: sheet<Shop['prices']>('prices'),
    logistics: sheet<Shop['logistics']>('logistics'),
    policies: sheet<Shop['policies']>('policies'),
    orders: sheet<Pick<Shop, 'orders'>>('orders').orders,
    customers: sheet<Pick<Shop, 'customers'>>('customers').customers,
  };
}

function checkShop(folder: string, shop: Shop, sources: SheetSources, market: Market | undefined): Problem[] {
  const name = folder.replace(/\/+$/, '').split('/').at(-1);
  const head: Problem[] = [];
  if (name !== shop.id)
    head.push(
      problemAt(sources.shop, ['id'], 'contradiction', `must be the folder's name, ${name}`, {
        found: shop.id,
      }),
    );
  if (market !== undefined && market.id === shop.market && market.locale !== shop.locale) {
    head.push(
      problemAt(
        sources.shop,
        ['locale'],
        'contradiction',
        `must be the market's language, ${market.locale}`,
        { found: shop.locale },
      ),
    );
  }
  return [
    ...head,
    ...inFileOrder(checkGoods(shop, sources.products, market)),
    ...inFileOrder(checkPrices(shop, sources.prices)),
    ...inFileOrder(checkLogistics(shop, sources.logistics)),
    ...inFileOrder(checkPolicies(shop, sources.policies, market)),
    ...checkOrders(shop, sources),
  ];
}
