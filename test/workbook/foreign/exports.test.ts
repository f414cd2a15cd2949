import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTables } from '../../../src/tables/read.ts';
import { checkRead } from '../../../src/workbook/check-read.ts';
import { appliances } from '../../helpers/appliances.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { productsOf, readExport, shippedData } from '../../helpers/workbook.ts';

async function tablesOf(file: string, bytes = readFileSync(join(ROOT, 'test/fixtures/exports', file))) {
  const read = await readTables(file, bytes);
  if (!read.ok) throw new Error(read.problem.message);
  return read.tables;
}

const checked = (read: ReturnType<typeof readExport>, market: 'cn' | 'uk') =>
  checkRead(
    { files: read.files!, places: read.places, problems: [], leftOut: [], sheets: new Set() },
    'export',
    'shop-of-test',
    shippedData.market(market),
  );

describe('a clothing shop of three hundred variants in GBK', () => {
  test('becomes a shop with every price, colour, size and count as the file has them', async () => {
    const read = readExport(await tablesOf('clothing.gbk.csv'), 'cn');
    expect(read.problems).toEqual([]);
    expect(read.questions).toEqual([]);
    expect(read.variants).toBe(303);
    const products = productsOf(read);
    expect(products).toHaveLength(25);
    expect(products[0]).toMatchObject({ name: '长袖羊毛针织开衫女春秋薄款外搭', price: { list: 239 } });
    expect(Object.values(products[0]!.stock).map((sizes) => Object.keys(sizes))).toEqual(
      Array.from({ length: 3 }, () => ['S', 'M', 'L', 'XL']),
    );
    expect(checked(read, 'cn').ok).toBe(true);
  });

  test('reads what the sizes say of bodies, in half kilos', async () => {
    const hoodie = productsOf(readExport(await tablesOf('clothing.gbk.csv'), 'cn')).find(({ name }) =>
      name.includes('加绒卫衣'),
    );
    expect((hoodie!.sizes as object[])[0]).toMatchObject({ id: 'M', weightKg: [45, 55] });
  });

  test('tells every row and column that it left out', async () => {
    const { notes } = readExport(await tablesOf('clothing.gbk.csv'), 'cn');
    expect(notes).toContainEqual(expect.objectContaining({ note: 'left-out-row', why: 'total' }));
    expect(notes).toContainEqual({ note: 'left-out-column', heading: '划线价', role: 'was' });
    expect(notes).toContainEqual({ note: 'not-returnable', name: '手工钩花针织包 定做' });
  });
});

describe('an English homeware shop from a store platform', () => {
  test('becomes a shop, with a product for each price of a product', async () => {
    const read = readExport(await tablesOf('homeware.platform.csv'), 'uk');
    expect(read.problems).toEqual([]);
    const priceOf = (id: string) => productsOf(read).find((product) => product.id === id)?.price.list;
    expect(priceOf('linen-cushion-cover-45-x-45-cm')).toBe(18);
    expect(priceOf('linen-cushion-cover-50-x-50-cm')).toBe(22);
    expect(priceOf('wool-throw')).toBe(89);
    expect(priceOf('beeswax-taper-candles')).toBe(9.95);
    expect(checked(read, 'uk').ok).toBe(true);
  });

  test('leaves out drafts and rows of pictures, and says so', async () => {
    const { notes } = readExport(await tablesOf('homeware.platform.csv'), 'uk');
    expect(notes).toContainEqual(expect.objectContaining({ note: 'left-out-row', why: 'off-sale' }));
    expect(notes).toContainEqual(expect.objectContaining({ note: 'left-out-row', why: 'stray' }));
  });
});

describe('an appliance shop in one messy workbook', () => {
  const until = '2026-12-11T23:59:59+08:00';

  test('asks until when the sale prices hold, and nothing else', async () => {
    const read = readExport(await tablesOf('appliances.xlsx', await appliances()), 'cn');
    expect(read.questions.map(({ ask }) => ask)).toEqual(['sale-until']);
    expect(read.files).toBeNull();
  });

  test('says which cell it cannot read, and imports nothing', async () => {
    const [prices, ...others] = await tablesOf('appliances.xlsx', await appliances());
    const rows = prices!.rows.map((row) => row.map((cell) => (cell === '一年' ? '看机型' : cell)));
    const read = readExport([{ ...prices!, rows }, ...others], 'cn', { saleUntil: until });
    expect(read.files).toBeNull();
    expect(read.problems).toEqual([
      expect.objectContaining({ sheet: '价目表', row: 7, heading: '保修', found: '看机型' }),
    ]);
  });

  test('becomes a shop', async () => {
    const read = readExport(await tablesOf('appliances.xlsx', await appliances()), 'cn', {
      saleUntil: until,
    });
    expect(read.problems).toEqual([]);
    const byName = Object.fromEntries(productsOf(read).map((product) => [product.name, product]));
    expect(Object.keys(byName)).toEqual([
      '玻璃养生壶 1.5L',
      '玻璃养生壶 1.8L',
      '可视空气炸锅',
      '迷你电饭煲',
      '冷雾加湿器',
    ]);
    expect(byName['玻璃养生壶 1.5L']).toMatchObject({
      price: { list: 129, floor: 99 },
      weightGrams: 2100,
      warranty: { months: 12 },
    });
    expect(byName['可视空气炸锅']!.colours).toMatchObject([{ name: '白色' }, { name: '墨绿' }]);
    expect(byName['冷雾加湿器']!.price.list).toBe(79.9);
    expect((read.files!.prices.promotions as { until: string }[]).map((one) => one.until)).toEqual([
      until,
      until,
      until,
    ]);
    expect(read.notes).toContainEqual({ note: 'left-out-sheet', name: '供应商联系人' });
    expect(checked(read, 'cn')).toMatchObject({ ok: true });
  });
});
