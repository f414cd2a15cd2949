import { ProblemsError } from '../../load/problem.ts';
import type { Market } from '../../model/market.ts';
import { hashText } from '../../random/hash.ts';
import type { Table } from '../../tables/table.ts';
import { cellProblem, checkRead } from '../../workbook/check-read.ts';
import { type FilledIn, fillIn, nothingFilled } from '../../workbook/fill-in.ts';
import { inventOrders } from '../../workbook/invented.ts';
import { withInventedBuyers } from '../../workbook/nobody.ts';
import { readShop, type ShopRead } from '../../workbook/read-shop.ts';
import { allWorkbookTexts, cellContext, starterOf } from './texts.ts';

export interface OwnImport {
  readonly read: ShopRead;
  readonly filling: FilledIn;
  readonly notes: readonly ('invented' | 'buyers-replaced')[];
}

export interface OwnImportInputs {
  /** The spreadsheet's name, for messages. */
  readonly file: string;
  readonly id: string;
  /** Instead of the name on the sheet. */
  readonly name: string | undefined;
  readonly keepBuyers: boolean;
}

/**
 * Reads our own workbook. What was left empty comes from the market's starter, orders and buyers are invented where there
 * are none, and buyers that are there are replaced by invented ones unless they shall stay. Throws with every cell that cannot
 * be read.
 */
export function importOwn(
  tables: readonly Table[],
  market: Market,
  { file, id, name, keepBuyers }: OwnImportInputs,
): OwnImport {
  const read = readShop(tables, allWorkbookTexts(), cellContext(market));
  if (read.problems.length > 0)
    throw new ProblemsError(read.problems.map((problem) => cellProblem(problem, file)));
  const locale = market.locale;
  const own = { ...read.files, shop: { ...read.files.shop, id, name: name ?? read.files.shop.name ?? id } };
  // A workbook that is a whole shop as it stands, such as one of ours exported, means what it leaves out.
  const whole = checkRead({ ...read, files: own }, file, id, market).ok;
  const filling = whole ? nothingFilled(own) : fillIn(own, starterOf(market.id));
  const filled = filling.files;
  const notes: OwnImport['notes'][number][] = [];
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
    read: {
      files,
      places: read.places,
      problems: [],
      leftOut: read.leftOut,
      sheets: read.sheets,
      ...(read.texts === undefined ? {} : { texts: read.texts }),
    },
    filling,
    notes,
  };
}
