import { describe, expect, it } from 'vitest';
import { standingFigures } from '../../src/scoring/aggregate.ts';

const sale = (locale: 'en' | 'zh-CN', minor: number | null) => ({
  locale,
  measures: [
    { id: 'order-value', unit: 'minor' as const, value: minor },
    { id: 'conversion', unit: 'share' as const, value: minor === null ? 0 : 1 },
  ],
});

describe('the standing figures of a run', () => {
  it('count conversion over conversations and order value over orders', () => {
    const figures = standingFigures([sale('en', 2_000), sale('en', 4_000), sale('en', null)]);
    expect(figures).toContainEqual({
      measure: 'order-value',
      unit: 'minor',
      value: 3_000,
      trials: 2,
      locale: 'en',
    });
    const conversion = figures.find(({ measure }) => measure === 'conversion')!;
    expect(conversion.trials).toBe(3);
    expect(conversion.value).toBeCloseTo(2 / 3);
  });

  it('never add yuan to pounds', () => {
    const values = standingFigures([sale('en', 2_000), sale('zh-CN', 9_000)]).filter(
      ({ measure }) => measure === 'order-value',
    );
    expect(values.map(({ locale, value }) => [locale, value])).toEqual(
      expect.arrayContaining([
        ['en', 2_000],
        ['zh-CN', 9_000],
      ]),
    );
  });

  it('leave out what applies to no conversation', () => {
    expect(standingFigures([sale('en', null)]).map(({ measure }) => measure)).toEqual(['conversion']);
  });
});
