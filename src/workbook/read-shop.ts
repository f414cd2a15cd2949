import type { SheetName } from '../load/shop.ts';
import { SHOP_SHEETS } from '../model/shop.ts';
import { FACT_FAMILIES } from '../model/topic.ts';
import { type Cell, cellName, cellText, isEmptyRow, type Table } from '../tables/table.ts';
import { type CellContext, readCell } from './cell-reading.ts';
import { type HeadedColumn, headedColumns, plainHeading } from './headings.ts';
import { setAt, valueAt } from './paths.ts';
import { SHEETS } from './sheets/sheets.ts';
import type { SheetSpec } from './spec.ts';
import type { WorkbookTexts } from './texts.ts';

/** Headings stand in one of the first rows. */
const HEADING_ROWS_MAX = 12;

/** The sheets of a shop as YAML would hold them, unchecked. */
export type ShopFiles = Readonly<Record<SheetName, Record<string, unknown>>>;

export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** A cell that could not be read, or a row or column that belongs to nothing. */
export interface CellProblem extends CellPlace {
  /** What the column is called. */
  readonly heading: string;
  readonly found: string;
  readonly must: string;
  readonly hint?: string;
}

export interface ShopRead {
  readonly files: ShopFiles;
  /** Where each field came from: by sheet of the shop and path, `products products.3.price.floor`. */
  readonly places: ReadonlyMap<string, CellPlace>;
  readonly problems: readonly CellProblem[];
  /** Sheets and columns that were not read, by name: nothing is dropped in silence. */
  readonly leftOut: readonly string[];
  /** Sheets that were there, by id. */
  readonly sheets: ReadonlySet<string>;
  /** The words of the workbook, of the first sheet that was ours; absent for an export of somebody's own. */
  readonly texts?: WorkbookTexts;
}

export interface SheetFound {
  readonly sheet: SheetSpec;
  readonly texts: WorkbookTexts;
  /** From 0. */
  readonly headingRow: number;
}

/** The sheet of ours that a table is, in the language of most of its headings, or `null`: then it is somebody's own export. */
export function sheetOf(table: Table, languages: readonly WorkbookTexts[]): SheetFound | null {
  const name = plainHeading(table.name);
  let best: (SheetFound & { readonly known: number }) | null = null;
  for (const texts of languages)
    for (const sheet of SHEETS) {
      const called = [sheet.id, texts.sheets[sheet.id]!.title].map(plainHeading);
      // The parts of a CSV folder carry a number before their name.
      if (!called.some((title) => name === title || name.replace(/^\d+[-_.]?/, '') === title)) continue;
      const found = findHeadings(table, sheet, texts);
      if (found !== null && found.known > (best?.known ?? 0)) best = { sheet, texts, ...found };
    }
  return best;
}

function findHeadings(table: Table, sheet: SheetSpec, texts: WorkbookTexts) {
  const known = new Set(
    sheet.form === 'settings'
      ? [plainHeading(texts.setting), plainHeading(texts.value)]
      : headedColumns(sheet, texts).flatMap(({ heading, key }) => [plainHeading(heading), plainHeading(key)]),
  );
  let best: { readonly headingRow: number; readonly known: number } | null = null;
  for (const [headingRow, row] of table.rows.slice(0, HEADING_ROWS_MAX).entries()) {
    const count = row.filter((cell) => known.has(plainHeading(cellText(cell)))).length;
    if (count >= 2 && count > (best?.known ?? 0)) best = { headingRow, known: count };
  }
  return best;
}

/** Reads the tables of our own workbook. `context` by the language of the sheet. */
export function readShop(
  tables: readonly Table[],
  languages: readonly WorkbookTexts[],
  context: (texts: WorkbookTexts) => CellContext,
): ShopRead {
  const reading = new Reading(context);
  for (const table of tables) {
    const found = sheetOf(table, languages);
    if (found === null) {
      if (!table.rows.every(isEmptyRow)) reading.leftOut.push(table.name);
      continue;
    }
    reading.sheets.add(found.sheet.id);
    reading.texts ??= found.texts;
    reading.table(table, found.sheet, found.texts, found.headingRow);
  }
  // Lists of a product or an order wait for it: sheets may come in any order.
  reading.finish();
  return reading;
}

class Reading implements ShopRead {
  readonly files = Object.fromEntries(
    SHOP_SHEETS.map((name) => [name, { kind: name, version: 1 }]),
  ) as unknown as ShopFiles;
  readonly places = new Map<string, CellPlace>();
  readonly problems: CellProblem[] = [];
  readonly leftOut: string[] = [];
  readonly sheets = new Set<string>();
  texts?: WorkbookTexts;
  readonly #context: (texts: WorkbookTexts) => CellContext;
  readonly #later: (() => void)[] = [];
  readonly #parents = new Map<string, Map<string, number>>();

