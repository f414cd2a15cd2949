import { type Cell, cellText, isEmptyRow, unmerged } from '../../tables/table.ts';
import type { CellRead } from '../cell-reading.ts';
import type { CellPlace, CellProblem } from '../read-shop.ts';
import { readCount, readPrice } from './cell-amounts.ts';
import { type ColumnNames, plainWord, type Role } from './column-names.ts';
import type { ForeignColumn, ForeignTable } from './columns.ts';
import { ofOption, splitSpec, type VariantNames } from './variants.ts';

export interface ForeignVariant extends VariantNames {
  readonly place: CellPlace;
  /** Major units. */
  readonly price: number;
  readonly sale?: number;
  readonly floor?: number;
  /** Absent: the export says nothing of stock. */
  readonly count?: number;
}

/** One product of an export, its rows together. */
export interface ForeignProduct {
  readonly name: string;
  readonly code: string;
  readonly place: CellPlace;
  readonly variants: readonly ForeignVariant[];
  /** The other cells of its first row that has any, by role. */
  readonly cells: ReadonlyMap<
    Role,
    { readonly cell: Cell; readonly place: CellPlace; readonly heading: string }
  >;
  /** Columns of which we know no role, as heading and text. */
  readonly specifications: readonly { readonly heading: string; readonly text: string }[];
}

export interface GoodsRead {
  readonly products: readonly ForeignProduct[];
  readonly problems: readonly CellProblem[];
  /** Rows that are no goods, with why: nothing is dropped in silence. */
  readonly leftOut: readonly {
    readonly place: CellPlace;
    readonly why: 'off-sale' | 'total' | 'heading' | 'stray';
    readonly text: string;
  }[];
}

interface Row {
  readonly cells: readonly Cell[];
  readonly row: number;
}

/** The goods of an export: one product a group of rows, one variant a row. `currency` is the market's. */
export function readGoods(foreign: ForeignTable, names: ColumnNames, currency: string): GoodsRead {
  return new Goods(foreign, names, currency).read();
}

class Goods {
  readonly #foreign: ForeignTable;
  readonly #names: ColumnNames;
  readonly #currency: string;
  readonly #columns = new Map<Role, ForeignColumn>();
  readonly #problems: CellProblem[] = [];
  readonly #leftOut: GoodsRead['leftOut'][number][] = [];

  constructor(foreign: ForeignTable, names: ColumnNames, currency: string) {
    this.#foreign = { ...foreign, table: unmerged(foreign.table) };
    this.#names = names;
    this.#currency = currency;
    for (const column of foreign.columns)
      if (column.role !== 'specification' && column.role !== 'unused' && !this.#columns.has(column.role))
        this.#columns.set(column.role, column);
  }

  read(): GoodsRead {
    const groups = new Map<string, { rows: Row[]; name: string; code: string }>();
    let name = '';
    let code = '';
    const keyByCode = this.#codeNamesProducts();
    for (const row of this.#goodsRows()) {
      const ownName = this.#text(row, 'name');
      const ownCode = keyByCode ? this.#text(row, 'code') : '';
      // One row a variant: the cells below the first row of a product are empty.
      if (ownName !== '') name = ownName;
      if (ownName !== '' || ownCode !== '') code = ownCode;
      if (name === '' && code === '') {
        this.#leave(row, 'stray');
        continue;
      }
      const key = code === '' ? name : code;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { rows: [row], name: ownName, code });
      else {
        group.rows.push(row);
        if (group.name === '') group.name = ownName;
      }
    }
    const products = [...groups.values()].flatMap(({ rows, name: title, code: own }) =>
      this.#product(rows, title, own),
    );
    return { products, problems: this.#problems, leftOut: this.#leftOut };
  }

  /** A code of its own in nearly every row, while names repeat, is the code of a variant. */
  #codeNamesProducts(): boolean {
    const rows = this.#foreign.table.rows.slice(this.#foreign.headingRow + 1);
    const column = this.#columns.get('code');
    const named = this.#columns.get('name');
    if (column === undefined) return false;
    if (named === undefined) return true;
    const codes = rows.map((row) => cellText(row[column.column])).filter((text) => text !== '');
    const titles = rows.map((row) => cellText(row[named.column])).filter((text) => text !== '');
    const kinds = (texts: readonly string[]) => new Set(texts).size;
    return !(kinds(codes) > codes.length * 0.9 && kinds(titles) < codes.length * 0.7);
  }

