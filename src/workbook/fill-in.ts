import type { SheetName } from '../load/shop.ts';
import { RETURN_REASONS } from '../model/question.ts';
import type { FactFamily } from '../model/topic.ts';
import { COUNT_UNKNOWN } from './foreign/product-files.ts';
import { renderStarter, type Starter } from './foreign/starter.ts';
import { setAt, valueAt } from './paths.ts';
import type { ShopFiles } from './read-shop.ts';

/** A field that nobody filled in: `policies` and `returns.condition`. */
export interface AssumedField {
  readonly sheet: SheetName;
  readonly path: string;
}

export interface FilledIn {
  readonly files: ShopFiles;
  /** In the order of the sheets. */
  readonly assumed: readonly AssumedField[];
  /** Names of products whose floor price or stock was left open. */
  readonly noFloor: readonly string[];
  readonly noStock: readonly string[];
  /** Families that were said to be complete although something of them had to be assumed. */
  readonly notComplete: readonly FactFamily[];
}

/** As for exports that name none. */
const CATEGORY_UNKNOWN = 'goods';

/** Settings that stand or fall together: where one was filled in and another was not, nobody can guess the other. */
const TOGETHER: Readonly<Partial<Record<SheetName, readonly string[]>>> = {
  policies: [
    'addressChange',
    'returns.address',
    ...RETURN_REASONS.map((reason) => `returns.reasons.${reason}`),
  ],
  shop: ['hours'],
};
const FAMILY_OF: Readonly<Partial<Record<SheetName, FactFamily>>> = {
  prices: 'prices',
  logistics: 'logistics',
  policies: 'policy',
};

type Fields = Record<string, unknown>;

/**
 * Takes what a workbook leaves open from the market's starter, setting by setting; sentences of the starter that restate a
 * figure are worded with the shop's own. A family of which something was assumed is not complete, whatever its sheet says,
 * so that nothing assumed is held against anybody.
 */
export function fillIn(files: ShopFiles, starter: Starter): FilledIn {
  const assumed: AssumedField[] = [];
  const filled = { ...files } as Record<SheetName, Fields>;
  for (const sheet of ['shop', 'prices', 'logistics', 'policies'] as const) {
    const own = withCouriers(sheet, files[sheet]);
    const from = sheet === 'prices' ? withoutLists(starter.prices) : starter[sheet];
    filled[sheet] = merge(
      own,
      from,
      '',
      (path) => assumed.push({ sheet, path }),
      TOGETHER[sheet] ?? [],
    ) as Fields;
  }
  // A shop that names its regions but no sum from which postage is free has none.
  if (!isEmpty(files.logistics.regions)) {
    setAt(filled.logistics, 'freeFreightFrom', files.logistics.freeFreightFrom ?? null);
    if (isEmpty(files.logistics.freeFreightExcept)) setAt(filled.logistics, 'freeFreightExcept', []);
  }
  for (const { sheet, path } of assumed)
    setAt(filled[sheet], path, renderStarter(valueAt(filled[sheet], path), filled[sheet]));
  filled.logistics = withOwnCouriers(filled.logistics, !isEmpty(files.logistics.couriers));
  keepReasonsAsLongAsReturns(filled.policies, files.policies);

  const goods = fillGoods(files.products.products as Fields[]);
  filled.products = { ...files.products, products: goods.products };
  const notComplete: FactFamily[] = [];
  const incomplete = (family: FactFamily) => {
    if (valueAt(filled.shop, `families.${family}.complete`) === true) notComplete.push(family);
    setAt(filled.shop, `families.${family}.complete`, false);
  };
  filled.shop = { ...filled.shop, families: structuredClone(files.shop.families) };
  for (const [sheet, family] of Object.entries(FAMILY_OF))
    if (assumed.some((field) => field.sheet === sheet)) incomplete(family);
  if (goods.noStock.length > 0) incomplete('stock');
  return {
    files: filled,
    assumed: assumed.filter(({ path }) => path !== 'kind' && path !== 'version' && path !== 'families'),
    noFloor: goods.noFloor,
    noStock: goods.noStock,
    notComplete,
  };
}

/** For a workbook that leaves nothing open. */
export const nothingFilled = (files: ShopFiles): FilledIn => ({
  files,
  assumed: [],
  noFloor: [],
  noStock: [],
  notComplete: [],
});

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value)
      ? value.length === 0
      : typeof value === 'object' && Object.values(value as object).every(isEmpty))
  );
}

