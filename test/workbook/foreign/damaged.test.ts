import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTables } from '../../../src/tables/read.ts';
import type { Cell, Table } from '../../../src/tables/table.ts';
import { appliances } from '../../helpers/appliances.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { productsOf, readExport } from '../../helpers/workbook.ts';

/** Variants of each export. */
const RUNS = process.env.PEILIAN_NIGHTLY ? 1_000 : 100;

/** An export, what people make of its headings, and the rows that stray into it. */
interface Export {
  readonly file: string;
  /** Where it is made and not kept as a file. Headings in row `from`; what is asked besides is answered. */
  readonly made?: () => Promise<Uint8Array>;
  readonly from?: number;
  readonly said?: { readonly saleUntil: string };
  readonly market: 'cn' | 'uk';
  readonly name: number;
  readonly price: number;
  readonly money: readonly Money[];
  readonly renames: Readonly<Record<number, readonly string[]>>;
  readonly strays: readonly (readonly string[])[];
  readonly title: string;
}
type Money = 'plain' | '¥' | '元' | '£' | 'GBP' | 'full-width' | 'mixed' | 'dollars' | 'range' | 'words';

const EXPORTS: readonly Export[] = [
  {
    file: 'clothing.gbk.csv',
    market: 'cn',
    name: 1,
    price: 4,
    money: ['plain', '¥', '元', 'full-width', 'mixed', 'dollars', 'range', 'words'],
    renames: {
      1: ['商品名称', '品名', '宝贝', '标题（必填）', '商品'],
      4: ['价格', '售价(元)', '现价', '零售价', 'Price', '单价￥', '到手', '金额'],
      2: ['颜色', '色', '花色'],
      3: ['码数', '尺寸', '规格'],
      6: ['库存', '数量', '剩余'],
    },
    strays: [['备注：以下为秋冬款'], ['', '', ''], ['制表人', '', '', '小李'], ['合计', '', '', '', '9999']],
    title: '秋冬价目表',
  },
  {
    file: 'appliances.xlsx',
    made: appliances,
    from: 2,
    said: { saleUntil: '2026-12-11T23:59:59+08:00' },
    market: 'cn',
    name: 1,
    price: 3,
    money: ['plain', '¥', '元', 'full-width', 'mixed', 'dollars', 'range', 'words'],
    renames: {
      1: ['商品名称', '品名', '名称', '商品'],
      3: ['价格', '零售价', '单价(元)', '标价'],
      5: ['重量', '净重'],
      6: ['保修期', '质保'],
    },
    strays: [['备注：含税'], ['', '', ''], ['制表人', '', '', '小李'], ['合计', '', '', '', '9999']],
    title: '小家电价目表',
  },
  {
    file: 'homeware.platform.csv',
    market: 'uk',
    name: 1,
    price: 14,
    money: ['plain', '£', 'GBP', 'full-width', 'mixed', 'dollars', 'range', 'words'],
    renames: {
      1: ['Name', 'Product', 'Item', 'Product name*', 'Description'],
      14: ['Price', 'Unit price (GBP)', 'Retail', 'Selling price', 'Our price £', 'Amount'],
      8: ['Colour', 'Color', 'Shade'],
      10: ['Size', 'Dimensions', 'Spec'],
      13: ['Stock', 'Qty', 'On hand'],
    },
    strays: [
      ['Note: autumn range below'],
      ['', '', ''],
      ['Prepared by', '', '', 'Joan'],
      ['Total', '', '', '', '9999'],
    ],
    title: 'Price list autumn',
  },
];

/** What happens to a spreadsheet between an export and an import. */
const spoilOf = ({ renames, strays, money }: Export, columns: number) =>
  fc.record({
    order: fc.shuffledSubarray(
      Array.from({ length: columns }, (_, index) => index),
      { minLength: columns },
    ),
    dropped: fc.subarray(
      Array.from({ length: columns }, (_, index) => index),
      { maxLength: 3 },
    ),
    renamed: fc.record(
      Object.fromEntries(
        Object.entries(renames).map(([column, names]) => [
          column,
          fc.option(fc.constantFrom(...names), { freq: 2 }),
        ]),
      ),
    ),
    money: fc.constantFrom(...money),
    strays: fc.array(fc.record({ at: fc.nat(300), row: fc.constantFrom(...strays) }), { maxLength: 5 }),
    headingAgain: fc.option(fc.nat(300)),
    titleRows: fc.nat(3),
  });
