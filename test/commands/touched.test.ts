import { describe, expect, test } from 'vitest';
import { caseMatcher } from '../../src/commands/run/judge.ts';
import { touchedCases } from '../../src/commands/run/touched.ts';

const IDS = ['late-parcel/haggler/en/1', 'late-parcel/chatter/zh-CN/1', 'size-advice/haggler/en/1'];
const shopOf = (scenario: string, locale: string) =>
  scenario === 'late-parcel' ? `shop-${locale}` : 'other';

describe('what a changed file touches', () => {
  test.each([
    ['personas/haggler.yaml', [0, 2]],
    ['scenarios/cases/after-sale/late-parcel.yaml', [0, 1]],
    ['scenarios/shops/shop-en/prices.yaml', [0]],
    ['scenarios/shops/nobody/prices.yaml', []],
    ['scenarios/rubrics/house.yaml', [0, 1, 2]],
    ['scenarios/cases/pre-sale/brand-new.yaml', [0, 1, 2]],
    ['bots/mine.yaml', [0, 1, 2]],
  ])('%s', (path, expected) => {
    expect(touchedCases(path, IDS, shopOf)).toEqual(expected.map((index) => IDS[index]));
  });
});

describe('a pattern for cases', () => {
  test.each([
    ['late-parcel', true],
    ['late-parcel/*/en', true],
    ['*/haggler', true],
    ['late-parcel/haggler/en/1', true],
    ['late', false],
    ['late-parcel/chatter', false],
    ['late-parcel/haggler/en/1/more', false],
  ])('%s', (pattern, expected) => {
    expect(caseMatcher(pattern)('late-parcel/haggler/en/1')).toBe(expected);
  });
});
