import { expect, test } from 'vitest';
import { createReader } from '../../src/nlu/reader.ts';
import type { Reader } from '../../src/nlu/reader-types.ts';
import { vocabularyOf } from '../../src/nlu/vocabulary.ts';
import { loadLocalePack } from '../../src/system/packs.ts';

const pack = loadLocalePack('zh-CN');
const NO_WORDS = vocabularyOf(null, 'zh-CN');

test('gives a text met lately the very reading it had, and a new one for another open question', () => {
  const reader = createReader(pack, NO_WORDS);
  const first = reader.read('有的亲', 'agent', { asked: ['stock'] });
  expect(reader.read('有的亲', 'agent', { asked: ['stock'] })).toBe(first);
  expect(reader.read('有的亲', 'agent', { asked: ['gift'] }).claims.map((claim) => claim.topic)).toEqual([
    'gift',
  ]);
  expect(first.claims.map((claim) => claim.topic)).toEqual(['stock']);
});

test('reads the same whether it remembers or not, whichever side speaks', () => {
  const remembering = createReader(pack, NO_WORDS);
  const forgetful = createReader(pack, NO_WORDS, true);
  for (const text of ['能便宜点吗', '能便宜点吗', '今天发货，包邮', '能便宜点吗'])
    for (const side of ['agent', 'buyer'] as const)
      expect(remembering.read(text, side)).toEqual(forgetful.read(text, side));
});

test('forgets in the end: neither many texts nor a huge one are held for ever', () => {
  const reader = createReader(pack, NO_WORDS);
  const early = reader.read('第0件有货吗', 'buyer');
  const huge = '好'.repeat(5_000);
  expect(reader.read(huge, 'buyer')).not.toBe(reader.read(huge, 'buyer'));
  sayMany(reader);
  expect(reader.read('第0件有货吗', 'buyer')).not.toBe(early);
  expect(reader.read('第0件有货吗', 'buyer')).toEqual(early);
});

function sayMany(reader: Reader): void {
  for (let i = 1; i < 2_000; i += 1) reader.read(`第${i}件有货吗`, 'buyer');
}
