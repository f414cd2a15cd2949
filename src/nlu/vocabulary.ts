import type { FactValue } from '../model/fact.ts';
import type { Locale } from '../model/locale.ts';
import type { Shop } from '../model/shop.ts';
import { FACT_CATEGORIES } from './facts/cues.ts';
import type { Categories } from './lexicon.ts';
import { normaliseText } from './normalise.ts';
import { namesByShape } from './number-names.ts';
import { Trie } from './trie.ts';
import { type Entry, Words } from './words.ts';

/** A shop's own words: what each one is, and the category by which rules know it. */
export interface Vocabulary {
  readonly words: readonly VocabularyWord[];
}

export interface VocabularyWord {
  readonly word: string;
  readonly fact?: FactValue;
  /** The attribute that the word asks for or names. */
  readonly attribute?: string;
  /** Besides the fact's own category; `allow` hides whatever the lexicon would see in the word. */
  readonly category?: string;
}

/**
 * Names of products, colours, sizes, places, couriers and attributes of a shop, its order and tracking numbers, and masks
 * for its name and its product titles, in which no rule may see a word (a series called 不倒翁 refuses nothing).
 * Values are the shop's ids. An empty vocabulary without a shop.
 */
export function vocabularyOf(shop: Shop | null, locale: Locale): Vocabulary {
  if (shop === null) return { words: [] };
  const words: VocabularyWord[] = [];
  const add = (names: readonly string[], fact: FactValue, category?: string): void => {
    for (const word of names) words.push({ word, fact, ...(category === undefined ? {} : { category }) });
  };
  for (const word of [shop.name, ...shop.aliases]) words.push({ word, category: 'allow' });
  for (const product of shop.products) {
    add([product.name, ...product.aliases], { kind: 'product', product: product.id });
    for (const colour of product.colours)
      add([colour.name, ...colour.aliases], { kind: 'colour', colour: colour.id });
    for (const size of product.sizes) {
      // A bare letter or number is a size only beside other words for one; the reader sees to that.
      add(
        [size.id, ...size.aliases].filter((name) => name.length > 1 && !/^\d+$/.test(name)),
        { kind: 'size', size: size.id },
      );
    }
    for (const [attribute, { label, words: others }] of Object.entries(product.attributes)) {
      for (const word of [label, ...others]) words.push({ word, attribute, category: 't.spec' });
    }
    for (const { name } of product.material) add([name], { kind: 'material', material: name });
  }
  for (const courier of shop.logistics.couriers)
    add([courier.name, ...courier.aliases], { kind: 'courier', courier: courier.id });
  for (const region of shop.logistics.regions)
    add([region.name, ...region.aliases], { kind: 'region', region: region.id });
  for (const order of shop.orders) {
    add([order.number], { kind: 'order-number', value: order.number });
    if (order.tracking !== undefined)
      add([order.tracking], { kind: 'tracking-number', value: order.tracking });
  }
  return { words: locale === shop.locale ? words : words.filter(({ fact }) => fact?.kind !== 'colour') };
}

/** The vocabulary as words over the lexicon's categories; null when it is empty. */
export function compileVocabulary(vocabulary: Vocabulary, categories: Categories): Words | null {
  if (vocabulary.words.length === 0) return null;
  const trie = new Trie();
  const entries: Entry[] = [];
  for (const { word, fact, attribute, category } of vocabulary.words) {
    const normal = normaliseText(word);
    if (normal === '') continue;
    const cats: number[] = [];
    if (fact !== undefined)
      cats.push(categories.id(FACT_CATEGORIES[fact.kind as keyof typeof FACT_CATEGORIES]));
    if (category !== undefined) cats.push(categories.id(category));
    if (trie.add(normal, entries.length) !== entries.length) continue;
    const meaning =
      fact !== undefined
        ? ({ kind: 'fact', fact } as const)
        : attribute !== undefined
          ? ({ kind: 'attribute', attribute } as const)
          : null;
    entries.push({ word: normal, cats, meaning, prefix: false, inner: false, dodged: false });
  }
  return new Words(trie, entries, namesByShape(vocabulary.words.map(({ fact }) => fact)));
}
