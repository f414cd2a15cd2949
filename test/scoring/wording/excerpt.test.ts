import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../../src/scoring/wording/excerpt.ts';

test('is one line of at most forty characters, whole ones, and the text itself where that is one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), (text) => {
      const line = text.replace(/\s+/g, ' ').trim();
      const characters = [...line];
      expect(excerpt(text)).toBe(characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : line);
    }),
  );
  expect(excerpt('a\n\n  b')).toBe('a b');
  expect(excerpt('😀'.repeat(41))).toBe(`${'😀'.repeat(39)}…`);
  expect(excerpt('😀'.repeat(40))).toBe('😀'.repeat(40));
});
