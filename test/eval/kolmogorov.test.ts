import { expect, it } from 'vitest';
import { kolmogorov, quantile } from './kolmogorov.ts';

it('is 0 for the same sample, 1 for samples apart, and the widest gap between', () => {
  expect(kolmogorov([3, 1, 2], [1, 2, 3])).toBe(0);
  expect(kolmogorov([1, 2], [3, 4])).toBe(1);
  expect(kolmogorov([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
  expect(kolmogorov([1, 1, 1, 2], [1, 2, 2, 2])).toBe(0.5);
});

it('says that nothing is as far away as can be', () => {
  expect(kolmogorov([], [1])).toBe(1);
});

it('draws straight lines between the values of a quantile', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10], 0.9)).toBe(10);
});
