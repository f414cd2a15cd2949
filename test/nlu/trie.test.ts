import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Trie } from '../../src/nlu/trie.ts';

/** Few characters, so that words share their beginnings; the last two differ in their highest bits alone. */
const SIGNS = ['a', 'b', '不', '能', '\u4e00', '\u0e00'];
const word = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 6 })
  .map((signs) => signs.join(''));

describe('a trie', () => {
  test.prop([fc.array(word, { maxLength: 60 }), fc.array(word, { maxLength: 60 })])(
    'knows the words that were added, and no others',
    (words, others) => {
      const trie = new Trie();
      const known = new Map<string, number>();
      for (const one of words) {
        const stored = trie.add(one, known.size);
        expect(stored).toBe(known.get(one) ?? known.size);
        if (!known.has(one)) known.set(one, stored);
      }
      for (const one of [...words, ...others]) expect(numberOf(trie, one)).toBe(known.get(one) ?? -1);
    },
  );

  it('keeps more edges than it first has room for', () => {
    const trie = new Trie();
    const words = Array.from({ length: 4_000 }, (_, i) => `${String.fromCharCode(0x4e00 + i)}${i % 7}${i}`);
    words.forEach((one, i) => void trie.add(one, i));
    words.forEach((one, i) => void trie.add(`${one[0]}x${one}`, words.length + i));
    expect(words.map((one) => numberOf(trie, one))).toEqual(words.map((_, i) => i));
    expect(words.map((one) => numberOf(trie, `${one[0]}x${one}`))).toEqual(words.map((_, i) => 4_000 + i));
  });
});

/** As a reader looks a word up: the filters first, then step by step. */
function numberOf(trie: Trie, text: string): number {
  const first = text.charCodeAt(0);
  if (text.length === 1 ? !trie.isWord(first) : !trie.mayBegin(first, text.charCodeAt(1))) return -1;
  let state = trie.root(first);
  if (state === 0) return -1;
  for (let i = 1; i < text.length; i += 1) {
    state = trie.next(state, text.charCodeAt(i));
    if (state < 0) return -1;
  }
  return trie.value(state);
}
