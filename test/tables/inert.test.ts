import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readCsv, readTables } from '../../src/tables/read.ts';
import { unpackedSize } from '../../src/tables/unpacked-size.ts';
import { writeCsvTable, writeWorkbook } from '../../src/tables/write.ts';

/** A ZIP archive of the given entries; `stated`: what the archive says that an entry unpacks to, true or not. */
function zip(entries: Readonly<Record<string, string | Buffer>>, stated?: number): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    // Whoever only unpacks does not look at the sum of what is huge.
    head.writeUInt32LE(raw.length > 1_000_000 ? 0 : crc(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(stated ?? raw.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    head.copy(entry, 16, 14, 26);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, ...directory, end]));
}

function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const workbookWith = (cells: string) => ({
  '[Content_Types].xml': TYPES,
  '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELS}"><sheets><sheet name="goods" sheetId="1" r:id="r1"/></sheets><externalReferences><externalReference r:id="r2"/></externalReferences></workbook>`,
  'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${RELS}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`,
  'xl/externalLinks/externalLink1.xml': '<externalLink/>',
  'xl/vbaProject.bin': Buffer.from('Sub Auto_Open(): Shell "calc": End Sub'),
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
});

describe('a workbook from outside', () => {
  test('gives the value that a formula last had, looks at no macro and follows no link', async () => {
    const bytes = zip(
      workbookWith(
        `<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://127.0.0.1:9/x","名称")</f><v>名称</v></c><c r="B1"><f>[1]Prices!B2*2</f><v>478</v></c><c r="C1"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c></row>`,
      ),
    );
    const read = await readTables('macros.xlsm', bytes);
    expect(read).toMatchObject({ ok: true });
    const [row] = read.ok ? read.tables[0]!.rows : [];
    expect(row!.slice(0, 2)).toEqual(['名称', 478]);
    expect(row![2] ?? null).toBeNull();
    expect(JSON.stringify(read)).not.toMatch(/HYPERLINK|WEBSERVICE|Shell/);
  });

  test('is refused where it unpacks to too much, whatever it says of itself', async () => {
    const bomb = zip({ 'xl/worksheets/sheet1.xml': Buffer.alloc(300 * 1024 * 1024) }, 1_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(unpackedSize(bomb)).toBeNull();
    expect(await readTables('bomb.xlsx', bomb)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('256 MB') },
    });
    const many = zip(Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`f${at}`, ''])));
    expect(unpackedSize(many)).toBeNull();
  });

  test('that is damaged, old or something else is said to be, and never throws', async () => {
    const whole = zip(workbookWith('<row r="1"><c r="A1"><v>1</v></c></row>'));
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      whole.map((byte, at) => (at % 37 === 5 ? byte ^ 0x5a : byte)),
      new Uint8Array([0x50, 0x4b]),
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
      new Uint8Array([1, 0, 2, 0, 3]),
    ])
      expect((await readTables('x.xlsx', bytes)).ok).toBe(false);
    expect(await readTables('x.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toMatchObject({
      problem: { hint: expect.stringContaining('.xlsx') },
    });
  });
});

describe('a table that is written', () => {
  const FORMULAS = ['=1+1', '+1', '-2+3', '@SUM(A1)', '=cmd|"/c calc"!A1', '\t=1', '\r=1', '＝1+1'];

  test('carries no formula in CSV, and reads back as it was', async () => {
    const text = await writeCsvTable([['said'], ...FORMULAS.slice(0, 5).map((said) => [said])]);
    for (const row of text.split('\r\n').slice(1)) expect(row).not.toMatch(/^"?[=+@\t\r]|^"?-\d\+/);
    const { rows } = await readCsv('x', text);
    expect(rows.slice(1).map(([cell]) => cell)).toEqual(FORMULAS.slice(0, 5));
  });

  test('carries no formula in XLSX: every text is a text', async () => {
    const bytes = await writeWorkbook([
      { name: 's', rows: FORMULAS.map((said) => [said]), frozenRows: 0, widths: [20], choices: [] },
    ]);
    const read = await readTables('x.xlsx', bytes);
    expect(read.ok && read.tables[0]!.rows.map(([cell]) => String(cell).trim())).toEqual(
      FORMULAS.map((said) => said.trim()),
    );
    // As a spreadsheet reads it: a cell with a formula would have an <f> of its own.
    const { inflateRawSync } = await import('node:zlib');
    let parts = '';
    for (let at = 0; at < bytes.length - 30; at += 1) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + at);
      if (view.getUint32(0, true) !== 0x04034b50 || view.getUint16(8, true) !== 8) continue;
      const start = at + 30 + view.getUint16(26, true) + view.getUint16(28, true);
      parts += inflateRawSync(bytes.subarray(start)).toString('utf8');
    }
    expect(parts).toContain('worksheet');
    expect(parts).not.toMatch(/<f[ >]/);
  });
});
