import type { Locale } from '../../model/locale.ts';
import type { WordList } from '../../model/rule.ts';
import { normaliseText } from '../../nlu/normalise.ts';
import { escapeRegExp } from '../plain-text.ts';
import type { WordFilter } from './word-filter.ts';

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
  const words = [...new Set([...hits, ...allowed])].sort((a, b) => b.length - a.length);
  if (hits.size === 0) return () => null;
  // Literals only, so the search is linear in the text. English words must not begin or end inside another word.
  const literals = words.map((word) => (locale === 'en' ? bounded(word) : escapeRegExp(word))).join('|');
  const pattern = new RegExp(literals, 'gu');
  return (message, place = 'anywhere') => {
    const text = raw ? lowerCase(message.text) : message.plain;
    if (place !== 'anywhere') {
      const word = place === 'whole' ? bareOf(text) : firstClauseOf(text);
      return hits.has(word) && !allowed.has(word) ? hitOf(word, 0, instead) : null;
    }
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const word = match[0];
      if (allowed.has(word)) continue;
      return hitOf(word, match.index, instead);
    }
    return null;
  };
}

function hitOf(word: string, at: number, rewrites: ReadonlyMap<string, string>): WordHit {
  const instead = rewrites.get(word);
  return instead === undefined ? { word, at } : { word, at, instead };
}

const isLetter = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function bounded(word: string): string {
  const before = isLetter(word[0]) ? '(?<![\\p{L}\\p{N}])' : '';
  const after = isLetter(word.at(-1)) ? '(?![\\p{L}\\p{N}])' : '';
  return before + escapeRegExp(word) + after;
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
