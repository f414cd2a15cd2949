import type { Locale } from '../../model/locale.ts';
import type { Market } from '../../model/market.ts';
import { hashText } from '../../random/hash.ts';
import { type Cell, cellText, type Table, unmerged } from '../../tables/table.ts';
import { inventOrders } from '../invented.ts';
import { setAt } from '../paths.ts';
import type { CellPlace, CellProblem, ShopFiles } from '../read-shop.ts';
import { readHours } from './cell-amounts.ts';
import type { ColumnNames, Role } from './column-names.ts';
import { type ForeignColumn, type ForeignTable, readColumns, type ToldRoles } from './columns.ts';
import { type ForeignProduct, type GoodsRead, readGoods } from './goods.ts';
import { type KnownIds, productFiles } from './product-files.ts';
import { renderStarter, type Starter } from './starter.ts';

/** What a person has said about an export, kept for the next time. */
export interface ImportAnswers {
  readonly roles: ToldRoles;
  /** Until when the sale prices of the export hold, as an instant; `null`: they are not taken. Absent: not said. */
  readonly saleUntil?: string | null;
  readonly saleFrom?: string;
  /** Whether the export holds every offer there is. */
  readonly pricesComplete?: boolean;
  readonly ids: KnownIds;
}

export interface ImportInputs {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly market: Market;
  readonly starter: Starter;
  readonly names: ColumnNames;
  readonly answers: ImportAnswers;
}

/** What an import did besides, each with what a person may want to know of it. */
export type ImportNote =
  | { readonly note: 'left-out-row'; readonly place: CellPlace; readonly why: string; readonly text: string }
  | { readonly note: 'left-out-column'; readonly heading: string; readonly role: Role | 'unused' }
  | { readonly note: 'left-out-sheet'; readonly name: string }
  | { readonly note: 'no-stock' }
  | { readonly note: 'no-floor' }
  | { readonly note: 'starter'; readonly sheets: readonly string[] }
  | { readonly note: 'invented'; readonly orders: number; readonly customers: number }
  | { readonly note: 'split-by-price'; readonly name: string; readonly parts: number }
  | { readonly note: 'not-returnable'; readonly name: string };

/** What must be said before the import can go on; each is one question. */
export type ImportQuestion =
  | { readonly ask: 'columns'; readonly columns: readonly ForeignColumn[] }
  | { readonly ask: 'sale-until'; readonly heading: string; readonly example: string };

export interface ForeignRead {
  readonly columns: readonly ForeignColumn[];
  readonly files: ShopFiles | null;
  readonly problems: readonly CellProblem[];
  readonly questions: readonly ImportQuestion[];
  readonly notes: readonly ImportNote[];
  readonly products: number;
  readonly variants: number;
  /** Where each product came from, for problems of the whole. */
  readonly places: ReadonlyMap<string, CellPlace>;
}

/**
 * Makes a shop of somebody's own export. Goods and prices are read or refused, never guessed; what an export of goods does not
 * hold comes from the market's starter sheets, marked incomplete. `null`: no table with headings of goods was found.
 */
export function readForeign(tables: readonly Table[], inputs: ImportInputs): ForeignRead | null {
  const { names, answers } = inputs;
  const found = tables
    .map((table) => readColumns(table, names, answers.roles))
    .filter((table) => table !== null)
    .filter(({ columns }) => has(columns, 'name') || has(columns, 'code'))
    .sort((a, b) => weight(b) - weight(a));
  const main = found.find(({ columns }) => has(columns, 'price') || has(columns, 'was')) ?? found[0];
  if (main === undefined) return null;
  const joined = joinStock(main, found, inputs);
  const notes: ImportNote[] = tables
    .filter((table) => table !== main.table && !joined.used.includes(table) && table.rows.length > 0)
    .map((table) => ({ note: 'left-out-sheet', name: table.name }));
  const missing = missingColumns(main.columns);
  const questions = questionsOf(main.columns, missing, answers);
  const empty = {
    columns: main.columns,
    files: null,
    problems: missing,
    questions,
    notes,
    products: 0,
    variants: 0,
    places: new Map(),
  };
  if (missing.length > 0 || questions.length > 0) return empty;

  const goods = readGoods(joined.table, names, inputs.market.currency.code);
  notes.push(...goods.leftOut.map((one) => ({ note: 'left-out-row' as const, ...one })));
  const made = productFiles(goods.products, inputs.locale, names, answers.ids);
  const problems = [...joined.problems, ...goods.problems, ...made.problems];
  if (goods.products.length === 0 && problems.length === 0)
    return {
      ...empty,
      problems: [
        {
          sheet: main.table.name,
          row: main.headingRow + 1,
          column: 0,
          heading: '',
          found: 'no rows of goods',
          must: 'must have at least one product',
        },
      ],
    };
  if (problems.length > 0) return { ...empty, problems, notes };
  return {
    columns: main.columns,
    files: filesOf(made.products, goods, main.columns, inputs, notes),
    problems: [],
    questions: [],
    notes,
    products: made.products.length,
    variants: goods.products.reduce((sum, { variants }) => sum + variants.length, 0),
    places: new Map(made.products.map(({ source }, index) => [`products products.${index}`, source.place])),
  };
}

