import type { Side } from '../../src/model/act.ts';
import type { FactValue } from '../../src/model/fact.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Reading } from '../../src/model/reading.ts';
import { createReader } from '../../src/nlu/reader.ts';
import { loadLocalePack } from '../../src/system/packs.ts';

const readers = {
  'zh-CN': createReader(loadLocalePack('zh-CN'), { words: [] }),
  en: createReader(loadLocalePack('en'), { words: [] }),
};

export function read(locale: Locale, side: Side, text: string): Reading {
  return readers[locale].read(text, side);
}

/** Acts that are meant plainly, and questions. */
export function actsOf(locale: Locale, side: Side, text: string): string[] {
  return read(locale, side, text)
    .acts.filter(
      ({ act, modality }) => modality === 'plain' || (modality === 'question' && act.startsWith('ask')),
    )
    .map(({ act }) => act);
}

export function factsOf(locale: Locale, side: Side, text: string): FactValue[] {
  return read(locale, side, text).facts.map(({ span, modality, ...value }) => value as unknown as FactValue);
}