type Spoil = ReturnType<typeof spoilOf> extends fc.Arbitrary<infer T> ? T : never;

function spoiled(one: Export, whole: Table, how: Spoil): Table {
  const { order, dropped, renamed, money, strays, headingAgain, titleRows } = how;
  const columns = order.filter((column) => !dropped.includes(column));
  const rows = whole.rows.map((row, index) =>
    columns.map((column): Cell => {
      const cell = row[column] ?? null;
      if (index === 0) return (renamed as Record<string, string | null>)[String(column)] ?? cell;
      return column === one.price && cell !== '' && cell !== null
        ? written(String(cell), money, index)
        : cell;
    }),
  );
  const heading = rows[0]!;
  for (const { at, row } of strays) rows.splice(Math.min(rows.length, at + 2), 0, [...row]);
  if (headingAgain !== null) rows.splice(Math.min(rows.length, headingAgain + 2), 0, [...heading]);
  return {
    ...whole,
    rows: [...Array.from({ length: titleRows }, (_, index) => [`${one.title} ${index}`]), ...rows],
  };
}

function written(price: string, money: Money, index: number): Cell {
  switch (money) {
    case '¥':
      return `¥${price}.00`;
    case '元':
      return `${price}元`;
    case '£':
      return `£${price}`;
    case 'GBP':
      return `${price} GBP`;
    case 'full-width':
      return price.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'mixed':
      return index % 3 === 0
        ? `${price}.00`.replace(/(\.\d\d)\.00$/, '$1')
        : index % 3 === 1
          ? Number(price)
          : ` ${price} `;
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

describe.each(EXPORTS)('a damaged $file', (one) => {
  test('either imports with the prices it has, or says what is missing; a wrong price never comes of it', async () => {
    const whole = await wholeOf(one);
    const prices = pricesOf(one, whole);
    const every = [...prices.values()].flat();
    let imported = 0;
    fc.assert(
      fc.property(spoilOf(one, whole.rows[0]!.length), (how) => {
        let result: ReturnType<typeof readExport>;
        try {
          result = readExport([spoiled(one, whole, how)], one.market, one.said);
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
          const title = [...prices.keys()].find((each) => name.startsWith(each));
          // Without names the codes stand in for them; whatever it is called, its price is one of the file's.
          expect(title === undefined ? every : prices.get(title)).toContain(price.list);
        }
      }),
      { numRuns: RUNS, seed: 20261130 },
    );
    // Not by refusing everything.
    expect(imported).toBeGreaterThan(RUNS / 10);
  });
});

/** Its table of goods from the headings on, with the one cell mended that nobody can read, and prices as plain numbers. */
async function wholeOf({ file, made, from = 0, price }: Export): Promise<Table> {
  const bytes = made ? await made() : readFileSync(join(ROOT, 'test/fixtures/exports', file));
  const read = await readTables(file, bytes);
  if (!read.ok) throw new Error(read.problem.message);
  const [goods] = read.tables;
  const plain = (cell: Cell | undefined): Cell =>
    String(cell ?? '')
      .normalize('NFKC')
      .replace(/[^\d.]/g, '')
      .replace(/\.00$/, '');
  const rows = goods!.rows.slice(from).map((row, index) =>
    row.map((cell, column) => {
      if (cell === '一年') return '1年';
      return made && index > 0 && column === price ? plain(cell) : cell;
    }),
  );
  return { ...goods!, rows, merges: [] };
}

/** The prices of each product as the file has them: variants may differ. A row without a name belongs to the one above. */
function pricesOf({ name, price }: Export, { rows }: Table): ReadonlyMap<string, readonly number[]> {
  const prices = new Map<string, number[]>();
  let last = '';
  for (const row of rows.slice(1)) {
    last = String(row[name] ?? '') || last;
    prices.set(last, [...(prices.get(last) ?? []), Number(row[price])]);
  }
  return prices;
}
