import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeWhole } from '../../system/write-whole.ts';
import { type WrittenTable, writeCsvTable, writeWorkbook } from '../../tables/write.ts';
import type { CommandIo } from '../io.ts';

/** Writes tables as one workbook where the path ends in .xlsx, else as a folder of CSV files. Gives back the path. */
export async function writeTables(
  path: string,
  tables: readonly WrittenTable[],
  io: CommandIo,
): Promise<string> {
  const target = resolve(io.workingFolder, path);
  if (/\.xlsx$/i.test(path)) {
    writeWhole(target, await writeWorkbook(tables));
    return path;
  }
  mkdirSync(target, { recursive: true });
  for (const [index, { name, rows }] of tables.entries())
    writeWhole(join(target, `${String(index + 1).padStart(2, '0')}-${name}.csv`), await writeCsvTable(rows));
  return path;
}
