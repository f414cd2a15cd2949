import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { nearest, suggest } from '../../src/load/nearest.ts';

const KNOWN = ['haggler', 'hesitant', 'first-time', 'chatter', 'complainer'];

describe('the nearest known word', () => {
  test.each([
    ['hagler', 'haggler'],
    ['Haggler', 'haggler'],
    ['hesitnat', 'hesitant'],
    ['complain', 'complainer'],
    ['first', 'first-time'],
  ])('for %s is %s', (word, expected) => {
    expect(nearest(word, KNOWN)).toBe(expected);
  });

  test('is none when nothing is near; a short list is then shown whole', () => {
    expect(nearest('zzz', KNOWN)).toBeUndefined();
    expect(suggest('zzz', KNOWN)).toBe('known: chatter, complainer, first-time, haggler, hesitant');
  });

  property.prop([fc.constantFrom(...KNOWN), fc.nat({ max: 4 })])(
    'survives one dropped letter',
    (word, position) => {
      expect(nearest(word.slice(0, position) + word.slice(position + 1), KNOWN)).toBe(word);
    },
  );
});
