import type { Market } from '../model/market.ts';
import type { Shop } from '../model/shop.ts';
import type { Cell } from '../tables/table.ts';
import type { WrittenChoice, WrittenTable } from '../tables/write.ts';
import { choiceWord } from './cell-reading.ts';
import { type HeadedColumn, headedColumns } from './headings.ts';
import { joinList } from './list-text.ts';
import { valueAt } from './paths.ts';
import { SHEETS } from './sheets/sheets.ts';
import type { Field, SheetSpec } from './spec.ts';
import type { WorkbookTexts } from './texts.ts';

/** Rows that a drop-down list reaches, beyond those that are filled. */
const FREE_ROWS = 500;
/** Above the headings: whether the sheet is complete, and what the sheet is for. */
const HEADING_ROW = 1;
const WIDTHS = { text: 26, list: 24, short: 14 } as const;

type Entry = Readonly<Record<string, unknown>>;

/**
 * A shop as the tables of a workbook, in the words of `texts`; reading them back gives the same shop. `null` writes the
 * empty template, with an example under each heading in a row that is not read.
 */
export function writeShop(
  shop: Shop | null,
  market: Market | null,
  texts: WorkbookTexts,
): readonly WrittenTable[] {
  const cjk = /[\u4e00-\u9fff]/.test(texts.complete);
  const write = (field: Field, value: unknown) =>
    writeCell(field, value, { texts, cjk, utcOffset: market?.utcOffset ?? '' });
  return SHEETS.map((sheet) => {
    const columns = headedColumns(sheet, texts);
    const head = headRow(sheet, shop, texts);
    return sheet.form === 'settings'
      ? settingsTable(sheet, columns, head, shop, texts, write)
      : rowsTable(sheet, columns, head, shop, texts, write);
  });
}

type Write = (field: Field, value: unknown) => Cell;

function headRow(sheet: SheetSpec, shop: Shop | null, texts: WorkbookTexts): Cell[] {
  const about = `# ${texts.sheets[sheet.id]!.about}`;
  if (sheet.family === undefined) return [about];
  const complete = shop === null ? '' : (shop.families[sheet.family].complete ? texts.yes : texts.no)[0]!;
  return [texts.complete, complete, `${about} ${texts.completeHelp}`];
}

function settingsTable(
  sheet: SheetSpec,
  columns: readonly HeadedColumn[],
  head: Cell[],
  shop: Shop | null,
  texts: WorkbookTexts,
  write: Write,
): WrittenTable {
  const record = shop === null ? {} : recordOf(shop, sheet);
  const rows = columns.map(({ field, heading, help, example }) => [
    heading,
    shop === null ? '' : write(field!, valueAt(record, field!.path)),
    `# ${help}${example === undefined ? '' : ` (${example})`}`,
  ]);
  return {
    name: texts.sheets[sheet.id]!.title,
    rows: [head, [texts.setting, texts.value, texts.note], ...rows],
    frozenRows: HEADING_ROW + 1,
    headingRow: HEADING_ROW,
    noteRows: [0],
    widths: [30, 44, 70],
    choices: [
      ...completeChoice(sheet, texts),
      ...columns.flatMap(({ field }, index) => {
        const values = choicesOf(field!, texts);
        const row = index + HEADING_ROW + 1;
        return values === undefined ? [] : [{ column: 1, rowFirst: row, rowLast: row, values }];
      }),
    ],
  };
}

function rowsTable(
  sheet: SheetSpec,
  columns: readonly HeadedColumn[],
  head: Cell[],
  shop: Shop | null,
  texts: WorkbookTexts,
  write: Write,
): WrittenTable {
  const rows = shop === null ? [] : rowsOf(shop, sheet, texts, write);
  const notes = columns.map(({ help }, index) => (index === 0 ? `# ${help}` : help));
  const examples = columns.map(({ example = '' }, index) => (index === 0 ? `# ${example}` : example));
  const before = [head, columns.map(({ heading }) => heading), notes, ...(shop === null ? [examples] : [])];
  const rowFirst = before.length;
  return {
    name: texts.sheets[sheet.id]!.title,
    rows: [...before, ...rows],
    frozenRows: HEADING_ROW + 1,
    headingRow: HEADING_ROW,
    noteRows: before.map((_, row) => row).filter((row) => row !== HEADING_ROW),
    widths: columns.map(({ field }) =>
      field?.kind === 'text' ? WIDTHS.text : field?.kind === 'list' ? WIDTHS.list : WIDTHS.short,
    ),
    choices: [
      ...completeChoice(sheet, texts),
      ...columns.flatMap(({ key, field }, column): WrittenChoice[] => {
        const values =
          key === 'type' && sheet.sort !== undefined
            ? Object.keys(sheet.sort).map((id) => choiceWord('type', id, texts))
            : field === undefined
              ? undefined
              : choicesOf(field, texts);
        return values === undefined
          ? []
          : [{ column, rowFirst, rowLast: rowFirst + rows.length + FREE_ROWS, values }];
      }),
    ],
  };
}

