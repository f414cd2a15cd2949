import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bareText, similarity } from '../../src/dialogue/similarity.ts';

describe('likeness of two scripts', () => {
  it('is high for the same script with another ending, low for another answer', () => {
    const first = bareText('亲，这款现在有活动哦，满200减30，喜欢可以直接拍下呢~');
    expect(similarity(first, bareText('亲,这款现在有活动哦 满200减30 喜欢可以直接拍下呢'))).toBeGreaterThan(
      0.9,
    );
    expect(similarity(first, bareText('亲，这款是亚麻材质，建议冷水手洗'))).toBeLessThan(0.4);
  });

  property.prop([fc.string(), fc.string()])(
    'is symmetric, between 0 and 1, and 1 for the same text',
    (a, b) => {
      expect(similarity(a, b)).toBeCloseTo(similarity(b, a), 10);
      expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
      expect(similarity(a, a)).toBe(1);
    },
  );
});