/** `own` where it says something, else `from`; lists are taken whole. `took` is told the path of all that came from `from`. */
function merge(
  own: unknown,
  from: unknown,
  path: string,
  took: (path: string) => void,
  together: readonly string[],
): unknown {
  if (isEmpty(own)) {
    // An empty list of the starter assumes nothing: there simply is none.
    if (!isEmpty(from) && path !== '') took(path);
    if (path !== '' || typeof from !== 'object' || from === null) return structuredClone(from ?? own);
  }
  if (typeof from !== 'object' || from === null || Array.isArray(from)) return own;
  if (
    typeof own === 'string' ||
    Array.isArray(own) ||
    together.some((each) => each === path || path.startsWith(`${each}.`))
  )
    return own;
  // The words that prove a sentence belong to that sentence.
  if ('keys' in from) return own;
  const mine = (own ?? {}) as Fields;
  const keys = new Set([...Object.keys(mine), ...Object.keys(from)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      merge(mine[key], (from as Fields)[key], path === '' ? key : `${path}.${key}`, took, together),
    ]),
  );
}

/** Offers, codes and gifts that a workbook does not name, the shop has not got. */
function withoutLists(prices: Fields): Fields {
  return { ...prices, promotions: [], coupons: [], gifts: [] };
}

/** A region that names no courier is reached by all there are. */
function withCouriers(sheet: SheetName, own: Fields): Fields {
  if (sheet !== 'logistics' || isEmpty(own.regions) || isEmpty(own.couriers)) return own;
  const ids = (own.couriers as Fields[]).map(({ id }) => id);
  return {
    ...own,
    regions: (own.regions as Fields[]).map((region) =>
      isEmpty(region.couriers) ? { ...region, couriers: region.reachable === false ? [] : ids } : region,
    ),
  };
}

/** Regions of the starter go by the shop's own couriers, regions of the shop without any by the starter's. */
function withOwnCouriers(logistics: Fields, own: boolean): Fields {
  const ids = (logistics.couriers as Fields[]).map(({ id }) => id);
  return {
    ...logistics,
    regions: (logistics.regions as Fields[]).map((region) => {
      const named = (region.couriers ?? []) as unknown[];
      if (named.length > 0 && (!own || named.some((id) => ids.includes(id)))) return region;
      return { ...region, couriers: region.reachable === false ? [] : ids };
    }),
  };
}

/** A faulty thing can be brought back at least as long as one that merely does not please. */
function keepReasonsAsLongAsReturns(policies: Fields, own: Fields): void {
  const days = valueAt(policies, 'returns.days');
  if (typeof days !== 'number') return;
  for (const reason of ['quality', 'not-as-described', 'transit-damage']) {
    const path = `returns.reasons.${reason}.withinDays`;
    const within = valueAt(policies, path);
    if (valueAt(own, path) === undefined && typeof within === 'number' && within < days)
      setAt(policies, path, days);
  }
}

function fillGoods(products: readonly Fields[]) {
  const noFloor: string[] = [];
  const noStock: string[] = [];
  // One row of stock anywhere says that the sheet is kept; then a product without any is an oversight, and refused as such.
  const kept = products.some(({ stock }) => stock !== undefined);
  const filled = products.map((product) => {
    const name = String(product.name ?? product.id ?? '');
    const list = valueAt(product, 'price.list');
    let next: Fields = {
      ...product,
      ...(isEmpty(product.aliases) && name !== '' ? { aliases: [name] } : {}),
      ...(isEmpty(product.category) ? { category: CATEGORY_UNKNOWN } : {}),
    };
    if (list !== undefined && valueAt(product, 'price.floor') === undefined) {
      noFloor.push(name);
      next = { ...next, price: { ...(next.price as Fields), floor: list } };
    }
    if (!kept) {
      noStock.push(name);
      const ids = (list: unknown) =>
        isEmpty(list) ? ['one'] : (list as Fields[]).map(({ id }) => String(id));
      const sizes = ids(product.sizes);
      next = {
        ...next,
        stock: Object.fromEntries(
          ids(product.colours).map((colour) => [
            colour,
            Object.fromEntries(sizes.map((size) => [size, COUNT_UNKNOWN])),
          ]),
        ),
      };
    }
    return next;
  });
  return { products: filled, noFloor, noStock };
}