function completeChoice(sheet: SheetSpec, texts: WorkbookTexts): WrittenChoice[] {
  return sheet.family === undefined
    ? []
    : [{ column: 1, rowFirst: 0, rowLast: 0, values: [texts.yes[0]!, texts.no[0]!] }];
}

function choicesOf({ path, kind, choices }: Field, texts: WorkbookTexts): readonly string[] | undefined {
  if (kind === 'yes-no') return [texts.yes[0]!, texts.no[0]!];
  return kind === 'choice' ? choices!.map((id) => choiceWord(path, id, texts)) : undefined;
}

function rowsOf(shop: Shop, sheet: SheetSpec, texts: WorkbookTexts, write: Write): Cell[][] {
  const { parent } = sheet;
  if (parent === undefined)
    return entriesOf(recordOf(shop, sheet), sheet).map((entry) => fieldsOf(entry, sheet, write));
  const parents = valueAt(shop, parent.list) as readonly (Entry & { readonly id: string })[];
  return parents.flatMap((holder) => {
    if (sheet.id === 'stock') return stockRows(holder as unknown as Shop['products'][number], sheet, write);
    if (sheet.sort === undefined)
      return entriesOf(holder, sheet).map((entry) => [holder.id, ...fieldsOf(entry, sheet, write)]);
    return Object.entries(sheet.sort).flatMap(([type, { list, under }]) =>
      ((valueAt(holder, list) as readonly Entry[] | undefined) ?? []).map((entry) => [
        holder.id,
        choiceWord('type', type, texts),
        ...fieldsOf(under === undefined ? entry : { ...entry, ...(entry[under] as Entry) }, sheet, write),
      ]),
    );
  });
}

/** Every count, then every date of restocking, in their order. */
function stockRows(product: Shop['products'][number], sheet: SheetSpec, write: Write): Cell[][] {
  const one = (id: string) => (id === 'one' ? undefined : id);
  const entries: Entry[] = [
    ...Object.entries(product.stock).flatMap(([colour, counts]) =>
      Object.entries(counts).map(([size, count]) => ({ colour: one(colour), size: one(size), count })),
    ),
    ...product.restock,
  ];
  return entries.map((entry) => [product.id, ...fieldsOf(entry, sheet, write)]);
}

function entriesOf(record: unknown, sheet: SheetSpec): readonly Entry[] {
  const list = valueAt(record, sheet.list!);
  if (sheet.keyed)
    return Object.entries((list ?? {}) as Readonly<Record<string, Entry>>).map(([key, entry]) => ({
      ...entry,
      [sheet.fields[0]!.path]: key,
    }));
  return (list ?? []) as readonly Entry[];
}

function fieldsOf(entry: Entry, sheet: SheetSpec, write: Write): Cell[] {
  return sheet.fields.map((field) => write(field, valueAt(entry, field.path)));
}

function recordOf(shop: Shop, { target }: SheetSpec): unknown {
  return target === 'prices' || target === 'logistics' || target === 'policies' ? shop[target] : shop;
}

interface Writing {
  readonly texts: WorkbookTexts;
  readonly cjk: boolean;
  readonly utcOffset: string;
}

function writeCell(field: Field, value: unknown, { texts, cjk, utcOffset }: Writing): Cell {
  if (value === undefined || value === null) return null;
  switch (field.kind) {
    case 'money':
    case 'money-or-none':
      return (value as number) / 100;
    case 'list': {
      const entries = value as readonly string[];
      const named =
        field.choices === undefined ? entries : entries.map((entry) => choiceWord(field.path, entry, texts));
      return entries.length === 0 ? null : joinList(named, cjk);
    }
    case 'whole-list':
      return (value as readonly number[]).length === 0
        ? null
        : joinList((value as readonly number[]).map(String), cjk);
    case 'products':
      return value === 'all' ? texts.all[0]! : joinList(value as readonly string[], cjk);
    case 'yes-no':
      return (value ? texts.yes : texts.no)[0]!;
    case 'choice':
      return choiceWord(field.path, value as string, texts);
    case 'instant':
    case 'instant-end': {
      const text = value as string;
      return text.endsWith(utcOffset) && utcOffset !== '' ? text.slice(0, 19).replace('T', ' ') : text;
    }
    case 'pairs': {
      const pairs = Object.entries(value as Readonly<Record<string, number>>);
      return pairs.length === 0
        ? null
        : joinList(
            pairs.map(([id, number]) => `${texts.measures[id] ?? id} ${number}`),
            cjk,
          );
    }
    default:
      return value as string | number;
  }
}
