import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import { readPack } from '../../system/packs.ts';
import type { CellContext } from '../../workbook/cell-reading.ts';
import type { ColumnNames } from '../../workbook/foreign/column-names.ts';
import type { Starter } from '../../workbook/foreign/starter.ts';
import type { WorkbookTexts } from '../../workbook/texts.ts';

// The packs are held to their schemas by tests and by the build; at run time they are taken as they are.

export function workbookTexts(locale: Locale): WorkbookTexts {
  return readPack(`locales/${locale}/workbook`) as WorkbookTexts;
}

export function allWorkbookTexts(): readonly WorkbookTexts[] {
  return LOCALES.map(workbookTexts);
}

export function columnNames(): ColumnNames {
  return readPack('import-columns') as ColumnNames;
}

export function starterOf(market: string): Starter {
  return readPack(`starters/${market}`) as Starter;
}

export function cellContext(market: Pick<Market, 'utcOffset' | 'id'>): (texts: WorkbookTexts) => CellContext {
  return (texts) => ({ words: texts, utcOffset: market.utcOffset, dayFirst: market.id !== 'us' });
}
