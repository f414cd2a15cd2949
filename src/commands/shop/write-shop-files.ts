import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetName } from '../../load/shop.ts';
import { SHOP_SHEETS } from '../../model/shop.ts';
import { toYaml } from '../../play/generate/yaml.ts';
import { writeWhole } from '../../system/write-whole.ts';
import type { ShopFiles } from '../../workbook/read-shop.ts';
import { applyChanges, type Change, changesBetween } from '../../workbook/update.ts';

export interface FilesWritten {
  /** The shop was not there before. */
  readonly created: boolean;
  readonly taken: readonly (Change & { readonly sheet: SheetName })[];
  readonly kept: readonly (Change & { readonly edited: unknown; readonly sheet: SheetName })[];
}

/**
 * Writes the sheets of a shop. Where they are there already, only what differs from the last import is changed, and only where
 * nobody has edited it since: `before` is what that import wrote.
 */
export function writeShopFiles(
  folder: string,
  files: ShopFiles,
  before: Readonly<Record<string, unknown>> | null,
  comment: string,
): FilesWritten {
  const created = !existsSync(join(folder, 'shop.yaml'));
  mkdirSync(folder, { recursive: true });
  const taken: FilesWritten['taken'][number][] = [];
  const kept: FilesWritten['kept'][number][] = [];
  for (const sheet of SHOP_SHEETS) {
    const path = join(folder, `${sheet}.yaml`);
    if (created || !existsSync(path)) {
      writeWhole(path, toYaml(files[sheet], comment));
      continue;
    }
    const text = readFileSync(path, 'utf8');
    const updated = applyChanges(text, changesBetween(before?.[sheet] ?? {}, files[sheet]));
    if (updated.taken.length > 0) writeWhole(path, updated.text);
    taken.push(...updated.taken.map((change) => ({ ...change, sheet })));
    kept.push(...updated.kept.map((change) => ({ ...change, sheet })));
  }
  return { created, taken, kept };
}