function has(columns: readonly ForeignColumn[], role: Role): boolean {
  return columns.some((column) => column.role === role);
}

function weight({ table, columns }: ForeignTable): number {
  return (has(columns, 'price') ? 1e6 : 0) + table.rows.length;
}

interface Joined {
  readonly table: ForeignTable;
  readonly used: readonly Table[];
  readonly problems: readonly CellProblem[];
}

/** A second sheet that holds the stock by code or name is read beside the first. */
function joinStock(main: ForeignTable, all: readonly ForeignTable[], { names }: ImportInputs): Joined {
  const alone = { table: main, used: [], problems: [] };
  if (has(main.columns, 'stock')) return alone;
  const key: Role = has(main.columns, 'sku') ? 'sku' : has(main.columns, 'code') ? 'code' : 'name';
  const other = all.find(
    ({ columns }) =>
      columns !== main.columns && has(columns, 'stock') && has(columns, key) && !has(columns, 'price'),
  );
  if (other === undefined) return alone;
  const columnOf = (table: ForeignTable, role: Role) =>
    table.columns.find((column) => column.role === role)!.column;
  const table = unmerged(main.table);
  const [mine, theirs] = [columnOf(main, key), columnOf(other, key)];
  const uses = new Map<string, number>();
  for (const row of table.rows.slice(main.headingRow + 1)) {
    const code = cellText(row[mine]);
    uses.set(code, (uses.get(code) ?? 0) + 1);
  }
  const counts = new Map<string, Cell>();
  const problems: CellProblem[] = [];
  const stockColumn = columnOf(other, 'stock');
  for (const [row, cells] of other.table.rows.entries()) {
    const code = cellText(cells[theirs]);
    if (row <= other.headingRow || code === '') continue;
    counts.set(code, cells[stockColumn] ?? null);
    const variants = uses.get(code) ?? 0;
    if (variants > 1)
      problems.push({
        sheet: other.table.name,
        row,
        column: stockColumn,
        heading: cellText(other.table.rows[other.headingRow]![stockColumn]),
        found: `one count for the ${variants} variants of ${code}`,
        must: 'must be a count for each variant',
        hint: 'give each variant a code of its own on both sheets',
      });
  }
  const column = Math.max(...table.rows.map((row) => row.length));
  const heading = names.roles.stock.whole[0]!;
  const rows = table.rows.map((row, index) => {
    if (index === main.headingRow) return [...pad(row, column), heading];
    const code = cellText(row[mine]);
    return index < main.headingRow || code === '' ? row : [...pad(row, column), counts.get(code) ?? null];
  });
  return {
    table: {
      ...main,
      table: { ...table, rows },
      columns: [...main.columns, { column, heading, role: 'stock', by: 'named' }],
    },
    used: [other.table],
    problems,
  };
}

function pad<T>(row: readonly T[], length: number): (T | null)[] {
  return [...row, ...Array.from({ length: Math.max(0, length - row.length) }, () => null)];
}

function missingColumns(columns: readonly ForeignColumn[]): CellProblem[] {
  const missing: CellProblem[] = [];
  const need = (there: boolean, what: string, hint: string) => {
    if (!there)
      missing.push({
        sheet: '',
        row: 0,
        column: 0,
        heading: what,
        found: columns.map(({ heading }) => heading).join(', '),
        must: 'is missing: no column is called that',
        hint,
      });
  };
  need(
    has(columns, 'name') || has(columns, 'code'),
    '商品名称 / name',
    'say which column it is: --column "HEADING=name"',
  );
  need(
    has(columns, 'price') || has(columns, 'was'),
    '价格 / price',
    'say which column it is: --column "HEADING=price"',
  );
  return missing;
}

function questionsOf(
  columns: readonly ForeignColumn[],
  missing: readonly CellProblem[],
  answers: ImportAnswers,
): ImportQuestion[] {
  if (missing.length > 0) return [];
  const unsure = columns.filter(
    ({ role, by }) => by === 'guessed' && role !== 'specification' && role !== 'unused',
  );
  // An old price alone may or may not be the one that is paid.
  const old = has(columns, 'price') ? [] : columns.filter(({ role, by }) => role === 'was' && by !== 'told');
  const sale = columns.find(({ role }) => role === 'sale');
  return [
    ...(unsure.length + old.length > 0 ? [{ ask: 'columns' as const, columns: [...unsure, ...old] }] : []),
    ...(sale !== undefined && answers.saleUntil === undefined
      ? [{ ask: 'sale-until' as const, heading: sale.heading, example: '2026-12-31' }]
      : []),
  ];
}

