import type { Cues } from './facts/cues.ts';
import { isSizeLetter, readLetterSize } from './facts/goods.ts';
import type { Hit } from './hit.ts';
import { readIdentifier } from './identifiers.ts';
import type { Entry, Lexicon } from './lexicon.ts';
import { EMOJI, type Normalised } from './normalise.ts';
import { type NumberFound, readNumber, readSpelled } from './numerals.ts';
import type { Trie } from './trie.ts';

/** Words of one shop, laid over the locale's. */
export interface Overlay {
  readonly trie: Trie;
  readonly entries: readonly Entry[];
}

/**
 * One pass from left to right: the longest word at each place, numbers with their units, and identifiers. A word that a
 * longer one beginning inside it would overlap gives way (所以 must not take the 以 of 以上). Linear: each place looks
 * at most one word's length ahead.
 */
export function scan(
  text: Normalised,
  original: string,
  lexicon: Lexicon,
  overlay: Overlay | null,
  cues: Cues,
  cjk: boolean,
): Hit[] {
  const { codes, length } = text;
  const hits: Hit[] = [];
  let i = 0;
  while (i < length) {
    const code = codes[i]!;
    const inWord = i > 0 && isWordCode(code) && isWordCode(codes[i - 1]!);
    if (inWord && !(isDigit(code) !== isDigit(codes[i - 1]!))) {
      i += 1;
      continue;
    }
    if (!inWord && (isWordCode(code) || code === 43 || code === 40)) {
      const identifier = readIdentifier(text, i, lexicon);
      if (identifier !== null) {
        if (overlay !== null) nameByShop(identifier, longest(text, i, lexicon, overlay), lexicon);
        hits.push(identifier);
        i = identifier.end;
        continue;
      }
    }
    const entry = longest(text, i, lexicon, overlay);
    const end = entry === null ? i : reach;
    let number =
      entry?.meaning?.kind === 'numeral'
        ? readSpelled(text, end, entry.meaning.value, entry.word, lexicon)
        : readNumber(text, i, lexicon, cjk);
    if (cjk && number?.read.unit === 'count') number = withoutUnit(number, text, lexicon, overlay);
    if (number !== null && number.end >= end) {
      hits.push({
        start: i,
        end: number.end,
        cats: NO_CATS,
        word: '',
        meaning: null,
        number: number.read,
        facts: null,
      });
      i = number.end;
      continue;
    }
    const size =
      entry === null && isSizeLetter(code)
        ? readLetterSize(
            text,
            i,
            original,
            hits.at(-1)?.cats.includes(cues.size) === true && hits.at(-1)!.end >= i - 1,
          )
        : null;
    if (size !== null) {
      hits.push({
        start: i,
        end: i + 1,
        cats: cues.kinds['size']!,
        word: '',
        meaning: { kind: 'fact', fact: { kind: 'size', size } },
        number: null,
        facts: null,
      });
      i += 1;
      continue;
    }
    if (entry === null || (cjk && end - i > 1 && givesWay(text, i, end, lexicon, overlay))) {
      i += 1;
      continue;
    }
    hits.push({
      start: i,
      end,
      cats: entry.cats,
      word: entry.word,
      meaning: entry.meaning,
      number: null,
      facts: null,
    });
    i = entry.inner ? lookInside(text, i, end, lexicon, cjk, hits) : end;
  }
  return hits;
}

/** The shop knows which of its numbers is an order's and which a parcel's. */
function nameByShop(identifier: Hit, entry: ReturnType<typeof longest>, lexicon: Lexicon): void {
  if (entry?.meaning?.kind !== 'fact' || reach !== identifier.end) return;
  const { fact } = entry.meaning;
  if (fact.kind !== 'order-number' && fact.kind !== 'tracking-number') return;
  identifier.facts = [fact];
  identifier.cats = [lexicon.categories.id(fact.kind === 'order-number' ? 'f.order' : 'f.tracking')];
}

/**
 * Facts inside a longer word (明天肯定, 送您一|双) as hits of their own behind the word's. Gives where reading goes on: a
 * number may reach beyond the word.
 */
function lookInside(
  text: Normalised,
  start: number,
  end: number,
  lexicon: Lexicon,
  cjk: boolean,
  hits: Hit[],
): number {
  let at = start;
  while (at < end) {
    if (at > start && isWordCode(text.codes[at]!) && isWordCode(text.codes[at - 1]!)) {
      at += 1;
      continue;
    }
    const entry = walk(text, at, lexicon.meaningTrie, lexicon.entries);
    const stop = reach;
    const number =
      entry?.meaning?.kind === 'numeral'
        ? readSpelled(text, stop, entry.meaning.value, entry.word, lexicon)
        : readNumber(text, at, lexicon, cjk);
    if (number !== null && number.read.unit !== null) {
      hits.push({
        start: at,
        end: number.end,
        cats: NO_CATS,
        word: '',
        meaning: null,
        number: number.read,
        facts: null,
      });
      at = number.end;
    } else if (entry !== null && entry.meaning?.kind !== 'numeral' && stop <= end) {
      hits.push({
        start: at,
        end: stop,
        cats: entry.cats,
        word: entry.word,
        meaning: entry.meaning,
        number: null,
        facts: null,
      });
      at = stop;
    } else at += 1;
  }
  return Math.max(at, end);
}

