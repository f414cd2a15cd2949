import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordFilter } from '../../../src/scoring/rules/word-filter.ts';

test('never denies a text that holds a word of the list, whatever else it holds', () => {
  const text = fc.string({ unit: 'binary-ascii', maxLength: 12 });
  const word = fc.oneof(
    fc.constantFrom('哦', '不能', '加微信', 'no', '。'),
    fc.string({ minLength: 1, maxLength: 5 }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { minLength: 1 }), { minLength: 1, maxLength: 40 }),
      text,
      text,
      (lists, head, tail) => {
        const filter = new WordFilter();
        lists.forEach((words, list) => {
          expect(filter.add(words)).toBe(list);
          for (const each of words) expect(filter.mayHold(list, head + each + tail)).toBe(true);
        });
      },
    ),
  );
});

test('spares most texts the search, and knows lists that came later', () => {
  const filter = new WordFilter();
  const first = filter.add(['加微信', '转账']);
  expect(filter.mayHold(first, '亲，今天发货哦')).toBe(false);
  const later = filter.add(['发货']);
  expect(filter.mayHold(later, '亲，今天发货哦')).toBe(true);
  expect(filter.mayHold(first, '加微信吧')).toBe(true);
});

test('of whole words denies none that stands by itself, and spares those inside others the search', () => {
  const around = fc.constantFrom('', ' ', '. ', 'é', '-', '，');
  const word = fc.constantFrom('no', 'ok then', 'k', "'s", 'été', '5 stars');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), around, around, (words, head, tail) => {
      const filter = new WordFilter(true);
      filter.add(words);
      for (const each of words)
        expect(filter.mayHold(0, `so${head === '' ? ' ' : head}${each}${tail}`)).toBe(true);
    }),
  );
  const filter = new WordFilter(true);
  filter.add(['liar']);
  expect(filter.mayHold(0, 'familiarly')).toBe(false);
});
