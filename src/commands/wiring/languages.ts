import type { Locale } from '../../model/locale.ts';
import type { Shop } from '../../model/shop.ts';
import { createReader } from '../../nlu/reader.ts';
import { vocabularyOf } from '../../nlu/vocabulary.ts';
import { contentHash } from '../../play/content-hash.ts';
import type { Language } from '../../play/inputs.ts';
import { type PhrasesPack, PhrasesPackSchema } from '../../play/language.ts';
import { loadLocalePack, readPack } from '../../system/packs.ts';

/** What a locale brings, bound to a shop's own words; each pair is made once. `null`: no shop is known. */
export interface Languages {
  of(locale: Locale, shop: Shop | null): Language;
}

/** What understanding and buyers of a locale are made of; a transcript's header names the hash over all of it. */
export const PACK_FILES = ['lexicon', 'acts', 'numbers', 'phrases'] as const;

export function openLanguages(): Languages {
  const phrases = new Map<Locale, PhrasesPack>();
  const hashes = new Map<Locale, string>();
  const made = new Map<string, Language>();
  return {
    of(locale, shop) {
      const key = `${locale} ${shop?.id ?? ''}`;
      let language = made.get(key);
      if (language === undefined) {
        language = {
          locale,
          reader: createReader(loadLocalePack(locale), vocabularyOf(shop, locale)),
          phrases: remember(phrases, locale, () =>
            PhrasesPackSchema.parse(readPack(`locales/${locale}/phrases`)),
          ),
          packsHash: remember(hashes, locale, () => contentHash(packsOf(locale))),
        };
        made.set(key, language);
      }
      return language;
    },
  };
}

/** The packs of a locale as one value: what is hashed, and what is kept with a run. */
export function packsOf(locale: Locale): object {
  return Object.fromEntries(PACK_FILES.map((name) => [name, readPack(`locales/${locale}/${name}`)]));
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}
