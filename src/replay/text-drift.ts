import type { Locale } from '../model/locale.ts';
import { normaliseText } from '../nlu/normalise.ts';

/** What is compared of a text: characters of Chinese, words of English; no punctuation, width, case or script form. */
export function tokensOf(text: string, locale: Locale): string[] {
  const plain = normaliseText(text);
  const tokens = plain.match(locale === 'zh-CN' ? CHARACTERS : WORDS);
  return tokens === null ? [] : [...tokens];
}

const CHARACTERS = /[a-z\d]+(?:\.\d+)?|[\p{L}\p{N}]/gu;
const WORDS = /[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu;

/** Longer texts are compared as wholes only. */
const TOKENS_MAX = 1_500;

/** The share of the tokens of both that the two have in common, in order: 1 the same, 0 nothing. */
export function textLikeness(recorded: string, today: string, locale: Locale): number {
  const [a, b] = [tokensOf(recorded, locale), tokensOf(today, locale)];
  if (a.length + b.length === 0) return 1;
  if (a.length > TOKENS_MAX || b.length > TOKENS_MAX) return a.join(' ') === b.join(' ') ? 1 : 0;
  return (2 * commonTokens(a, b)) / (a.length + b.length);
}

/** The length of the longest common subsequence. */
function commonTokens(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1);
  for (const token of a) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j += 1)
      row[j + 1] = token === b[j] ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!);
    above = row;
  }
  return above[b.length]!;
}
