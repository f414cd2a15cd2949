import type { Locale } from '../model/locale.ts';

/** What a practice is made of, whether it was chosen on the start screen or by options. */
export interface PracticeSetup {
  readonly locale: Locale;
  /** `null`: drawn by the seed. */
  readonly shop: string | null;
  readonly persona: string | null;
  readonly scenario: string | null;
  /** Buyers at a time, 1–8. */
  readonly atOnce: number;
  /** Buyers in all, at least `atOnce`. */
  readonly buyers: number;
  /** 1–5; `null`: any. */
  readonly difficulty: number | null;
  readonly hints: boolean;
  readonly strict: boolean;
  readonly bell: boolean;
  readonly seed: number;
}

export const AT_ONCE_MAX = 8;
export const BUYERS_MAX = 24;
/** From this difficulty on, replies get no badges. */
export const HARD_FROM = 4;
