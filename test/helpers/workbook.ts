import { openData } from '../../src/commands/data.ts';
import { allWorkbookTexts, cellContext, columnNames, starterOf } from '../../src/commands/shop/texts.ts';
import type { Table } from '../../src/tables/table.ts';
import { type ForeignRead, type ImportAnswers, readForeign } from '../../src/workbook/foreign/to-shop.ts';
import { ROOT } from './build-once.ts';

export const shippedData = openData(ROOT);
export const languages = allWorkbookTexts();
export const contextOf = cellContext;

/** Reads an export into a shop of a market, with what a person has said of it. */
export function readExport(
  tables: readonly Table[],
  market: 'cn' | 'uk',
  said: Partial<ImportAnswers> = {},
): ForeignRead {
  const { locale } = shippedData.market(market);
  const read = readForeign(tables, {
    id: 'shop-of-test',
    name: 'Shop',
    locale,
    market: shippedData.market(market),
    starter: starterOf(market),
    names: columnNames(),
    answers: { roles: new Map(), ids: new Map(), ...said },
  });
  if (read === null) throw new Error('no table of goods was found');
  return read;
}

export interface PricedProduct {
  readonly id: string;
  readonly name: string;
  readonly price: { readonly list: number; readonly floor: number };
  readonly stock: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly [field: string]: unknown;
}

export function productsOf(read: ForeignRead): readonly PricedProduct[] {
  return (read.files?.products.products ?? []) as readonly PricedProduct[];
}
