import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { readPack } from '../../src/system/packs.ts';
import { choiceWord } from '../../src/workbook/cell-reading.ts';
import { headedColumns, plainHeading } from '../../src/workbook/headings.ts';
import { SHEETS } from '../../src/workbook/sheets/sheets.ts';
import { WorkbookTextsSchema } from '../../src/workbook/texts.ts';

describe.each(LOCALES)('the words of the workbook in %s', (locale) => {
  const texts = WorkbookTextsSchema.parse(readPack(`locales/${locale}/workbook`));

  test('name every sheet and column, and nothing else', () => {
    expect(Object.keys(texts.sheets)).toEqual(SHEETS.map(({ id }) => id));
    for (const sheet of SHEETS) {
      const used = headedColumns(sheet, texts).map(({ key }) => key);
      const known = Object.keys(texts.sheets[sheet.id]!.columns);
      expect(
        known.filter(
          (path) => !used.some((key) => key === path || key.replace(/\.?(text|keys|denies)$/, '') === path),
        ),
        sheet.id,
      ).toEqual([]);
    }
  });

  test('give each column of a sheet a heading of its own, and each sheet a title', () => {
    for (const sheet of SHEETS) {
      const headings = headedColumns(sheet, texts).map(({ heading }) => plainHeading(heading));
      expect(
        headings.filter((heading, index) => headings.indexOf(heading) !== index),
        sheet.id,
      ).toEqual([]);
    }
    const titles = SHEETS.map(({ id }) => texts.sheets[id]!.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('call the choices of one column differently', () => {
    for (const { id, fields, sort } of SHEETS)
      for (const { path, choices = [] } of [...fields, { path: 'type', choices: Object.keys(sort ?? {}) }]) {
        const called = choices.map((choice) => choiceWord(path, choice, texts));
        expect(new Set(called).size, `${id}: ${called.join(' ')}`).toBe(called.length);
      }
  });
});
