import type { SheetName } from '../load/shop.ts';
import type { FactFamily } from '../model/topic.ts';

/** How a cell is read and written. Money is in major units with at most two decimals, as in YAML. */
export type CellKind =
  | 'text'
  | 'list'
  | 'money'
  | 'number'
  | 'whole'
  | 'yes-no'
  | 'choice'
  | 'day'
  /** A day with a time; a day alone is its first moment. */
  | 'instant'
  /** The same; a day alone is its last moment. */
  | 'instant-end'
  | 'time'
  /** Names with amounts: `bust 98; length 64`. */
  | 'pairs'
  /** `all`, or a list of ids. */
  | 'products'
  /** An amount, or empty for none at all. */
  | 'money-or-none'
  | 'whole-list';

/** One column of a sheet, or one line of a sheet of settings. */
export interface Field {
  /** Where it stands in the record: `price.list`, `heightCm.0`. */
  readonly path: string;
  readonly kind: CellKind;
  readonly choices?: readonly string[];
}

/**
 * One sheet of the workbook.
 *
 * - `settings`: a line a field, for what there is once.
 * - `rows`: a row an entry of the list at `list`.
 * - with `parent`: a row belongs to the entry whose id stands in the column `parent.column`, and goes to its list at `list`.
 * - `keyed`: the list is a mapping, keyed by the first field.
 * - `sort`: the column `type` says to which of several lists an entry goes, and below which key.
 */
export interface SheetSpec {
  readonly id: string;
  readonly target: SheetName;
  readonly form: 'settings' | 'rows';
  /** The family whose completeness stands on this sheet. */
  readonly family?: FactFamily;
  readonly list?: string;
  readonly parent?: { readonly list: string; readonly column: string };
  readonly keyed?: true;
  readonly sort?: Readonly<Record<string, { readonly list: string; readonly under?: string }>>;
  readonly fields: readonly Field[];
}

/** The columns of a sheet in order, those of parent and type first. */
export function columnsOf(sheet: SheetSpec): readonly { readonly key: string; readonly field?: Field }[] {
  return [
    ...(sheet.parent === undefined ? [] : [{ key: `${sheet.parent.column}:parent` }]),
    ...(sheet.sort === undefined ? [] : [{ key: 'type' }]),
    ...sheet.fields.map((field) => ({ key: field.path, field })),
  ];
}
