import type { SheetName } from '../load/shop.ts';
import { headedColumns } from './headings.ts';
import { SHEETS } from './sheets/sheets.ts';
import type { WorkbookTexts } from './texts.ts';

/** Where a person finds a field: the sheet's title, and the column's or the line's heading where the field is one. */
export interface FieldName {
  readonly sheet: string;
  readonly heading?: string;
}

/**
 * What the workbook calls the field at `path` (`dispatch.from`, `products[0].price.floor`, `couriers`) of a sheet of the
 * shop. A mapping that several columns fill is called by the first of them.
 */
export function fieldName(target: SheetName, path: string, texts: WorkbookTexts): FieldName | undefined {
  const steps = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const sheets = SHEETS.filter((sheet) => sheet.target === target);
  let best: (FieldName & { readonly depth: number }) | undefined;
  const offer = (depth: number, found: FieldName) => {
    if (best === undefined || depth > best.depth) best = { depth, ...found };
  };
  for (const sheet of sheets) {
    const title = texts.sheets[sheet.id]!.title;
    const base = sheet.form === 'settings' ? [] : (sheet.list ?? '').split('.');
    const from = sheet.parent === undefined ? 0 : sheet.parent.list.split('.').length + 1;
    const rest = steps.slice(from);
    if (!base.every((step, index) => rest[index] === step)) continue;
    if (sheet.form === 'rows') offer(from + base.length, { sheet: title });
    // Behind a list stands the entry's number or its key.
    const inner = rest.slice(base.length + (sheet.form === 'rows' ? 1 : 0));
    if (inner.length === 0) continue;
    for (const column of headedColumns(sheet, texts)) {
      const own = column.key.split('.');
      const shared = inner.findIndex((step, index) => own[index] !== step);
      const alike = shared < 0 ? inner.length : shared;
      if (alike === 0 || (alike < inner.length && alike < own.length)) continue;
      offer(from + base.length + 1 + alike, { sheet: title, heading: column.heading });
    }
  }
  return best === undefined
    ? undefined
    : { sheet: best.sheet, ...(best.heading === undefined ? {} : { heading: best.heading }) };
}
