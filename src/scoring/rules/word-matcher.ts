import type { Locale } from '../../model/locale.ts';
import type { WordList } from '../../model/rule.ts';
import { normaliseText } from '../../nlu/normalise.ts';
import type { WordFilter } from './word-filter.ts';
import { searchFor } from './word-search.ts';

/** A place where a list's word stands, with what to write instead when the list says so. */
export interface WordHit {
  readonly word: string;
  readonly at: number;
  readonly instead?: string;
}

export type WordPlace = 'anywhere' | 'whole' | 'first-clause';

/** Finds the first word of a list in normalised text; longer words win, and allowed strings swallow what lies inside them. */
export type WordMatcher = (
  message: { readonly plain: string; readonly text: string },
  place?: WordPlace,
) => WordHit | null;

/**
 * `filter`: shared by the lists of one locale. Words are taken from it when the first message comes: one conversation needs few of
 * the lists, and one of the languages.
 */
export function compileWords(list: WordList, locale: Locale, filter: WordFilter): WordMatcher {
  let words: Words | undefined;
  let search: WordMatcher | undefined;
  let place = 0;
  return (message, where) => {
    if (words === undefined) {
      words = foldWords(list);
      // Raw lists are held against another form of the text.
      if (!list.raw) place = filter.add([...words.hits]);
    }
    if (!list.raw && !filter.mayHold(place, message.plain)) return null;
    search ??= makeMatcher(words, list.raw, locale);
    return search(message, where);
  };
}

interface Words {
  readonly hits: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
  readonly instead: ReadonlyMap<string, string>;
}

function foldWords(list: WordList): Words {
  const fold = list.raw ? lowerCase : normaliseText;
  return {
    hits: new Set(list.hits.map(fold)),
    allowed: new Set(list.allow.map(fold)),
    instead: new Map(Object.entries(list.instead).map(([word, text]) => [fold(word), text])),
  };
}

const lowerCase = (text: string) => text.toLowerCase();

function makeMatcher({ hits, allowed, instead }: Words, raw: boolean, locale: Locale): WordMatcher {
  if (hits.size === 0) return () => null;
  const wordAt = searchFor(new Set([...hits, ...allowed]), locale === 'en');
  return (message, place = 'anywhere') => {
    const text = raw ? lowerCase(message.text) : message.plain;
    if (place !== 'anywhere') {
      const word = place === 'whole' ? bareOf(text) : firstClauseOf(text);
      return hits.has(word) && !allowed.has(word) ? hitOf(word, 0, instead) : null;
    }
    let at = 0;
    while (at < text.length) {
      const word = wordAt(text, at);
      if (word !== null && !allowed.has(word)) return hitOf(word, at, instead);
      at += word === null ? 1 : word.length;
    }
    return null;
  };
}

function hitOf(word: string, at: number, rewrites: ReadonlyMap<string, string>): WordHit {
  const instead = rewrites.get(word);
  return instead === undefined ? { word, at } : { word, at, instead };
}

/** The message without what carries no words at its ends: 嗯~~ is 嗯. */
const bare = (plain: string) => plain.replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
const firstClause = (plain: string) => bare(bareOf(plain).split(/[,，。.!！?？;；~～\n]/u, 1)[0]!);

/** Several lists look at the same few texts. */
const KEPT_MAX = 256;
const remembering = (make: (plain: string) => string) => {
  const known = new Map<string, string>();
  return (plain: string): string => {
    let made = known.get(plain);
    if (made === undefined) {
      made = make(plain);
      if (known.size >= KEPT_MAX) known.clear();
      if (plain.length <= LENGTH_MAX) known.set(plain, made);
    }
    return made;
  };
};
const LENGTH_MAX = 600;
const bareOf = remembering(bare);
const firstClauseOf = remembering(firstClause);
