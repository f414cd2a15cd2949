/** A line that the model did not learn from: what it does, and the score of each class. */
export interface Judged {
  readonly yes: ReadonlySet<string>;
  readonly scores: readonly number[];
}

interface Row {
  readonly name: string;
  readonly n: number;
  readonly p: number;
  readonly r: number;
  readonly f1: number;
  readonly threshold: number;
}

/** Few lines of a class say little: its own threshold counts as many lines as it has against these. */
const DOUBT = 12;
const STEPS = Array.from({ length: 61 }, (_, i) => (i - 45) / 10);

/**
 * For each class the score from which it is said: the one with the best F1 on lines left out, drawn towards the one that is best for all
 * classes together. `macro` is the mean F1 of the acts with these.
 */
export function chooseThresholds(
  classes: readonly string[],
  judged: readonly Judged[],
): { thresholds: readonly number[]; rows: readonly Row[]; macro: number } {
  const acts = classes.flatMap((name, c) => (name.startsWith('t:') ? [] : [c]));
  const f1Of = (c: number, threshold: number) => scores(classes[c]!, c, judged, threshold);
  const common = best((threshold) => mean(acts.map((c) => f1Of(c, threshold).f1)));
  const thresholds = classes.map((name, c) => {
    if (name.startsWith('t:')) return 0;
    const own = best((threshold) => {
      const near = [threshold - 0.2, threshold, threshold + 0.2].map((t) => f1Of(c, t).f1);
      return mean(near);
    });
    const n = judged.filter(({ yes }) => yes.has(name)).length;
    return (n * own + DOUBT * common) / (n + DOUBT);
  });
  const rows = acts.map((c) => ({
    name: classes[c]!,
    ...f1Of(c, thresholds[c]!),
    threshold: thresholds[c]!,
  }));
  return { thresholds, rows, macro: mean(rows.map(({ f1 }) => f1)) };
}

function best(worth: (threshold: number) => number): number {
  let found = 0;
  let most = -1;
  for (const threshold of STEPS) {
    const value = worth(threshold);
    if (value <= most) continue;
    most = value;
    found = threshold;
  }
  return found;
}

function scores(name: string, c: number, judged: readonly Judged[], threshold: number) {
  let hit = 0;
  let said = 0;
  let n = 0;
  for (const { yes, scores } of judged) {
    const meant = yes.has(name);
    const says = scores[c]! > threshold;
    if (meant) n += 1;
    if (says) said += 1;
    if (meant && says) hit += 1;
  }
  const p = said === 0 ? 0 : hit / said;
  const r = n === 0 ? 0 : hit / n;
  return { n, p, r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
