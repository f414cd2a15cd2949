import { describe, expect, test } from 'vitest';
import { type CellContext, readCell } from '../../src/workbook/cell-reading.ts';
import { readMonths } from '../../src/workbook/foreign/cell-amounts.ts';
import type { CellKind } from '../../src/workbook/spec.ts';

const context: CellContext = {
  words: { yes: ['Yes'], no: ['No'], all: ['all'], choices: {}, measures: {} },
  utcOffset: '+00:00',
  dayFirst: true,
};
const read = (text: string, path: string, kind: CellKind) => {
  const found = readCell(text, { path, kind }, context);
  return found.ok ? found.value : found.must;
};

describe('a number may carry the unit its column counts in', () => {
  test.each([
    ['30 days', 'returns.days', 30],
    ['30天', 'returns.days', 30],
    ['两周', 'returns.days', 14],
    ['48小时', 'dispatch.withinHours', 48],
    ['2天', 'dispatch.withinHours', 48],
    ['一年', 'warranty.months', 12],
    ['半年', 'warranty.months', 6],
    ['十八个月', 'warranty.months', 18],
    ['1.5kg', 'weightGrams', 1500],
    ['120斤', 'weightKg.0', 60],
    ['1.65m', 'heightCm.0', 165],
    ['8折', 'rule.payShare', 0.8],
    ['85折', 'rule.payShare', 0.85],
    ['八折', 'rule.payShare', 0.8],
    ['80%', 'rule.payShare', 0.8],
    ['95%', 'percent', 95],
    ['5星', 'stars', 5],
    ['１２件', 'count', 12],
    ['1,200', 'weightGrams', 1200],
  ])('%s below %s', (text, path, value) => {
    expect(read(text, path, 'number')).toBe(value);
  });

  test.each([
    ['2 working days', 'dispatch.withinHours'],
    ['2个工作日', 'dispatch.withinHours'],
    ['30 euros', 'returns.days'],
    ['3-5', 'days.0'],
    ['十一二', 'count'],
    ['一二', 'count'],
    ['M', 'weightGrams'],
    ['many', 'count'],
  ])('%s below %s is refused', (text, path) => {
    expect(read(text, path, 'number')).toBe('must be a number such as 12 or 3.5');
  });

  test('half a day below a column of whole days is refused', () => {
    expect(read('半天', 'returns.days', 'whole')).toBe('must be a whole number such as 12');
  });
});

describe('a time of the day', () => {
  test.each([
    ['16:00', '16:00'],
    ['9：30', '09:30'],
    ['2 pm', '14:00'],
    ['12 am', '00:00'],
    ['12 p.m.', '12:00'],
    ['4.30PM', '16:30'],
    ['16点', '16:00'],
    ['下午4点半', '16:30'],
    ['晚上8点15分', '20:15'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['早上 9:05', '09:05'],
    ['1899-12-30 16:00:00', '16:00'],
  ])('%s', (text, time) => {
    expect(read(text, 'dispatch.cutOff', 'time')).toBe(time);
  });

  test.each(['25:00', '16:75', '4', 'noonish', '13 pmx', '16-18点'])('%s is refused', (text) => {
    expect(read(text, 'dispatch.cutOff', 'time')).toBe('must be a time such as 16:00');
  });
});

test.each([
  ['质保一年', 12],
  ['2 years warranty', 24],
  ['18', 18],
  ['三年联保', 36],
])('a warranty of %s', (text, value) => {
  expect(readMonths(text)).toEqual({ ok: true, value });
});
test.each(['终身', '一年半载', '1-2年'])('a warranty of %s is asked about', (text) => {
  expect(readMonths(text).ok).toBe(false);
});