  #goodsRows(): Row[] {
    const { table, headingRow } = this.#foreign;
    const headings = new Set(this.#foreign.columns.map(({ heading }) => plainWord(heading)));
    const rows: Row[] = [];
    for (const [row, cells] of table.rows.entries()) {
      if (row <= headingRow || isEmptyRow(cells)) continue;
      const filled = cells.map(cellText).filter((text) => text !== '');
      const one = { cells, row };
      if (filled.length > 1 && filled.every((text) => headings.has(plainWord(text))))
        this.#leave(one, 'heading');
      else if (this.#names.totals.includes(plainWord(filled[0]!))) this.#leave(one, 'total');
      else if (filled.length === 1 && this.#foreign.columns.length > 2) this.#leave(one, 'stray');
      else if (this.#names.offSale.includes(this.#text(one, 'status').toLowerCase()))
        this.#leave(one, 'off-sale');
      else rows.push(one);
    }
    return rows;
  }

  #product(rows: readonly Row[], name: string, code: string): ForeignProduct[] {
    const first = rows[0]!;
    if (name === '') {
      this.#refuse(first, 'name', { must: 'must be the name of the product' });
      return [];
    }
    const variants = rows.flatMap((row) => this.#variant(row, rows));
    if (variants.length === 0) return [];
    this.#refuseTwins(variants, rows);
    const cells = new Map<Role, { cell: Cell; place: CellPlace; heading: string }>();
    for (const [role, { column, heading }] of this.#columns) {
      const row = rows.find((each) => cellText(each.cells[column]) !== '');
      if (row !== undefined)
        cells.set(role, { cell: row.cells[column]!, place: this.#place(row, column), heading });
    }
    const specifications = this.#foreign.columns
      .filter(({ role }) => role === 'specification')
      .flatMap(({ heading, column }) => {
        const texts = [
          ...new Set(rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '')),
        ];
        // What differs between the variants is no fact of the product.
        return texts.length === 1 ? [{ heading, text: texts[0]! }] : [];
      });
    return [{ name, code, place: this.#place(first, 0), variants, cells, specifications }];
  }

  #variant(row: Row, rows: readonly Row[]): ForeignVariant[] {
    const price = this.#amount(row, 'price', rows) ?? this.#amount(row, 'was', rows);
    if (price === undefined) {
      // A row without any price belongs to a product only through its other cells, such as more pictures.
      if (this.#isBare(row)) this.#leave(row, 'stray');
      else if (!this.#problems.some((problem) => problem.row === row.row))
        this.#refuse(row, 'price', { must: 'must be the price' });
      return [];
    }
    const count = this.#columns.has('stock') ? this.#count(row) : undefined;
    if (count === null) return [];
    const sale = this.#amount(row, 'sale', null);
    const floor = this.#amount(row, 'floor', rows);
    return [
      {
        ...this.#variantNames(row, rows),
        place: this.#place(row, this.#columns.get('price')?.column ?? 0),
        price,
        ...(sale === undefined || sale === price ? {} : { sale }),
        ...(floor === undefined ? {} : { floor }),
        ...(count === undefined ? {} : { count }),
      },
    ];
  }

  /** Neither variant nor count nor price: such rows carry pictures and the like. */
  #isBare(row: Row): boolean {
    return (['size', 'colour', 'spec', 'option1', 'stock', 'sku', 'price'] as const).every(
      (role) => this.#text(row, role) === '',
    );
  }

  #variantNames(row: Row, rows: readonly Row[]): VariantNames {
    const spec = this.#text(row, 'spec');
    const split = spec === '' ? { colour: '', size: '' } : splitSpec(spec, this.#names);
    const named = (role: 'option1-name' | 'option2-name') =>
      this.#text(row, role) || this.#text(rows.find((each) => this.#text(each, role) !== '') ?? row, role);
    const options = {
      ...ofOption(named('option1-name'), this.#text(row, 'option1'), this.#names),
    };
    const second = ofOption(named('option2-name'), this.#text(row, 'option2'), this.#names);
    const size = [options.size, second.size].filter((text) => text !== undefined).join(' ');
    const pick = (text: string) => (this.#names.oneSize.includes(text.toLowerCase()) ? '' : text);
    return {
      colour: pick(this.#text(row, 'colour')) || split.colour || (options.colour ?? second.colour ?? ''),
      size: pick(this.#text(row, 'size')) || split.size || size,
    };
  }

  /** `rows`: the product's, one of whose rows may speak for all of them; `null`: each row for itself. */
  #amount(
    row: Row,
    role: 'price' | 'was' | 'sale' | 'floor',
    rows: readonly Row[] | null,
  ): number | undefined {
    const column = this.#columns.get(role);
    if (column === undefined) return undefined;
    let from = row;
    if (cellText(row.cells[column.column]) === '') {
      if (rows === null || this.#isBare(row)) return undefined;
      // A price on the product's first row alone holds for all of its rows.
      const filled = rows.filter((each) => cellText(each.cells[column.column]) !== '');
      if (filled.length !== 1 || filled[0] !== rows[0]) return undefined;
      from = filled[0]!;
    }
    const read = readPrice(from.cells[column.column]!, this.#currency);
    if (!read.ok) {
      this.#refuse(from, role, read);
      return undefined;
    }
    if (read.value === 0 && (role === 'price' || role === 'sale')) {
      this.#refuse(from, role, { must: 'must be above zero' });
      return undefined;
    }
    return read.value as number;
  }

  #count(row: Row): number | null {
    const { column } = this.#columns.get('stock')!;
    const cell = row.cells[column] ?? null;
    const read: CellRead =
      cellText(cell) === ''
        ? { ok: false, must: 'must be a whole number of pieces; write 0 for what is sold out' }
        : readCount(cell);
    if (read.ok) return read.value as number;
    this.#refuse(row, 'stock', read);
    return null;
  }

  #refuseTwins(variants: readonly ForeignVariant[], rows: readonly Row[]): void {
    const seen = new Map<string, ForeignVariant>();
    for (const variant of variants) {
      const key = `${variant.colour}\n${variant.size}`;
      const before = seen.get(key);
      if (before === undefined) seen.set(key, variant);
      else
        this.#refuse(rows.find(({ row }) => row === variant.place.row)!, 'name', {
          must: `must have a colour or size of its own: row ${before.place.row + 1} sells the same`,
        });
    }
  }

  #text(row: Row, role: Role): string {
    const column = this.#columns.get(role);
    return column === undefined ? '' : cellText(row.cells[column.column]);
  }

  #place(row: Row, column: number): CellPlace {
    return { sheet: this.#foreign.table.name, row: row.row, column };
  }

  #refuse(row: Row, role: Role, { must, hint }: { readonly must: string; readonly hint?: string }): void {
    const column = this.#columns.get(role);
    const place = this.#place(row, column?.column ?? 0);
    if (this.#problems.some((other) => other.row === place.row && other.column === place.column)) return;
    this.#problems.push({
      ...place,
      heading: column?.heading ?? role,
      found: this.#text(row, role) || 'nothing',
      must,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #leave(row: Row, why: GoodsRead['leftOut'][number]['why']): void {
    const text = row.cells
      .map(cellText)
      .filter((each) => each !== '')
      .join(' ')
      .slice(0, 60);
    this.#leftOut.push({ place: this.#place(row, 0), why, text });
  }
}