function filesOf(
  products: ReturnType<typeof productFiles>['products'],
  goods: GoodsRead,
  columns: readonly ForeignColumn[],
  { id, name, market, starter, answers, locale, names }: ImportInputs,
  notes: ImportNote[],
): ShopFiles {
  const known = new Set<string>();
  for (const { source } of products) if (!known.has(source.name)) known.add(source.name);
  const stocked = has(columns, 'stock');
  for (const { heading, role } of columns)
    if (
      role === 'unused' ||
      role === 'cost' ||
      role === 'coupon' ||
      (role === 'was' && has(columns, 'price'))
    )
      notes.push({ note: 'left-out-column', heading, role });
  if (!stocked) notes.push({ note: 'no-stock' });
  if (!has(columns, 'floor')) notes.push({ note: 'no-floor' });
  const splits = new Map<string, number>();
  for (const { source } of products) {
    const title = goods.products.find(({ place }) => place === source.place)?.name ?? source.name;
    splits.set(title, (splits.get(title) ?? 0) + 1);
  }
  for (const [title, parts] of splits)
    if (parts > 1) notes.push({ note: 'split-by-price', name: title, parts });
  for (const source of goods.products)
    if (
      names.offSale.includes(plainCell(source, 'returnable')) ||
      /^(不|否|no|final)/i.test(plainCell(source, 'returnable'))
    )
      notes.push({ note: 'not-returnable', name: source.name });

  const logistics = structuredClone(starter.logistics);
  const dispatch = sameHours(goods.products);
  if (dispatch !== null) {
    setAt(logistics, 'dispatch.withinHours', dispatch.hours);
    setAt(logistics, 'dispatch.text', dispatch.text);
  }
  if (goods.products.every((product) => names.freeFreight.includes(plainCell(product, 'freight'))))
    Object.assign(logistics, { freeFreightFrom: 0, freeFreightExcept: [] });
  notes.push({ note: 'starter', sheets: ['logistics', 'policies'] });

  const files = products.map(({ file }) => file);
  const invented = inventOrders({
    seed: hashText(id),
    locale,
    utcOffset: market.utcOffset,
    products: files,
    couriers: logistics.couriers as never,
    regions: logistics.regions as never,
  });
  notes.push({ note: 'invented', orders: invented.orders.length, customers: invented.customers.length });
  const promotions =
    typeof answers.saleUntil !== 'string'
      ? []
      : products
          .filter(({ sale }) => sale !== undefined)
          .map(({ file, sale }) => ({
            id: `sale-${file.id}`.slice(0, 64),
            name: has(columns, 'sale') ? columns.find(({ role }) => role === 'sale')!.heading : 'sale',
            products: [file.id],
            from: answers.saleFrom ?? `2026-01-01T00:00:00${market.utcOffset}`,
            until: answers.saleUntil,
            rule: { type: 'fixed-price', price: sale },
            withCoupons: false,
          }));
  const head = {
    ...structuredClone(starter.shop),
    id,
    name,
    families: {
      products: { complete: false },
      sizes: { complete: false },
      stock: { complete: stocked },
      prices: { complete: answers.pricesComplete ?? false },
      logistics: { complete: false },
      policy: { complete: false },
      orders: { complete: true },
    },
  };
  const headed = (kind: string, rest: object) => ({ kind, version: 1, ...rest });
  const worded = (sheet: Record<string, unknown>) => renderStarter(sheet, sheet) as Record<string, unknown>;
  return {
    shop: headed('shop', worded(head)),
    products: headed('products', { products: floorsBelowSales(files, products) }),
    prices: headed('prices', { ...worded(starter.prices), promotions }),
    logistics: headed('logistics', worded(logistics)),
    policies: headed('policies', worded(starter.policies)),
    orders: headed('orders', { orders: invented.orders }),
    customers: headed('customers', { customers: invented.customers }),
  } as ShopFiles;
}

/** Selling at its own sale price is below no floor. */
function floorsBelowSales(
  files: readonly (Record<string, unknown> & { readonly id: string })[],
  products: ReturnType<typeof productFiles>['products'],
) {
  return files.map((file, index) => {
    const { sale } = products[index]!;
    const price = file.price as { list: number; floor: number };
    return sale === undefined || sale >= price.floor ? file : { ...file, price: { ...price, floor: sale } };
  });
}

function plainCell(product: ForeignProduct, role: Role): string {
  return cellText(product.cells.get(role)?.cell).toLowerCase();
}

function sameHours(
  products: readonly ForeignProduct[],
): { readonly hours: number; readonly text: string } | null {
  const texts = new Set(products.map((product) => cellText(product.cells.get('dispatch')?.cell)));
  const [text] = texts;
  if (texts.size !== 1 || text === undefined || text === '') return null;
  const read = readHours(text);
  return read.ok ? { hours: read.value as number, text } : null;
}