/** Tells the matcher which of the words that are read beside the others stand in a clause. */
export function markBeside(
  text: Normalised,
  clause: { readonly start: number; readonly end: number },
  lexicon: Lexicon,
  into: { mark(cats: readonly number[]): void },
): void {
  const { codes } = text;
  const trie = lexicon.besideTrie;
  for (let start = clause.start; start < clause.end; start += 1) {
    const head = codes[start]!;
    let state = trie.root(head);
    if (state === 0 || (start > clause.start && isWordCode(head) && isWordCode(codes[start - 1]!))) continue;
    for (let i = start + 1; i <= clause.end; i += 1) {
      const value = trie.value(state);
      const cut = i < clause.end && isWordCode(codes[i - 1]!) && isWordCode(codes[i]!);
      if (value >= 0 && !cut) into.mark(lexicon.beside[value]!);
      if (i === clause.end) break;
      state = trie.next(state, codes[i]!);
      if (state < 0) break;
    }
  }
}

/** 满99包邮 counts no packets: the unit's character begins a longer word. */
function withoutUnit(
  number: NumberFound,
  text: Normalised,
  lexicon: Lexicon,
  overlay: Overlay | null,
): NumberFound | null {
  const { read } = number;
  const start = number.end - read.unitWord.length;
  if (longest(text, start, lexicon, overlay) === null || reach <= number.end) return number;
  return read.spelled && read.digits < 2 ? null : { end: start, read: { ...read, unit: null, unitWord: '' } };
}

const NO_CATS: readonly number[] = [];
/** Where the word that `longest` or `walk` gave ends. */
let reach = 0;

function longest(text: Normalised, start: number, lexicon: Lexicon, overlay: Overlay | null): Entry | null {
  const own = overlay === null ? null : walk(text, start, overlay.trie, overlay.entries);
  const ownEnd = reach;
  const common = walk(text, start, lexicon.trie, lexicon.entries);
  if (own === null || (common !== null && reach > ownEnd)) return common;
  reach = ownEnd;
  return own;
}

function walk(text: Normalised, start: number, trie: Trie, entries: readonly Entry[]): Entry | null {
  const { codes, length } = text;
  const head = codes[start]!;
  const second = codes[start + 1]!;
  const longer = trie.mayBegin(head, second) || (head >= 0x4e00 && isDecoration(second));
  if (!longer && !trie.isWord(head)) return null;
  let state = trie.root(head);
  if (state === 0 || (start > 0 && isWordCode(head) && isWordCode(codes[start - 1]!))) return null;
  let best: Entry | null = null;
  let bestEnd = 0;
  const single = trie.value(state);
  if (single >= 0 && !(isWordCode(head) && isWordCode(second))) {
    best = entries[single]!;
    bestEnd = start + 1;
  }
  if (!longer && start + 1 < length) {
    reach = bestEnd;
    return best;
  }
  let dodged = false;
  for (let i = start + 1; i < length; i += 1) {
    const code = codes[i]!;
    const next = trie.next(state, code);
    if (next < 0) {
      // A decoration between two characters of a word: go on, and accept only words that people dodge lists with.
      if (i - start > 24 || !isDecoration(code) || head < 0x4e00) break;
      dodged = true;
      continue;
    }
    state = next;
    const value = trie.value(state);
    if (value < 0) continue;
    const entry = entries[value]!;
    if (dodged && !entry.dodged) continue;
    const cut = i + 1 < length && isWordCode(code) && isWordCode(codes[i + 1]!);
    if (cut && !(entry.prefix && isLetter(codes[i + 1]!))) continue;
    best = entry;
    bestEnd = i + 1;
  }
  if (best?.prefix) while (bestEnd < length && isLetter(codes[bestEnd]!)) bestEnd += 1;
  reach = bestEnd;
  return best;
}

/** Whether a longer word begins inside this one and reaches beyond it. */
function givesWay(
  text: Normalised,
  start: number,
  end: number,
  lexicon: Lexicon,
  overlay: Overlay | null,
): boolean {
  const { codes } = text;
  for (let at = start + 1; at < end; at += 1) {
    if (overlay === null && !lexicon.trie.mayBegin(codes[at]!, codes[at + 1]!)) continue;
    if (longest(text, at, lexicon, overlay) !== null && reach > end && reach - at > end - start) return true;
  }
  return false;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f);
}

/** Letters and digits that make up words with boundaries; not Han characters. */
export function isWordCode(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === 39;
}

function isDecoration(code: number): boolean {
  return (
    code === EMOJI ||
    code === 32 ||
    code === 42 ||
    code === 95 ||
    code === 45 ||
    code === 124 ||
    code === 47 ||
    code === 46
  );
}
