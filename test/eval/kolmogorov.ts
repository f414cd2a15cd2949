/** The Kolmogorov–Smirnov distance of two samples: the largest gap between their cumulative shares, 0 to 1; 1 where one is empty. */
export function kolmogorov(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 1;
  const left = a.toSorted((x, y) => x - y);
  const right = b.toSorted((x, y) => x - y);
  let i = 0;
  let j = 0;
  let widest = 0;
  while (i < left.length && j < right.length) {
    const value = Math.min(left[i]!, right[j]!);
    while (i < left.length && left[i]! <= value) i += 1;
    while (j < right.length && right[j]! <= value) j += 1;
    widest = Math.max(widest, Math.abs(i / left.length - j / right.length));
  }
  return widest;
}

/** Quantile by linear interpolation; `NaN` of nothing. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((x, y) => x - y);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
