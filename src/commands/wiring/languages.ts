import type { Locale } from '../../model/locale.ts';
import type { Shop } from '../../model/shop.ts';
import { createReader } from '../../nlu/reader.ts';
import { vocabularyOf } from '../../nlu/vocabulary.ts';
import type { Language } from '../../play/inputs.ts';
import type { PhrasesPack } from '../../play/language.ts';
import { loadLocalePack } from '../../system/packs.ts';
import { packsHash, phrasesPack } from './packs.ts';

/** What a locale brings, bound to a shop's own words; each pair is made once. `null`: no shop is known. */
export interface Languages {
  of(locale: Locale, shop: Shop | null): Language;
}

export function openLanguages(): Languages {
  const packs = new Map<Locale, { readonly phrases: PhrasesPack; readonly packsHash: string }>();
  const made = new Map<string, Language>();
  const packsOf = (locale: Locale) => {
    let found = packs.get(locale);
    if (found === undefined)
      packs.set(locale, (found = { phrases: phrasesPack(locale), packsHash: packsHash(locale) }));
    return found;
  };
  return {
    of(locale, shop) {
      const key = `${locale} ${shop?.id ?? ''}`;
      let language = made.get(key);
      if (language === undefined) {
        language = {
          locale,
          reader: createReader(loadLocalePack(locale), vocabularyOf(shop, locale)),
          ...packsOf(locale),
        };
        made.set(key, language);
      }
      return language;
    },
  };
}
