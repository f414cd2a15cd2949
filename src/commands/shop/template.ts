import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeShop } from '../../workbook/write-shop.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { ShopOptions } from '../shop.ts';
import { workbookTexts } from './texts.ts';
import { writeTables } from './write-tables.ts';

/** An empty workbook to fill in, every column explained, in the language asked for. Nothing that is there is written over. */
export async function shopTemplate(
  [path]: readonly string[],
  options: ShopOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const locale = options.locale ?? io.uiLocale;
  const target = path ?? io.ui('shop.template.file');
  if (existsSync(resolve(io.workingFolder, target)))
    throw new UsageError(io.ui('shop.exists', { path: target }), io.ui('shop.exists.hint'));
  await writeTables(target, writeShop(null, null, workbookTexts(locale)), io);
  io.out(`${io.ui('shop.template.wrote', { path: target })}\n`);
  return 0;
}
