import { describe, expect, test } from 'vitest';
import { openData } from '../../src/commands/data.ts';
import { allWorkbookTexts, cellContext, starterOf, workbookTexts } from '../../src/commands/shop/texts.ts';
import type { Cell } from '../../src/tables/table.ts';
import { checkRead } from '../../src/workbook/check-read.ts';
import { fieldName } from '../../src/workbook/field-name.ts';
import { fillIn } from '../../src/workbook/fill-in.ts';
import { readShop } from '../../src/workbook/read-shop.ts';
import { ROOT } from '../helpers/build-once.ts';

const texts = workbookTexts('en');
const market = openData(ROOT).market('uk');

const settings = (sheet: string, lines: Readonly<Record<string, Cell>>) => ({
  name: texts.sheets[sheet]!.title,
  merges: [],
  rows: [[texts.setting, texts.value, texts.note], ...Object.entries(lines)] as Cell[][],
});
const rows = (sheet: string, entries: readonly Readonly<Record<string, Cell>>[], complete?: string) => {
  const headings = Object.keys(entries[0]!);
  return {
    name: texts.sheets[sheet]!.title,
    merges: [],
    rows: [
      ...(complete === undefined ? [] : [[texts.complete, complete]]),
      headings,
      ...entries.map((entry) => headings.map((heading) => entry[heading] ?? null)),
    ] as Cell[][],
  };
};
const LAMP = { 'Product code': 'lamp', 'Product name': 'Rowan lamp', 'List price': '£49' };
const SHOP = settings('shop', { 'Shop code': 'fellside', 'Shop name': 'Fellside', Market: 'uk' });

function fill(...tables: ReturnType<typeof rows>[]) {
  const read = readShop([SHOP, ...tables], allWorkbookTexts(), cellContext(market));
  expect(read.problems).toEqual([]);
  const filled = fillIn(read.files, starterOf('uk'));
  return {
    ...filled,
    checked: checkRead({ ...read, files: filled.files }, 'mine.xlsx', 'fellside', market, texts),
  };
}

function shopOf(...tables: ReturnType<typeof rows>[]) {
  const { checked } = fill(...tables);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.shop;
}

describe('a workbook of which little is filled in', () => {
  test('is a shop with nothing but the goods', () => {
    const { checked, noFloor, noStock, assumed } = fill(rows('products', [LAMP]));
    expect(checked).toMatchObject({ ok: true });
    expect([noFloor, noStock]).toEqual([['Rowan lamp'], ['Rowan lamp']]);
    expect(assumed).toContainEqual({ sheet: 'logistics', path: 'regions' });
    expect(assumed).not.toContainEqual(expect.objectContaining({ path: 'kind' }));
  });

  test('words the assumed sentences with its own figures', () => {
    const shop = shopOf(
      rows('products', [LAMP]),
      settings('delivery', { 'Cut-off': '3 pm', 'Leaves within (hours)': '24 hours' }),
      settings('policy', { 'Return period (days)': '45 days' }),
      settings('price-rules', { 'Price promise (days)': 7 }),
      rows('couriers', [
        {
          'Courier code': 'rook',
          Courier: 'Rook Post',
          'Extra charge': 0,
          Usual: 'Yes',
          'Number looks like': 'RK\\d{8}',
        },
      ]),
    );
    expect(shop.logistics.dispatch).toMatchObject({ cutOff: '15:00', withinHours: 24 });
    expect(JSON.stringify(shop.logistics.dispatch.text)).toContain('Paid by 15:00');
    expect(JSON.stringify(shop.logistics.dispatch.text)).toContain('24 hours at the latest');
    expect(JSON.stringify(shop.logistics.courierChoice)).toContain('Rook Post');
    expect(
      shop.logistics.regions.filter(({ reachable }) => reachable).map(({ couriers }) => couriers),
    ).toContainEqual(['rook']);
    expect(shop.policies.returns.reasons['change-of-mind']).toMatchObject({ withinDays: 45 });
    expect(shop.policies.returns.reasons.quality).toMatchObject({ withinDays: 45 });
    expect(JSON.stringify(shop.prices.priceProtection)).toContain('refund the difference');
    expect(JSON.stringify(shop)).not.toMatch(/\{(?:dispatch|returns|couriers|price)/);
  });

  test('is complete in nothing that had to be assumed, whatever its sheet says', () => {
    const { files, notComplete } = fill(
      rows('products', [LAMP], 'Yes'),
      rows(
        'stock',
        [{ 'Product code': 'lamp' }].map(() => ({ 'Of product': 'lamp', Pieces: 3 })),
        'Yes',
      ),
      {
        ...settings('delivery', { 'Cut-off': '15:00' }),
        rows: [[texts.complete, 'Yes'], ...settings('delivery', { 'Cut-off': '15:00' }).rows],
      },
    );
    expect(notComplete).toEqual(['logistics']);
    expect(files.shop.families).toMatchObject({
      products: { complete: true },
      stock: { complete: true },
      logistics: { complete: false },
      policy: { complete: false },
    });
  });

  test('keeps braces of its own', () => {
    const shop = shopOf(
      rows('products', [LAMP]),
      rows('quick-phrases', [{ 'Phrase name': 'hello', Phrase: 'Hello {name}, this is {agentName}.' }]),
    );
    expect(shop.quickPhrases).toEqual([{ key: 'hello', text: 'Hello {name}, this is {agentName}.' }]);
  });

  test('is asked for what cannot be guessed, by sheet and heading', () => {
    const { checked } = fill(
      rows('products', [LAMP, { ...LAMP, 'Product code': 'rug', 'List price': null }]),
      rows('stock', [{ 'Of product': 'lamp', Pieces: 3 }]),
      settings('policy', { 'Address can change while': 'unpaid' }),
    );
    expect(checked.ok).toBe(false);
    const problems = checked.ok ? [] : checked.problems.map(({ file, path }) => `${file}  ${path}`);
    expect(problems).toContain('mine.xlsx › Products!A3  List price');
    expect(problems).toContain('mine.xlsx › Rules  Changing the address');
    expect(problems.join('\n')).not.toMatch(/products\[|returns\./);
  });
});

test.each([
  ['products', 'products[0].price.floor', { sheet: 'Products', heading: 'Floor price' }],
  ['products', 'products[2].stock', { sheet: 'Stock' }],
  ['products', 'products[2].sizes[0].heightCm[1]', { sheet: 'Sizes', heading: 'Height to (cm)' }],
  ['logistics', 'couriers', { sheet: 'Couriers' }],
  ['logistics', 'dispatch.from', { sheet: 'Delivery', heading: 'Sent from' }],
  ['policies', 'returns.reasons.quality', { sheet: 'Return reasons' }],
  ['policies', 'returns.reasons.quality.freight', { sheet: 'Return reasons', heading: 'Postage paid by' }],
  ['policies', 'addressChange', { sheet: 'Rules', heading: 'Address can change while' }],
] as const)('the field %s %s is called as in the workbook', (sheet, path, called) => {
  expect(fieldName(sheet, path, texts)).toEqual(called);
});
