import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../system/write-whole.ts';
import { ROLES } from '../../workbook/foreign/column-names.ts';
import type { ShopFiles } from '../../workbook/read-shop.ts';

/** Lies beside the sheets as `import.json`: what was said of the columns, the ids that were given, and what was written last. */
const MemorySchema = z.object({
  format: z.literal('peilian-import/1'),
  roles: z.record(z.string(), z.enum([...ROLES, 'specification'])),
  saleUntil: z.string().nullable().optional(),
  pricesComplete: z.boolean(),
  ids: z.record(z.string(), z.string()),
  /** Each sheet as the last import made it: what differs from it was edited by hand. */
  written: z.record(z.string(), z.unknown()),
});
export type ImportMemory = z.output<typeof MemorySchema>;

const NAME = 'import.json';

/** What the last import of this shop left; `null` where there was none, or nothing that can be read. */
export function readMemory(folder: string): ImportMemory | null {
  const path = join(folder, NAME);
  if (!existsSync(path)) return null;
  try {
    const read = MemorySchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export function writeMemory(
  folder: string,
  memory: Omit<ImportMemory, 'format' | 'written'> & { readonly written: ShopFiles },
): void {
  writeWhole(join(folder, NAME), `${JSON.stringify({ format: 'peilian-import/1', ...memory }, null, 1)}\n`);
}
