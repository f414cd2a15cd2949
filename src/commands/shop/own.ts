import { ProblemsError } from '../../load/problem.ts';
import type { Market } from '../../model/market.ts';
import { hashText } from '../../random/hash.ts';
import type { Table } from '../../tables/table.ts';
import { cellProblem } from '../../workbook/check-read.ts';
import { inventOrders } from '../../workbook/invented.ts';
import { withInventedBuyers } from '../../workbook/nobody.ts';
import { readShop, type ShopFiles, type ShopRead } from '../../workbook/read-shop.ts';
import { allWorkbookTexts, cellContext, starterOf } from './texts.ts';

export interface OwnImport {
  readonly read: ShopRead;
  readonly notes: readonly ('starter' | 'invented' | 'buyers-replaced')[];
}

/**
 * Reads our own workbook. Sheets that were left empty come from the market's starter, orders and buyers are invented where there
 * are none, and buyers that are there are replaced by invented ones unless they shall stay. Throws with every cell that cannot
 * be read.
 */
export function importOwn(
  tables: readonly Table[],
  market: Market,
  keepBuyers: boolean,
  file: string,
): OwnImport {
  const read = readShop(tables, allWorkbookTexts(), cellContext(market));
  if (read.problems.length > 0)
    throw new ProblemsError(read.problems.map((problem) => cellProblem(problem, file)));
  const notes: OwnImport['notes'][number][] = [];
  const starter = starterOf(market.id);
  const locale = market.locale;
  const filled = fillIn(read.files, starter, notes);
  const products = filled.products.products as Record<string, unknown>[];
  const priced = products.filter((product) => product.stock !== undefined && product.price !== undefined);
  let files = filled;
  if ((files.orders.orders as unknown[]).length === 0 && priced.length > 0) {
    const { orders, customers } = inventOrders({
      seed: hashText(String(files.shop.id)),
      locale,
      utcOffset: market.utcOffset,
      products: priced,
      couriers: files.logistics.couriers as never,
      regions: files.logistics.regions as never,
    });
    files = { ...files, orders: { ...files.orders, orders }, customers: { ...files.customers, customers } };
    notes.push('invented');
  } else if (!keepBuyers && (files.customers.customers as unknown[]).length > 0) {
    files = withInventedBuyers(files, locale, hashText(String(files.shop.id)));
    notes.push('buyers-replaced');
  }
  return {
    read: { ...read, files, places: read.places, problems: [], leftOut: read.leftOut, sheets: read.sheets },
    notes,
  };
}

/** Fields that nobody filled in, from the starter: a sheet of rows as a whole, settings one by one. */
function fillIn(
  files: ShopFiles,
  starter: ReturnType<typeof starterOf>,
  notes: OwnImport['notes'][number][],
): ShopFiles {
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    value === null ||
    (Array.isArray(value)
      ? value.length === 0
      : typeof value === 'object' && Object.values(value as object).every(isEmpty));
  const merge = (own: unknown, from: unknown): unknown => {
    if (isEmpty(own)) return structuredClone(from);
    if (typeof own !== 'object' || Array.isArray(own) || typeof from !== 'object' || from === null)
      return own;
    const keys = new Set([...Object.keys(own as object), ...Object.keys(from)]);
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        merge((own as Record<string, unknown>)[key], (from as Record<string, unknown>)[key]),
      ]),
    );
  };
  const filled = { ...files };
  for (const sheet of ['prices', 'logistics', 'policies'] as const) {
    const untouched = Object.entries(files[sheet]).every(
      ([key, value]) => key === 'kind' || key === 'version' || isEmpty(value),
    );
    if (untouched) {
      filled[sheet] = { kind: sheet, version: 1, ...structuredClone(starter[sheet]) };
      if (!notes.includes('starter')) notes.push('starter');
    }
  }
  // Of the shop itself a person may have named no more than it.
  const { families, quickPhrases, ...own } = files.shop;
  filled.shop = {
    ...(merge(own, starter.shop) as object),
    families,
    ...(isEmpty(quickPhrases) ? { quickPhrases: starter.shop.quickPhrases } : { quickPhrases }),
  } as Record<string, unknown>;
  return filled;
}
