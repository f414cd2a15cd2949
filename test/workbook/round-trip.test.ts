import { describe, expect, test } from 'vitest';
import { openData } from '../../src/commands/data.ts';
import { cellContext } from '../../src/commands/shop/texts.ts';
import { LOCALES } from '../../src/model/locale.ts';
import { readPack } from '../../src/system/packs.ts';
import { readCsv, readTables } from '../../src/tables/read.ts';
import { writeCsvTable, writeWorkbook } from '../../src/tables/write.ts';
import { checkRead } from '../../src/workbook/check-read.ts';
import { readShop } from '../../src/workbook/read-shop.ts';
import { WorkbookTextsSchema } from '../../src/workbook/texts.ts';
import { writeShop } from '../../src/workbook/write-shop.ts';
import { ROOT } from '../helpers/build-once.ts';

const data = openData(ROOT);
const texts = Object.fromEntries(
  LOCALES.map((locale) => [locale, WorkbookTextsSchema.parse(readPack(`locales/${locale}/workbook`))]),
);
const languages = Object.values(texts);

describe.each(data.library.ids('shop'))('the shop %s', (id) => {
  const shop = data.shop(id);
  const market = data.market(shop.market);

  test.each(LOCALES)('comes back the same from a workbook in %s', async (locale) => {
    const bytes = await writeWorkbook(writeShop(shop, market, texts[locale]!));
    const read = await readTables('shop.xlsx', bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const back = readShop(read.tables, languages, cellContext(market));
    expect(back.leftOut).toEqual([]);
    expect(checkRead(back, 'shop.xlsx', id, market)).toEqual({ ok: true, shop });
  });

  test('comes back the same from a folder of CSV files', async () => {
    const tables = await Promise.all(
      writeShop(shop, market, texts['zh-CN']!).map(async ({ name, rows }) =>
        readCsv(name, await writeCsvTable(rows)),
      ),
    );
    const back = readShop(tables, languages, cellContext(market));
    const checked = checkRead(back, 'shop', id, market);
    expect(checked.ok ? [] : checked.problems).toEqual([]);
    expect(checked).toEqual({ ok: true, shop });
  });
});
