import type { FactValue } from '../model/fact.ts';

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
  readonly start: number;
  end: number;
  /** Category numbers. */
  cats: readonly number[];
  /** The words, normalised; empty for numbers. */
  readonly word: string;
  readonly meaning: Meaning | null;
  readonly number: NumberRead | null;
  /** Facts that were read from it. */
  facts: FactValue[] | null;
}
