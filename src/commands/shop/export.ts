import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeShop } from '../../workbook/write-shop.ts';
import { openData } from '../data.ts';
import { type CommandIo, type ExitCode, UsageError } from '../io.ts';
import type { ShopOptions } from '../shop.ts';
import { workbookTexts } from './texts.ts';
import { writeTables } from './write-tables.ts';

/** A shop as the workbook it could have come from; importing that again gives the same shop. */
export async function shopExport(
  [name]: readonly string[],
  options: ShopOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (name === undefined) throw new UsageError(io.ui('shop.needs-shop'), io.ui('shop.needs-shop.hint'));
  const data = openData(io.workingFolder);
  const shop = data.shop(name);
  const target = options.to ?? `${shop.id}.xlsx`;
  if (existsSync(resolve(io.workingFolder, target)))
    throw new UsageError(io.ui('shop.exists', { path: target }), io.ui('shop.exists.hint'));
  const texts = workbookTexts(options.locale ?? shop.locale);
  await writeTables(target, writeShop(shop, data.market(shop.market), texts), io);
  io.out(`${io.ui('shop.export.wrote', { path: target, shop: shop.name })}\n`);
  return 0;
}
