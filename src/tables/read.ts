import type { Problem } from '../load/problem.ts';
import { decodeText } from './decode.ts';
import { CELLS_MAX, type Cell, type Table } from './table.ts';
import { UNPACKED_BYTES_MAX, unpackedSize } from './unpacked-size.ts';

export type TablesRead =
  | { readonly ok: true; readonly tables: readonly Table[]; readonly encoding?: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * The tables of a spreadsheet file: every visible sheet of an XLSX, or the one of a CSV or TSV, told apart by their bytes
 * and not by the name. Formulas count as the value that was last computed; macros, links and pictures are not looked at.
 * Never throws on any bytes. `file`: the name it is reported under.
 */
export async function readTables(file: string, bytes: Uint8Array): Promise<TablesRead> {
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(file, bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse(file, 'must be .xlsx or .csv', {
      found: 'an old .xls, or a workbook with a password',
      hint: 'open it in Excel or WPS and save it as .xlsx, without a password',
    });
  if (
    bytes.subarray(0, 4096).some((byte) => byte === 0) &&
    !startsWith(bytes, [0xff, 0xfe]) &&
    !startsWith(bytes, [0xfe, 0xff])
  )
    return refuse(file, 'must be .xlsx or .csv', { found: 'a file that is no text and no workbook' });
  const { text, encoding } = decodeText(bytes);
  return { ok: true, tables: [await readCsv(baseName(file), text)], encoding };
}

/** One table from text whose cells are parted by commas, semicolons, tabs or bars, whichever fits. */
export async function readCsv(name: string, text: string): Promise<Table> {
  const { parseCsv, stripBom } = await import('hucre/csv');
  const plain = stripBom(text);
  const parse = (part: string, delimiter: string) => parseCsv(part, { delimiter, typeInference: false });
  const rows = parseCsv(plain, {
    delimiter: findDelimiter(plain.slice(0, SAMPLE_CHARACTERS), parse),
    typeInference: false,
    skipEmptyRows: false,
    unescapeFormulae: true,
  });
  return { name, rows: rows as Cell[][], merges: [] };
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_CHARACTERS = 20_000;

/** The sign at which most rows part into equally many cells, quotes being heeded; at a tie the one that makes more of them. */
function findDelimiter(
  sample: string,
  parse: (part: string, delimiter: string) => readonly (readonly unknown[])[],
): string {
  let best = { delimiter: ',', share: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue;
    const counts = new Map<number, number>();
    const rows = parse(sample, delimiter);
    for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    const [cells, often] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
    if (cells < 2) continue;
    const share = often / rows.length;
    if (share > best.share + 0.05 || (share > best.share - 0.05 && cells > best.cells))
      best = { delimiter, share, cells };
  }
  return best.delimiter;
}

async function readWorkbook(file: string, bytes: Uint8Array): Promise<TablesRead> {
  try {
    if (unpackedSize(bytes) === null)
      return refuse(file, `must unpack to less than ${UNPACKED_BYTES_MAX / 1024 / 1024} MB`, {
        hint: 'remove pictures and unused sheets, or export the sheet as .csv',
      });
  } catch {
    return refuse(file, 'is damaged and cannot be unpacked', {
      hint: 'open it in Excel or WPS and save it anew',
    });
  }
  const { readXlsx } = await import('hucre/xlsx');
  try {
    const workbook = await readXlsx(bytes, { sheets: (info) => !info.hidden && !info.veryHidden });
    const cells = workbook.sheets.reduce(
      (sum, sheet) => sum + sheet.rows.length * (sheet.rows[0]?.length ?? 0),
      0,
    );
    if (cells > CELLS_MAX)
      return refuse(file, `must have fewer than ${CELLS_MAX} cells`, { found: String(cells) });
    return {
      ok: true,
      tables: workbook.sheets.map(({ name, rows, merges = [] }) => ({
        name,
        rows: rows.map((row) => row.map(toCell)),
        merges: merges.map(({ startRow, endRow, startCol, endCol }) => ({
          rowFirst: startRow,
          rowLast: endRow,
          columnFirst: startCol,
          columnLast: endCol,
        })),
      })),
    };
  } catch (error) {
    return refuse(file, 'cannot be read as a workbook', {
      found: (error as Error).message.slice(0, 120),
      hint: 'open it in Excel or WPS and save it anew as .xlsx, or as .csv',
    });
  }
}

function toCell(value: unknown): Cell {
  if (value instanceof Date)
    return {
      moment: value
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')
        .replace(/ 00:00:00$/, ''),
    };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function refuse(file: string, message: string, more: { found?: string; hint?: string }): TablesRead {
  return { ok: false, problem: { code: 'unreadable', file, path: '', message, ...more } };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function baseName(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.\w+$/, '');
}
