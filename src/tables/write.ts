import { type Cell, columnName } from './table.ts';

/** A table to be written, with what a person who fills it in sees. */
export interface WrittenTable {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** Rows at the top that stay in sight. */
  readonly frozenRows: number;
  /** Rows, from 0, that are headings or explanations. */
  readonly headingRow?: number;
  readonly noteRows?: readonly number[];
  /** Width of each column in characters. */
  readonly widths: readonly number[];
  /** What may be chosen in a column, from a row on. */
  readonly choices: readonly WrittenChoice[];
}

export interface WrittenChoice {
  readonly column: number;
  readonly rowFirst: number;
  readonly rowLast: number;
  readonly values: readonly string[];
}

const HEADING_FILL = 'E8EEF7';
const NOTE_COLOUR = '7A7A7A';

/** An XLSX workbook. Every text is a text cell, whatever it begins with: none of them can be a formula. */
export async function writeWorkbook(tables: readonly WrittenTable[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    sheets: tables.map((table) => ({
      name: table.name,
      rows: table.rows.map((row) => row.map(toValue)),
      columns: table.widths.map((width) => ({
        width,
        style: { numFmt: '@', alignment: { vertical: 'top' } },
      })),
      freezePane: { rows: table.frozenRows },
      cells: styledCells(table),
      dataValidations: table.choices.map(({ column, rowFirst, rowLast, values }) => ({
        type: 'list' as const,
        values: [...values],
        allowBlank: true,
        showErrorMessage: true,
        range: rangeOf(column, rowFirst, rowLast),
      })),
    })),
  });
}

/** One CSV in UTF-8 with a byte order mark, so that spreadsheets read it right. A text that would be a formula is quoted with `'`. */
export async function writeCsvTable(rows: readonly (readonly Cell[])[]): Promise<string> {
  const { writeCsv } = await import('hucre/csv');
  const text = writeCsv(
    rows.map((row) => row.map(toValue)),
    { bom: true, escapeFormulae: true, lineSeparator: '\r\n' },
  );
  return text.endsWith('\r\n') ? text : `${text}\r\n`;
}

function styledCells(table: WrittenTable) {
  const style = (row: number, look: object) =>
    (table.rows[row] ?? []).map(
      (cell, column) => [`${row},${column}`, { value: toValue(cell), style: look }] as const,
    );
  return new Map([
    ...(table.headingRow === undefined
      ? []
      : style(table.headingRow, {
          font: { bold: true },
          fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: HEADING_FILL } },
          alignment: { wrapText: true, vertical: 'top' },
        })),
    ...(table.noteRows ?? []).flatMap((row) =>
      style(row, {
        font: { italic: true, color: { rgb: NOTE_COLOUR } },
        alignment: { wrapText: true, vertical: 'top' },
      }),
    ),
  ]);
}

function rangeOf(column: number, rowFirst: number, rowLast: number): string {
  const name = columnName(column);
  return `${name}${rowFirst + 1}:${name}${rowLast + 1}`;
}

function toValue(cell: Cell): string | number | boolean | null {
  return typeof cell === 'object' && cell !== null ? cell.moment : cell;
}
