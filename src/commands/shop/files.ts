import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ProblemsError } from '../../load/problem.ts';
import { readTables } from '../../tables/read.ts';
import type { Table } from '../../tables/table.ts';
import { type CommandIo, UsageError } from '../io.ts';

const BYTES_MAX = 128 * 1024 * 1024;

/** The tables of all files that are named, folders of CSV files among them. Throws for what cannot be read, with what to do. */
export async function tablesOf(names: readonly string[], io: CommandIo): Promise<readonly Table[]> {
  if (names.length === 0) throw new UsageError(io.ui('shop.needs-file'), io.ui('shop.needs-file.hint'));
  const files = names.flatMap((name) => {
    const path = resolve(io.workingFolder, name);
    if (!statSync(path).isDirectory()) return [{ name, path }];
    return readdirSync(path)
      .filter((file) => /\.(csv|tsv|txt|xlsx)$/i.test(file))
      .sort()
      .map((file) => ({ name: join(name, file), path: join(path, file) }));
  });
  const tables: Table[] = [];
  for (const { name, path } of files) {
    if (statSync(path).size > BYTES_MAX)
      throw new UsageError(io.ui('shop.too-large', { path: name, mb: BYTES_MAX / 1024 / 1024 }));
    const read = await readTables(name, readFileSync(path));
    if (!read.ok) throw new ProblemsError([read.problem]);
    tables.push(...read.tables);
  }
  return tables;
}
