import { columnsOf, type Field, type SheetSpec } from './spec.ts';
import type { ColumnText, WorkbookTexts } from './texts.ts';

export interface HeadedColumn extends ColumnText {
  /** `product:parent`, `type`, or the field's path. */
  readonly key: string;
  readonly field?: Field;
}

/** The columns of a sheet with their words. Throws for a column that the pack does not name: a bug of ours. */
export function headedColumns(sheet: SheetSpec, texts: WorkbookTexts): readonly HeadedColumn[] {
  return columnsOf(sheet).map(({ key, field }) => ({
    key,
    ...(field === undefined ? {} : { field }),
    ...textOf(sheet, key, texts),
  }));
}

function textOf(sheet: SheetSpec, key: string, texts: WorkbookTexts): ColumnText {
  if (key.endsWith(':parent')) return need(texts.parents[key.slice(0, -':parent'.length)], sheet, key);
  if (key === 'type' && sheet.sort !== undefined) return texts.type;
  const own = texts.sheets[sheet.id]?.columns[key];
  if (own !== undefined) return own;
  const told = /^(?:(.*)\.)?(text|keys|denies)$/.exec(key);
  if (told === null) return need(undefined, sheet, key);
  const part = texts.told[told[2] as 'text' | 'keys' | 'denies'];
  const fact = need(texts.sheets[sheet.id]?.columns[told[1] ?? ''], sheet, key);
  return {
    heading: fact.heading + part.heading,
    help: told[2] === 'text' ? fact.help : part.help,
    ...(told[2] === 'text' && fact.example !== undefined ? { example: fact.example } : {}),
  };
}

function need(text: ColumnText | undefined, sheet: SheetSpec, key: string): ColumnText {
  if (text === undefined) throw new Error(`no workbook text for ${sheet.id} ${key}`);
  return text;
}

/** As headings are compared: without blanks, marks of what must be filled, and case. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*＊:：()（）]/g, '')
    .toLowerCase();
}