  constructor(context: (texts: WorkbookTexts) => CellContext) {
    this.#context = context;
    setAt(
      this.files.shop,
      'families',
      Object.fromEntries(FACT_FAMILIES.map((family) => [family, { complete: false }])),
    );
    this.files.products.products = [];
    this.files.orders.orders = [];
    this.files.customers.customers = [];
    Object.assign(this.files.prices, { promotions: [], coupons: [], gifts: [] });
    Object.assign(this.files.logistics, { couriers: [], regions: [] });
    setAt(this.files.policies, 'returns.reasons', {});
  }

  table(table: Table, sheet: SheetSpec, texts: WorkbookTexts, headingRow: number): void {
    if (sheet.family !== undefined) this.#readComplete(table, sheet, texts, headingRow);
    if (sheet.form === 'settings') this.#readSettings(table, sheet, texts, headingRow);
    else this.#readRows(table, sheet, texts, headingRow);
  }

  finish(): void {
    for (const [list, { target }] of [
      ['products', { target: 'products' }],
      ['orders', { target: 'orders' }],
    ] as const)
      this.#parents.set(
        list,
        new Map(
          (this.files[target][list] as { id?: string }[]).map((entry, index) => [String(entry.id), index]),
        ),
      );
    for (const add of this.#later) add();
  }

  #readComplete(table: Table, sheet: SheetSpec, texts: WorkbookTexts, headingRow: number): void {
    for (const [row, cells] of table.rows.slice(0, headingRow).entries()) {
      const column = cells.findIndex((cell) => plainHeading(cellText(cell)) === plainHeading(texts.complete));
      if (column < 0 || cellText(cells[column + 1]) === '') continue;
      const read = readCell(cells[column + 1]!, { path: '', kind: 'yes-no' }, this.#context(texts));
      const place = { sheet: table.name, row, column: column + 1 };
      if (read.ok) setAt(this.files.shop, `families.${sheet.family}.complete`, read.value);
      else this.#refuse(place, texts.complete, cells[column + 1]!, read);
    }
  }

