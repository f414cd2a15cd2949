import type { FactValue } from '../model/fact.ts';
import type { Words } from './words.ts';

/** What a word stands for besides its categories. */
export type Meaning =
  | { readonly kind: 'numeral'; readonly value: number }
  | { readonly kind: 'day'; readonly offset: number }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'month'; readonly month: number }
  /** What a shop calls one of its goods' attributes. */
  | { readonly kind: 'attribute'; readonly attribute: string }
  /** A word of the shop's vocabulary or a fact by itself (a colour, a place). */
  | { readonly kind: 'fact'; readonly fact: FactValue };

/** A number as read: `high` when it is a range; its unit when one follows. */
export interface NumberRead {
  readonly value: number;
  readonly high?: number;
  readonly unit: UnitKind | null;
  /** What the unit makes of one: minor units, milliseconds, or nothing. */
  readonly scale: number;
  /** The unit's word or symbol. */
  readonly unitWord: string;
  /** Digits as written, for numbers that may be names. */
  readonly digits: number;
  /** Spelled in words, which alone is seldom a quantity. */
  readonly spelled: boolean;
}

export type UnitKind =
  | 'money'
  | 'fold'
  | 'percent'
  | 'time'
  | 'workday'
  | 'count'
  | 'measure'
  | 'clock'
  | 'month'
  | 'day';

/** A stretch of text that something is known about, in normalised offsets. */
export interface Hit {
  start: number;
  end: number;
  /** Category numbers. */
  cats: readonly number[];
  /** Whose word it is, and which; `null` for numbers. */
  words: Words | null;
  entry: number;
  meaning: Meaning | null;
  number: NumberRead | null;
  /** Facts that were read from it. */
  facts: FactValue[] | null;
}

const NO_CATS: readonly number[] = [];
const KEPT = 128;
const kept: Hit[] = [];
let used = 0;

/** The hits of the message before are taken again for those of the next. */
export function freeHits(): void {
  used = 0;
}

/** A hit that stands until `freeHits`; what it is and says is for the caller to fill in. */
export function makeHit(start: number, end: number, cats: readonly number[] = NO_CATS): Hit {
  if (used < kept.length) {
    const hit = kept[used++]!;
    hit.start = start;
    hit.end = end;
    hit.cats = cats;
    hit.words = null;
    hit.entry = -1;
    hit.meaning = null;
    hit.number = null;
    hit.facts = null;
    return hit;
  }
  const made: Hit = { start, end, cats, words: null, entry: -1, meaning: null, number: null, facts: null };
  if (kept.length < KEPT) {
    kept.push(made);
    used += 1;
  }
  return made;
}

/** The word, normalised; empty for numbers. */
export function wordOf({ words, entry }: Hit): string {
  return words === null ? '' : words.entries[entry]!.word;
}
