import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/nlu/normalise.ts';
import { spellOut } from '../../src/nlu/pack.ts';
import { cpuMs } from '../helpers/cpu-time.ts';
import { read } from './read.ts';

const LOCALES = ['zh-CN', 'en'] as const;
const SEEDS = [
  'ab',
  '黑色,',
  '1234567890 ',
  '能不能便宜',
  '"',
  '如果',
  'sorry ',
  "can't ",
  '¥1',
  '满1减1',
  'a.b.',
  '哦哦',
  '微 ',
  '😀',
  '(',
  '2411120087654321',
];

describe('the reader', () => {
  it('never throws, and its spans lie inside the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.constantFrom('agent', 'buyer'),
        fc.string({ unit: 'binary', maxLength: 80 }),
        (locale, side, text) => {
          const reading = read(locale, side, text);
          for (const { span } of [...reading.acts, ...reading.facts, ...reading.claims]) {
            expect(span[0]).toBeGreaterThanOrEqual(0);
            expect(span[1]).toBeGreaterThanOrEqual(span[0]);
            expect(span[1]).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it('gives the same reading of the same text, whatever was read before', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 400 }), (text, other) => {
        const first = read('en', 'agent', text);
        read('en', 'agent', other);
        expect(read('en', 'agent', text)).toEqual(first);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it.each(SEEDS)('takes time in proportion to the length of hostile text made of %j', (unit) => {
    for (const locale of LOCALES) {
      const reading = (length: number) => {
        const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
        return () => void read(locale, 'buyer', text);
      };
      reading(20_000)();
      // Ten times the text: a quadratic reader would take a hundred times as long. The floor is for clock noise.
      const bound = 60 * Math.max(cpuMs(reading(10_000)), 10);
      expect(cpuMs(reading(100_000), 3, bound)).toBeLessThan(bound);
    }
  });
});

describe('normalisation', () => {
  it('is done after one go', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once).length).toBeLessThanOrEqual(once.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('spells out alternatives', () => {
    expect(spellOut('(we|i) (can|could) help')).toEqual([
      'we can help',
      'i can help',
      'we could help',
      'i could help',
    ]);
    expect(spellOut('so (very |)sorry')).toEqual(['so very sorry', 'so sorry']);
  });
});