  #readSettings(table: Table, sheet: SheetSpec, texts: WorkbookTexts, headingRow: number): void {
    const columns = headedColumns(sheet, texts);
    const record = this.files[sheet.target];
    for (const { field } of columns) if (field!.kind === 'money-or-none') setAt(record, field!.path, null);
    for (const [row, cells] of table.rows.entries()) {
      if (row <= headingRow || isComment(cells) || isEmptyRow(cells)) continue;
      const called = plainHeading(cellText(cells[0]));
      const column = columns.find(
        ({ heading, key }) => plainHeading(heading) === called || plainHeading(key) === called,
      );
      if (column === undefined) {
        this.leftOut.push(`${table.name}!${cellName(row, 0)} ${cellText(cells[0])}`);
        continue;
      }
      const place = { sheet: table.name, row, column: 1 };
      this.#take(record, sheet, column, cells[1] ?? null, place, column.field!.path, texts);
    }
  }

  #readRows(table: Table, sheet: SheetSpec, texts: WorkbookTexts, headingRow: number): void {
    const columns = headedColumns(sheet, texts);
    const at = new Map<number, HeadedColumn>();
    for (const [column, cell] of (table.rows[headingRow] ?? []).entries()) {
      const called = plainHeading(cellText(cell));
      if (called === '' || called.startsWith('#')) continue;
      const found = columns.find(
        ({ heading, key }) => plainHeading(heading) === called || plainHeading(key) === called,
      );
      if (found === undefined)
        this.leftOut.push(`${table.name}!${cellName(headingRow, column)} ${cellText(cell)}`);
      else at.set(column, found);
    }
    for (const [row, cells] of table.rows.entries()) {
      if (row <= headingRow || isComment(cells) || isEmptyRow(cells)) continue;
      this.#readRow(table, sheet, texts, at, row, cells);
    }
  }

  #readRow(
    table: Table,
    sheet: SheetSpec,
    texts: WorkbookTexts,
    at: ReadonlyMap<number, HeadedColumn>,
    row: number,
    cells: readonly Cell[],
  ): void {
    const cellOf = (key: string): { readonly cell: Cell; readonly column: number } => {
      for (const [column, headed] of at)
        if (headed.key === key) return { cell: cells[column] ?? null, column };
      return { cell: null, column: 0 };
    };
    const rowPlace = { sheet: table.name, row, column: 0 };
    const sorted =
      sheet.sort === undefined ? undefined : this.#sortOf(sheet, texts, cellOf('type'), rowPlace);
    if (sheet.sort !== undefined && sorted === undefined) return;
    const add = (holder: Record<string, unknown>, base: string) => {
      const list = sorted?.list ?? sheet.list!;
      if (sheet.id === 'stock') {
        this.#addStock(holder, base, sheet, texts, at, rowPlace, cells);
        return;
      }
      const entry: Record<string, unknown> = {};
      let holderList = valueAt(holder, list) as unknown[] | Record<string, unknown> | undefined;
      if (holderList === undefined) setAt(holder, list, (holderList = sheet.keyed ? {} : []));
      const keyPath = sheet.fields[0]!.path;
      const index = Array.isArray(holderList) ? String(holderList.length) : cellText(cellOf(keyPath).cell);
      const path = `${base}${list}.`;
      for (const [column, headed] of at) {
        if (headed.field === undefined || headed.key === 'type') continue;
        const inner = this.#innerPath(headed.field.path, sorted?.under);
        this.#take(
          entry,
          sheet,
          headed,
          cells[column] ?? null,
          { ...rowPlace, column },
          inner,
          texts,
          `${path}${index}.${inner}`,
        );
      }
      if (Array.isArray(holderList)) {
        this.places.set(`${sheet.target} ${path}${index}`, rowPlace);
        holderList.push(entry);
      } else {
        const key = String(entry[keyPath] ?? '');
        delete entry[keyPath];
        this.places.set(`${sheet.target} ${path}${key}`, rowPlace);
        holderList[key] = entry;
      }
    };
    if (sheet.parent === undefined) {
      add(this.files[sheet.target], '');
      return;
    }
    const { list, column: named } = sheet.parent;
    const { cell, column } = cellOf(`${named}:parent`);
    this.#later.push(() => {
      const index = this.#parents.get(list)?.get(cellText(cell));
      if (index === undefined) {
        this.#refuse({ ...rowPlace, column }, texts.parents[named]!.heading, cell, {
          must: `must be on the sheet ${texts.sheets[list]!.title}`,
        });
        return;
      }
      const holder = (this.files[sheet.target][list] as Record<string, unknown>[])[index]!;
      add(holder, `${list}.${index}.`);
    });
  }

  /** A statement that belongs to an entry stands below its own key; what names the other product does not. */
  #innerPath(path: string, under: string | undefined): string {
    return under === undefined || path === 'product' ? path : `${under}.${path}`;
  }

  #sortOf(
    sheet: SheetSpec,
    texts: WorkbookTexts,
    { cell, column }: { readonly cell: Cell; readonly column: number },
    rowPlace: CellPlace,
  ) {
    const field = { path: 'type', kind: 'choice', choices: Object.keys(sheet.sort!) } as const;
    const read = readCell(cell, field, this.#context(texts));
    if (read.ok) return sheet.sort![read.value as string];
    this.#refuse({ ...rowPlace, column }, texts.type.heading, cell, read);
    return undefined;
  }

  #addStock(
    product: Record<string, unknown>,
    base: string,
    sheet: SheetSpec,
    texts: WorkbookTexts,
    at: ReadonlyMap<number, HeadedColumn>,
    rowPlace: CellPlace,
    cells: readonly Cell[],
  ): void {
    const entry: Record<string, unknown> = {};
    for (const [column, headed] of at)
      if (headed.field !== undefined)
        this.#take(
          entry,
          sheet,
          headed,
          cells[column] ?? null,
          { ...rowPlace, column },
          headed.field.path,
          texts,
        );
    const colour = String(entry.colour ?? 'one');
    const size = String(entry.size ?? 'one');
    if (entry.count !== undefined) {
      setAt(product, 'stock', {
        ...(product.stock as object),
        [colour]: { ...((product.stock as Record<string, object>)?.[colour] ?? {}), [size]: entry.count },
      });
      this.places.set(`products ${base}stock.${colour}.${size}`, rowPlace);
    }
    if (entry.on === undefined) return;
    const { count: _, ...restock } = entry;
    const list = (product.restock ??= []) as unknown[];
    this.places.set(`products ${base}restock.${list.length}`, rowPlace);
    list.push(restock);
  }

  #take(
    record: Record<string, unknown>,
    sheet: SheetSpec,
    column: HeadedColumn,
    cell: Cell,
    place: CellPlace,
    path: string,
    texts: WorkbookTexts,
    origin = path,
  ): void {
    if (cellText(cell) === '') return;
    const read = readCell(cell, column.field!, this.#context(texts));
    if (!read.ok) {
      this.#refuse(place, column.heading, cell, read);
      return;
    }
    setAt(record, path, read.value);
    this.places.set(`${sheet.target} ${origin}`, place);
  }

  #refuse(
    place: CellPlace,
    heading: string,
    cell: Cell,
    { must, hint }: { readonly must: string; readonly hint?: string },
  ): void {
    this.problems.push({
      ...place,
      heading,
      found: cellText(cell) || 'nothing',
      must,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function isComment(cells: readonly Cell[]): boolean {
  return cellText(cells.find((cell) => cellText(cell) !== '')).startsWith('#');
}
