import type { Shop } from '../model/shop.ts';
import { normaliseText } from '../nlu/normalise.ts';

/** Makes a message comparable with word lists: normalised, quotations and the shop's own names blanked out. */
export type PlainText = (text: string) => string;

/** What stands in quotation marks is somebody else's word. Bounded, so that a lone mark swallows nothing. */
const QUOTED = /"[^"]{1,60}"/g;

const known = new WeakMap<Shop, PlainText>();

/** Compiled once for a shop. */
export function plainTextOf(shop: Shop | null): PlainText {
  if (shop === null) return WITHOUT_SHOP;
  let plainText = known.get(shop);
  if (!plainText) {
    plainText = createPlainText(shop);
    known.set(shop, plainText);
  }
  return plainText;
}

function createPlainText(shop: Shop | null): PlainText {
  const names = shop ? shopNames(shop) : [];
  const pattern = names.length > 0 ? new RegExp(names.map(escapeRegExp).join('|'), 'gu') : null;
  const known = new Map<string, string>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      const plain = normaliseText(text);
      const unquoted = plain.includes('"') ? plain.replace(QUOTED, blank) : plain;
      made = pattern ? unquoted.replace(pattern, blank) : unquoted;
      if (known.size >= KEPT_MAX) known.clear();
      if (text.length <= LENGTH_MAX) known.set(text, made);
    }
    return made;
  };
}

/** Texts kept of one shop, none longer than this: agents say the same lines in many conversations. */
const KEPT_MAX = 512;
const LENGTH_MAX = 600;

/** Longest first, so that a name inside another does not leave a rest. */
function shopNames(shop: Shop): string[] {
  const names = [shop.name, ...shop.aliases, ...shop.products.map((product) => product.name)];
  return [...new Set(names.map(normaliseText))]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length);
}

const blank = (match: string) => ' '.repeat(match.length);
const WITHOUT_SHOP = createPlainText(null);
export const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
