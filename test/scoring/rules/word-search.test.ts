import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchFor } from '../../../src/scoring/rules/word-search.ts';

/** The longest word at each place where one stands, one behind the other. */
function found(words: readonly string[], text: string, whole: boolean): string[] {
  const wordAt = searchFor(new Set(words), whole);
  const all: string[] = [];
  for (let at = 0; at < text.length; ) {
    const word = wordAt(text, at);
    if (word !== null) all.push(`${at} ${word}`);
    at += word?.length ?? 1;
  }
  return all;
}

test('finds what a pattern of all words finds, longest first, whole words where they must be', () => {
  const sign = fc.constantFrom('n', 'o', 'N', '7', ' ', "'", 'é', '不', '能', '😀', '𠮷', '-', '.');
  const some = (maxLength: number) =>
    fc.array(sign, { minLength: 1, maxLength }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(
      fc.array(some(3), { minLength: 1, maxLength: 8 }),
      some(14),
      fc.boolean(),
      (words, text, whole) => {
        const literal = (word: string) => {
          const bare = word.replaceAll('.', '\\.');
          if (!whole) return bare;
          const before = /^[\p{L}\p{N}]/u.test(word) ? '(?<![\\p{L}\\p{N}])' : '';
          return `${before}${bare}${/[\p{L}\p{N}]$/u.test(word) ? '(?![\\p{L}\\p{N}])' : ''}`;
        };
        const longest = [...words].sort((a, b) => b.length - a.length).map(literal);
        const expected = [...text.matchAll(new RegExp(longest.join('|'), 'gu'))].map(
          (hit) => `${hit.index} ${hit[0]}`,
        );
        expect(found(words, text, whole)).toEqual(expected);
      },
    ),
  );
});

test('takes no word out of another in English, and any run of characters in Chinese', () => {
  expect(found(['liar', 'no'], 'familiarly no, nothing', true)).toEqual(['11 no']);
  expect(found(['不能', '能不能'], '能不能便宜，不能', false)).toEqual(['0 能不能', '6 不能']);
});
