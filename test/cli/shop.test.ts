import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/build-once.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const EXPORT = join(ROOT, 'test/fixtures/exports/homeware.platform.csv');
const importIt = (cwd: string, ...more: string[]) =>
  peilianInside(
    [
      'shop',
      'import',
      EXPORT,
      '--id',
      'moorfield',
      '--name',
      'Moorfield Home',
      '--market',
      'uk',
      '--yes',
      ...more,
    ],
    { cwd },
  );

describe('peilian shop', () => {
  test('shows control characters of a sheet to nobody and writes none raw', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'goods.csv'),
      '商品名称,价格,库存\n"红\u001b[31m袜\u0007子",39,5\n帽子,面\u001b[2J议,3\n',
    );
    const refused = await peilianInside(['shop', 'import', 'goods.csv', '--id', 'mine', '--yes'], { cwd });
    expect(refused.code).toBe(2);
    writeFileSync(join(cwd, 'goods.csv'), '商品名称,价格,库存\n"红\u001b[31m袜\u0007子",39,5\n帽子,59,3\n');
    const imported = await peilianInside(['shop', 'import', 'goods.csv', '--id', 'mine', '--yes'], { cwd });
    expect(imported.code).toBe(0);
    const written = readFileSync(join(cwd, 'scenarios/shops/mine/products.yaml'), 'utf8');
    expect(written).toContain('袜');
    for (const text of [refused.out, refused.err, imported.out, imported.err, written])
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });

  test('imports an export, and its buyers can be met at once', async () => {
    const cwd = temporaryFolder();
    const imported = await importIt(cwd);
    expect(imported.err).toContain('16 products with 22 variants');
    expect(imported.out).toContain('scenarios/shops/moorfield');
    expect(imported.code).toBe(0);
    const run = await peilianInside(
      ['run', '--shop', 'moorfield', '--scenario', 'stock-dispatch-freight', '--seed', '7'],
      { cwd },
    );
    expect(run.out).toMatch(/\d+ of \d+ conversations passed/);
    expect([0, 1]).toContain(run.code);
    const practised = await peilianInside(['practice', '--plain', '--shop', 'moorfield', '--seed', '3'], {
      cwd,
      input: 'Hello!\n',
    });
    expect(practised.out).toContain('Moorfield Home');
  });

  test('imports again: takes what the file changed and keeps what was edited', async () => {
    const cwd = temporaryFolder();
    await importIt(cwd);
    const path = join(cwd, 'scenarios/shops/moorfield/products.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      `# mine\n${text.replace('price: { list: 89, floor: 89 }', 'price: { list: 89, floor: 80 }')}`,
    );
    const file = join(cwd, 'later.csv');
    writeFileSync(
      file,
      readFileSync(EXPORT, 'utf8').replaceAll(',89.00,', ',95.00,').replaceAll(',12.50,', ',13.00,'),
    );
    const again = await peilianInside(
      ['shop', 'import', file, '--id', 'moorfield', '--market', 'uk', '--yes'],
      {
        cwd,
      },
    );
    expect(again.code).toBe(0);
    expect(again.out).toContain('stoneware-mug › price › list: 12.5 → 13');
    expect(again.out).toContain('wool-throw › price › floor: kept 80');
    const after = readFileSync(path, 'utf8');
    expect(after).toContain('# mine');
    expect(after).toContain('price: { list: 95, floor: 80 }');
  });

  test('exports a workbook that imports as the very same shop', async () => {
    const cwd = temporaryFolder();
    expect((await peilianInside(['shop', 'export', 'kettle-and-co', '--to', 'k.xlsx'], { cwd })).code).toBe(
      0,
    );
    const back = await peilianInside(['shop', 'import', 'k.xlsx', '--id', 'twin', '--keep-personal-data'], {
      cwd,
    });
    expect(back.code).toBe(0);
    const again = await peilianInside(['shop', 'export', 'twin', '--to', 't'], { cwd });
    expect(again.code).toBe(0);
    const first = await peilianInside(['shop', 'export', 'kettle-and-co', '--to', 'f'], { cwd });
    expect(first.code).toBe(0);
    for (const name of ['02-Products.csv', '11-Offers.csv', '21-Orders.csv'])
      expect(readFileSync(join(cwd, 't', name), 'utf8')).toBe(readFileSync(join(cwd, 'f', name), 'utf8'));
  });

  test('puts invented people in place of the buyers on a sheet', async () => {
    const cwd = temporaryFolder();
    await peilianInside(['shop', 'export', 'harrow-lane', '--to', 'h.xlsx'], { cwd });
    const imported = await peilianInside(['shop', 'import', 'h.xlsx', '--id', 'mine'], { cwd });
    expect(imported.err).toContain('invented people took the place');
    const names = readFileSync(join(ROOT, 'scenarios/shops/harrow-lane/customers.yaml'), 'utf8').matchAll(
      / name: ([A-Z]\w+ [A-Z]\w+),/g,
    );
    const written = ['customers', 'orders']
      .map((sheet) => readFileSync(join(cwd, `scenarios/shops/mine/${sheet}.yaml`), 'utf8'))
      .join();
    for (const [, name] of names) expect(written).not.toContain(name!);
  });

  test('starts from an empty workbook of which only the goods are filled in', async () => {
    const cwd = temporaryFolder();
    await peilianInside(['shop', 'template', 'sheets', '--locale', 'zh-CN', '--ui-locale', 'zh-CN'], { cwd });
    const products = join(cwd, 'sheets/02-商品.csv');
    const head = readFileSync(products, 'utf8');
    const heading = head.split('\r\n')[1]!.split(',');
    const row = heading.map(
      (name) =>
        ({
          商品编码: 'tea-pot',
          商品名称: '紫砂壶',
          买家叫法: '紫砂壶；壶',
          类目: 'pot',
          标价: '￥269',
          底价: '239',
        })[name] ?? '',
    );
    writeFileSync(products, `${head}${row.join(',')}\r\n`);
    writeFileSync(
      join(cwd, 'sheets/05-库存.csv'),
      `${readFileSync(join(cwd, 'sheets/05-库存.csv'), 'utf8')}tea-pot,,,12,\r\n`,
    );
    const imported = await peilianInside(
      ['shop', 'import', 'sheets', '--id', 'pots', '--name', '壶店', '--ui-locale', 'zh-CN'],
      { cwd },
    );
    expect(imported.err).toContain('虚构的订单');
    expect(imported.code).toBe(0);
    expect(readFileSync(join(cwd, 'scenarios/shops/pots/products.yaml'), 'utf8')).toContain('list: 269');
  });

  test.each([
    [['import', 'old.xls'], 'save it as .xlsx'],
    [['import', 'nothing.csv', '--id', 'x'], 'no product table'],
    [['import', 'guess.csv', '--id', 'x', '--market', 'cn', '--yes'], "--column '金额=price'"],
    [['import', 'sale.csv', '--id', 'x', '--market', 'cn', '--yes'], '--sale-until'],
    [['import', 'bad.csv', '--id', 'x', '--market', 'cn', '--yes'], 'bad.csv › bad!B3'],
    [['import', 'bad.csv', '--id', 'My Shop'], 'small letters'],
    [['import', 'gone.csv'], 'gone.csv'],
    [['exprot', 'yunzhi'], 'export'],
    [['export'], 'peilian list shops'],
  ])('answers shop %j with what to do', async (args, says) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'old.xls'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]));
    writeFileSync(join(cwd, 'nothing.csv'), 'a,b\n1,2\n');
    writeFileSync(join(cwd, 'guess.csv'), '商品名称,金额\n杯子,¥12.00\n碗,¥9.50\n');
    writeFileSync(join(cwd, 'sale.csv'), '商品名称,价格,活动价\n杯子,12,9\n');
    writeFileSync(join(cwd, 'bad.csv'), '商品名称,价格\n杯子,12\n碗,面议\n');
    const { code, err } = await peilianInside(['shop', ...args], { cwd });
    expect(err).toContain(says);
    expect(code).toBe(2);
  });
});
