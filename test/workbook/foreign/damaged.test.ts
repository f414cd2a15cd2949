import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTables } from '../../../src/tables/read.ts';
import type { Cell, Table } from '../../../src/tables/table.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { productsOf, readExport } from '../../helpers/workbook.ts';

const RUNS = process.env.PEILIAN_NIGHTLY ? 1_000 : 100;
const read = await readTables(
  'clothing.gbk.csv',
  readFileSync(join(ROOT, 'test/fixtures/exports/clothing.gbk.csv')),
);
if (!read.ok) throw new Error(read.problem.message);
const whole = read.tables[0]!;
const NAME = 1;
const PRICE = 4;
const sound = new Map(productsOf(readExport([whole], 'cn')).map(({ name, price }) => [name, price.list]));

/** What happens to a spreadsheet between an export and an import. */
const RENAMES: Readonly<Record<number, readonly string[]>> = {
  [NAME]: ['商品名称', '品名', '宝贝', '标题（必填）', '商品'],
  [PRICE]: ['价格', '售价(元)', '现价', '零售价', 'Price', '单价￥', '到手', '金额'],
  2: ['颜色', '色', '花色'],
  3: ['码数', '尺寸', '规格'],
  6: ['库存', '数量', '剩余'],
};
const spoil = fc.record({
  order: fc.shuffledSubarray([...whole.rows[0]!.keys()], { minLength: whole.rows[0]!.length }),
  dropped: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { maxLength: 3 }),
  renamed: fc.record(
    Object.fromEntries(
      Object.entries(RENAMES).map(([column, names]) => [
        column,
        fc.option(fc.constantFrom(...names), { freq: 2 }),
      ]),
    ),
  ),
  money: fc.constantFrom('plain', '¥', '元', 'full-width', 'mixed', 'dollars', 'range', 'words'),
  strays: fc.array(
    fc.record({
      at: fc.nat(300),
      row: fc.constantFrom(
        ['备注：以下为秋冬款'],
        ['', '', ''],
        ['制表人', '', '', '小李'],
        ['合计', '', '', '', '9999'],
      ),
    }),
    { maxLength: 5 },
  ),
  headingAgain: fc.option(fc.nat(300)),
  titleRows: fc.nat(3),
});
type Spoil = typeof spoil extends fc.Arbitrary<infer T> ? T : never;

function spoiled({ order, dropped, renamed, money, strays, headingAgain, titleRows }: Spoil): Table {
  const columns = order.filter((column) => !dropped.includes(column));
  const rows = whole.rows.map((row, index) =>
    columns.map((column): Cell => {
      const cell = row[column] ?? null;
      if (index === 0) return (renamed as Record<string, string | null>)[String(column)] ?? cell;
      return column === PRICE && cell !== '' && cell !== null ? written(String(cell), money, index) : cell;
    }),
  );
  const heading = rows[0]!;
  for (const { at, row } of strays) rows.splice(Math.min(rows.length, at + 2), 0, [...row]);
  if (headingAgain !== null) rows.splice(Math.min(rows.length, headingAgain + 2), 0, [...heading]);
  return {
    ...whole,
    rows: [...Array.from({ length: titleRows }, (_, index) => [`秋冬价目表 ${index}`]), ...rows],
  };
}

function written(price: string, money: string, index: number): Cell {
  switch (money) {
    case '¥':
      return `¥${price}.00`;
    case '元':
      return `${price}元`;
    case 'full-width':
      return price.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'mixed':
      return index % 3 === 0 ? `￥${price}` : index % 3 === 1 ? Number(price) : `${price}.0`;
    case 'dollars':
      return `$${price}`;
    case 'range':
      return index % 7 === 0 ? `${price}-${Number(price) + 10}` : price;
    case 'words':
      return index % 11 === 0 ? '面议' : price;
    default:
      return price;
  }
}

describe('a damaged export', () => {
  test('either imports with the prices it has, or says what is missing; a wrong price never comes of it', () => {
    let imported = 0;
    fc.assert(
      fc.property(spoil, (how) => {
        const table = spoiled(how);
        let result: ReturnType<typeof readExport>;
        try {
          result = readExport([table], 'cn');
        } catch (error) {
          expect((error as Error).message).toBe('no table of goods was found');
          return;
        }
        if (result.files === null) {
          expect(result.problems.length + result.questions.length).toBeGreaterThan(0);
          for (const problem of result.problems) expect(problem.must).not.toBe('');
          return;
        }
        imported += 1;
        for (const { name, price } of productsOf(result)) {
          const title = [...sound.keys()].find((each) => name.startsWith(each));
          // Without names the codes stand in for them; whatever it is called, its price is one of the file's.
          if (title === undefined) expect([...sound.values()]).toContain(price.list);
          else expect(price.list).toBe(sound.get(title));
        }
      }),
      { numRuns: RUNS, seed: 20261130 },
    );
    // Not by refusing everything.
    expect(imported).toBeGreaterThan(RUNS / 10);
  });
});
