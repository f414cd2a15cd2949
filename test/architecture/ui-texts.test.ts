import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LOCALES } from '../../src/model/locale.ts';
import { ROOT } from '../helpers/build-once.ts';
import { sourceFiles } from './imports.ts';

const areas = Object.fromEntries(
  LOCALES.map((locale) => {
    const folder = join(ROOT, 'src/packs/locales', locale, 'ui');
    const read = (file: string) =>
      (parse(readFileSync(join(folder, file), 'utf8')) as { texts: Record<string, string> }).texts;
    return [locale, new Map(readdirSync(folder).map((file) => [file, read(file)]))];
  }),
);
const texts = Object.fromEntries(
  LOCALES.map((locale) => [locale, Object.assign({}, ...areas[locale]!.values()) as Record<string, string>]),
);

/** Keys that the code asks for: whole ones, and what stands before a `${…}`. */
const code = ['src/commands', 'src/report', 'src/system', 'src/ui', 'src/desk']
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) => sourceFiles(ROOT, folder))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');
const asked = new Set([...code.matchAll(/\b(?:ui|say)\(\s*'([\w.-]+)'/g)].map(([, key]) => key!));
const askedByPrefix = [...code.matchAll(/\b(?:ui|say)\(\s*`([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(
  ([, before, after]) => [before!, after!] as const,
);

describe('the interface', () => {
  test('says the same things in every language', () => {
    const [first, ...others] = LOCALES;
    for (const other of others)
      expect(Object.keys(texts[other]!).sort()).toEqual(Object.keys(texts[first]!).sort());
  });

  test('has each text in one area only, the same in every language', () => {
    for (const locale of LOCALES) {
      const keys = [...areas[locale]!.values()].flatMap((area) => Object.keys(area));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
    const shape = (locale: string) =>
      [...areas[locale]!].map(([file, area]) => [file, Object.keys(area).sort()]).sort();
    expect(shape('zh-CN')).toEqual(shape('en'));
  });

  test('fills the same slots in every language', () => {
    const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const different = Object.keys(texts.en!).filter(
      (key) => JSON.stringify(slots(texts.en![key]!)) !== JSON.stringify(slots(texts['zh-CN']![key]!)),
    );
    expect(different).toEqual([]);
  });

  test('has a text for every key that the code asks for', () => {
    expect([...asked].filter((key) => !(key in texts.en!))).toEqual([]);
  });

  test('has no text that nothing asks for', () => {
    const unused = Object.keys(texts.en!).filter(
      (key) =>
        !asked.has(key) &&
        !askedByPrefix.some(
          ([before, after]) => key.startsWith(before) && key.endsWith(after) && before + after !== '',
        ),
    );
    expect(unused).toEqual([]);
  });

  test('leaves no text empty, and writes Chinese where Chinese is read', () => {
    for (const [key, text] of Object.entries(texts['zh-CN']!)) {
      expect(text.trim(), key).not.toBe('');
      // Slots and punctuation are no words of any language.
      const isWords = /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
      if (isWords && !key.endsWith('.example'))
        expect(/[\u4e00-\u9fff]/.test(text) || text === texts.en![key], `${key}: ${text}`).toBe(true);
    }
  });
});
