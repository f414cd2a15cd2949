/** A spreadsheet's cell as it was read. Dates are days and times of the sheet itself, without a zone: `2026-11-11 20:00:00`. */
export type Cell = string | number | boolean | { readonly moment: string } | null;

/** Cells from the first row and column on; rows may be of different length. */
export interface Table {
  /** The sheet's name, or the file's without its ending. */
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Cells that were joined: from the first to the last row and column, both included, from 0. */
  readonly merges: readonly Merge[];
}

export interface Merge {
  readonly rowFirst: number;
  readonly rowLast: number;
  readonly columnFirst: number;
  readonly columnLast: number;
}

/** Most cells of all tables of a file together; beyond it the file is refused. */
export const CELLS_MAX = 4_000_000;

/** What stands in a cell, as text, without blanks around it; empty for an empty cell. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return cell.moment;
  return String(cell).trim();
}

export function isEmptyRow(row: readonly Cell[]): boolean {
  return row.every((cell) => cellText(cell) === '');
}

/** `B7`, as people name a cell; row and column from 0. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** The same table with every cell of a merged block holding what its first cell holds. */
export function unmerged(table: Table): Table {
  if (table.merges.length === 0) return table;
  const rows = table.rows.map((row) => [...row]);
  for (const { rowFirst, rowLast, columnFirst, columnLast } of table.merges) {
    const value = rows[rowFirst]?.[columnFirst] ?? null;
    for (let row = rowFirst; row <= Math.min(rowLast, rows.length - 1); row += 1)
      for (let column = columnFirst; column <= columnLast; column += 1) {
        const cells = rows[row]!;
        while (cells.length <= column) cells.push(null);
        cells[column] = value;
      }
  }
  return { ...table, rows, merges: [] };
}
