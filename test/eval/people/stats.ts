import type { Generator } from '../../../src/random/generator.ts';

/** Ranks with ties shared, 1-based. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranked = new Array<number>(values.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j + 1 < order.length && values[order[j + 1]!] === values[order[i]!]) j += 1;
    for (let k = i; k <= j; k += 1) ranked[order[k]!] = (i + j) / 2 + 1;
    i = j + 1;
  }
  return ranked;
}

/** Spearman's rank correlation, corrected for ties (Pearson over shared ranks); 0 where one side is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i += 1) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

/** Area under the ROC curve: how often one of `yes` scores above one of the others, ties as half. */
export function auc(scores: readonly number[], yes: readonly boolean[]): number {
  const ranked = ranks(scores);
  const positives = yes.filter(Boolean).length;
  const negatives = yes.length - positives;
  const sum = ranked.reduce((total, rank, i) => total + (yes[i] ? rank : 0), 0);
  return positives === 0 || negatives === 0
    ? 0.5
    : (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** A 95 % interval by drawing whole groups (dialogues) with replacement. `of` takes the indices of the drawn members. */
export function bootstrap(
  groups: readonly (readonly number[])[],
  of: (members: readonly number[]) => number,
  random: Generator,
  rounds = 500,
): readonly [low: number, high: number] {
  const values = Array.from({ length: rounds }, () =>
    of(groups.flatMap(() => groups[random.next() % groups.length]!)),
  ).sort((a, b) => a - b);
  return [values[Math.floor(rounds * 0.025)]!, values[Math.ceil(rounds * 0.975) - 1]!];
}
