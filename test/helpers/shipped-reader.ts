import type { Locale } from '../../src/model/locale.ts';
import type { Shop } from '../../src/model/shop.ts';
import { createReader } from '../../src/nlu/reader.ts';
import type { Reader } from '../../src/nlu/reader-types.ts';
import { vocabularyOf } from '../../src/nlu/vocabulary.ts';
import { loadLocalePack } from '../../src/system/packs.ts';

/** The reader that ships, for one locale and (or without) a shop. */
export function shippedReader(locale: Locale, shop: Shop | null = null): Reader {
  return createReader(loadLocalePack(locale), vocabularyOf(shop, locale));
}
