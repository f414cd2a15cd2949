import type { Cues } from './facts/cues.ts';
import { isSizeLetter, readLetterSize } from './facts/goods.ts';
import { freeHits, type Hit, type Meaning, makeHit } from './hit.ts';
import { readIdentifier } from './identifiers.ts';
import type { Lexicon } from './lexicon.ts';
import { EMOJI, type Normalised } from './normalise.ts';
import { shapeOf } from './number-names.ts';
import { type NumberFound, readNumber, readSpelled } from './numerals.ts';
import type { Trie } from './trie.ts';
import type { Words } from './words.ts';

/**
 * One pass from left to right, whose hits stand until the next: the longest word at each place, numbers with their units, and identifiers. A word that a
 * longer one beginning inside it would overlap gives way (所以 must not take the 以 of 以上). Linear: each place looks
 * at most one word's length ahead.
 */
export function scan(
  text: Normalised,
  original: string,
  lexicon: Lexicon,
  overlay: Words | null,
  cues: Cues,
  cjk: boolean,
): Hit[] {
  const { codes, length } = text;
  freeHits();
  const hits: Hit[] = [];
  let i = 0;
  while (i < length) {
    const code = codes[i]!;
    const wordy = isWordCode(code);
    if (wordy && i > 0 && isWordCode(codes[i - 1]!)) {
      if (isDigit(code) === isDigit(codes[i - 1]!)) {
        i += 1;
        continue;
      }
    } else if (wordy || code === 43 || code === 40) {
      const identifier = readIdentifier(text, i, lexicon);
      if (identifier !== null) {
        if (overlay !== null) {
          const listed = longest(text, i, lexicon, overlay) >= 0 ? source.meaningOf(found) : null;
          nameByShop(identifier, listed, lexicon, overlay);
        }
        hits.push(identifier);
        i = identifier.end;
        continue;
      }
    }
    const entry = longest(text, i, lexicon, overlay);
    const words = source;
    const end = entry < 0 ? i : reach;
    const meaning = entry < 0 ? null : words.meaningOf(entry);
    let number =
      meaning !== null && meaning.kind === 'numeral'
        ? readSpelled(text, end, meaning.value, words.entries[entry]!.word, lexicon)
        : readNumber(text, i, lexicon, cjk);
    if (cjk && number !== null && number.read.unit === 'count')
      number = withoutUnit(number, text, lexicon, overlay);
    if (number !== null && number.end >= end) {
      const hit = makeHit(i, number.end);
      hit.number = number.read;
      hits.push(hit);
      i = number.end;
      continue;
    }
    if (entry < 0) {
      const size = isSizeLetter(code)
        ? readLetterSize(
            text,
            i,
            original,
            hits.at(-1)?.cats.includes(cues.size) === true && hits.at(-1)!.end >= i - 1,
          )
        : null;
      if (size !== null) {
        const hit = makeHit(i, i + 1, cues.kinds.size);
        hit.meaning = { kind: 'fact', fact: { kind: 'size', size } };
        hits.push(hit);
      }
      i += 1;
      continue;
    }
    if (cjk && end - i > 1 && givesWay(text, i, end, lexicon, overlay)) {
      i += 1;
      continue;
    }
    hits.push(hitOf(words, entry, i, end, meaning));
    i = words.isInner(entry) ? lookInside(text, i, end, lexicon, cjk, hits) : end;
  }
  return hits;
}

function hitOf(words: Words, entry: number, start: number, end: number, meaning: Meaning | null): Hit {
  const hit = makeHit(start, end, words.catsOf(entry));
  hit.words = words;
  hit.entry = entry;
  hit.meaning = meaning;
  return hit;
}

/** The shop knows which of its numbers is an order's and which a parcel's. */
function nameByShop(identifier: Hit, meaning: Meaning | null, lexicon: Lexicon, { names }: Words): void {
  const own = identifier.facts?.[0];
  if (own?.kind !== 'order-number' && own?.kind !== 'tracking-number') return;
  const listed = meaning?.kind === 'fact' && reach === identifier.end ? meaning.fact : undefined;
  const fact =
    listed?.kind === 'order-number' || listed?.kind === 'tracking-number'
      ? listed
      : { ...own, kind: names.get(shapeOf(own.value)) ?? own.kind };
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
    const entry = walk(text, at, lexicon.meaningTrie, lexicon.words);
    const stop = reach;
    const meaning = entry < 0 ? null : lexicon.words.meaningOf(entry);
    const number =
      meaning !== null && meaning.kind === 'numeral'
        ? readSpelled(text, stop, meaning.value, lexicon.words.entries[entry]!.word, lexicon)
        : readNumber(text, at, lexicon, cjk);
    if (number !== null && number.read.unit !== null) {
      const hit = makeHit(at, number.end);
      hit.number = number.read;
      hits.push(hit);
      at = number.end;
    } else if (entry >= 0 && meaning?.kind !== 'numeral' && stop <= end) {
      hits.push(hitOf(lexicon.words, entry, at, stop, meaning));
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
    if (!trie.mayBegin(head, codes[start + 1]!) && !trie.isWord(head)) continue;
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
  overlay: Words | null,
): NumberFound | null {
  const { read } = number;
  const start = number.end - read.unitWord.length;
  if (longest(text, start, lexicon, overlay) < 0 || reach <= number.end) return number;
  return read.spelled && read.digits < 2 ? null : { end: start, read: { ...read, unit: null, unitWord: '' } };
}

/** Where the word that `longest` or `walk` gave ends. */
let reach = 0;
/** Whose word `longest` gave, and its number there, or −1. */
let source: Words;
let found = -1;

function longest(text: Normalised, start: number, lexicon: Lexicon, overlay: Words | null): number {
  source = lexicon.words;
  if (overlay === null) return (found = walk(text, start, source.trie, source));
  const own = walk(text, start, overlay.trie, overlay);
  const ownEnd = reach;
  found = walk(text, start, source.trie, source);
  if (own < 0 || (found >= 0 && reach > ownEnd)) return found;
  reach = ownEnd;
  source = overlay;
  return (found = own);
}

/** The number of the longest word at `start`, or −1. */
function walk(text: Normalised, start: number, trie: Trie, words: Words): number {
  const { codes, length } = text;
  const head = codes[start]!;
  const second = codes[start + 1]!;
  const longer = trie.mayBegin(head, second) || (head >= 0x4e00 && isDecoration(second));
  if (!longer && !trie.isWord(head)) return -1;
  let state = trie.root(head);
  if (state === 0 || (start > 0 && isWordCode(head) && isWordCode(codes[start - 1]!))) return -1;
  let best = -1;
  let bestEnd = 0;
  const single = trie.value(state);
  if (single >= 0 && !(isWordCode(head) && isWordCode(second))) {
    best = single;
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
    if (dodged && !words.isDodged(value)) continue;
    const cut = i + 1 < length && isWordCode(code) && isWordCode(codes[i + 1]!);
    if (cut && !(words.isPrefix(value) && isLetter(codes[i + 1]!))) continue;
    best = value;
    bestEnd = i + 1;
  }
  if (best >= 0 && words.isPrefix(best)) while (bestEnd < length && isLetter(codes[bestEnd]!)) bestEnd += 1;
  reach = bestEnd;
  return best;
}

/** Whether a longer word begins inside this one and reaches beyond it. */
function givesWay(
  text: Normalised,
  start: number,
  end: number,
  lexicon: Lexicon,
  overlay: Words | null,
): boolean {
  for (let at = start + 1; at < end; at += 1) {
    if (longest(text, at, lexicon, overlay) >= 0 && reach > end && reach - at > end - start) return true;
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
