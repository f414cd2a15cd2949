import { cellText, isEmptyRow, type Table } from '../../tables/table.ts';
import { readMoney } from '../cell-reading.ts';
import { type ColumnNames, plainWord, ROLES, type Role } from './column-names.ts';

export interface ForeignColumn {
  readonly column: number;
  readonly heading: string;
  readonly role: Role | 'specification';
  /** `named`: the heading says so; `guessed`: only what stands in the cells does; `told`: a person said so. */
  readonly by: 'named' | 'guessed' | 'told';
}

export interface ForeignTable {
  readonly table: Table;
  /** From 0. */
  readonly headingRow: number;
  readonly columns: readonly ForeignColumn[];
}

/** What somebody said of columns: role by plain heading; `unused` leaves one out. */
export type ToldRoles = ReadonlyMap<string, Role | 'specification'>;

const HEADING_ROWS_MAX = 15;
const SAMPLE_ROWS = 200;
/** Roles of which a table has one column only; the first that is named has it. */
const PLURAL: ReadonlySet<string> = new Set(['unused', 'specification', 'strengths']);

/**
 * Finds the row of headings and what each column holds, or `null` where no row looks like headings of goods. Columns whose
 * heading is not known are guessed by their cells (an amount, sizes), else kept as specifications.
 */
export function readColumns(table: Table, names: ColumnNames, told: ToldRoles): ForeignTable | null {
  const rank = rankOf(names);
  let best = { headingRow: -1, known: 0 };
  for (const [headingRow, row] of table.rows.slice(0, HEADING_ROWS_MAX).entries()) {
    const roles = row.map((cell) => roleOf(cellText(cell), rank, told));
    const named = new Set(roles.filter((role) => role !== null && role !== 'unused'));
    const known = named.size;
    // One known word alone may stand in any row; the name of the goods, and no amount beside it, only in the headings.
    const heads =
      known > 1 || (named.has('name') && row.length > 1 && !row.some((cell) => readMoney(cell).ok));
    if (heads && known > best.known) best = { headingRow, known };
  }
  if (best.headingRow < 0) return null;
  const { headingRow } = best;
  const taken = new Set<string>();
  const columns: ForeignColumn[] = [];
  for (const [column, cell] of table.rows[headingRow]!.entries()) {
    const heading = cellText(cell);
    if (heading === '') continue;
    const found = roleOf(heading, rank, told);
    const by = told.has(plainWord(heading)) ? 'told' : 'named';
    if (found === null) columns.push({ column, heading, role: 'specification', by: 'guessed' });
    // Of two columns that say the same, the second says nothing new.
    else if (taken.has(found) && !PLURAL.has(found)) columns.push({ column, heading, role: 'unused', by });
    else {
      taken.add(found);
      columns.push({ column, heading, role: found, by });
    }
  }
  return { table, headingRow, columns: columns.map((each) => guess(each, columns, table, headingRow)) };
}

/** Roles whose names are known by their whole, else by a part of them, in the order of narrowness. */
function rankOf(names: ColumnNames) {
  const whole = new Map<string, Role>();
  const part: (readonly [string, Role])[] = [];
  for (const role of ROLES) {
    for (const word of names.roles[role].whole)
      if (!whole.has(plainWord(word))) whole.set(plainWord(word), role);
    for (const word of names.roles[role].part) part.push([plainWord(word), role]);
  }
  return { whole, part };
}

function roleOf(heading: string, { whole, part }: ReturnType<typeof rankOf>, told: ToldRoles) {
  const plain = plainWord(heading);
  if (plain === '') return null;
  const said = told.get(plain);
  if (said !== undefined) return said;
  // The unit behind a heading says nothing about what it is: 价格元, weightkg.
  const bare = plain.replace(/(元|¥|rmb|cny|£|gbp|件|个|kg|g|克|cm)$/, '');
  return whole.get(plain) ?? whole.get(bare) ?? part.find(([word]) => plain.includes(word))?.[1] ?? null;
}

/** An unknown heading over cells of amounts in a currency, where no column is named as the price. */
function guess(
  one: ForeignColumn,
  all: readonly ForeignColumn[],
  table: Table,
  headingRow: number,
): ForeignColumn {
  if (one.role !== 'specification' || one.by === 'told') return one;
  const cells = table.rows
    .slice(headingRow + 1, headingRow + 1 + SAMPLE_ROWS)
    .filter((row) => !isEmptyRow(row))
    .map((row) => row[one.column] ?? null)
    .filter((cell) => cellText(cell) !== '');
  if (cells.length === 0) return { ...one, role: 'unused' };
  const most = (holds: (text: string) => boolean) =>
    cells.filter((cell) => holds(cellText(cell))).length >= cells.length * 0.8;
  const has = (role: Role) => all.some((other) => other.role === role);
  if (!has('price') && most((text) => /[¥￥£元]|\d\.\d\d$/.test(text) && readMoney(text).ok))
    return { ...one, role: 'price' };
  if (!has('size') && most((text) => /^(X{0,3}S|M|X{0,4}L|[2-6]XL|均码)$/i.test(text)))
    return { ...one, role: 'size' };
  return one;
}
