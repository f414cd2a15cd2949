/**
 * The known word that a mistyped one most likely stands for, or `undefined` when none is near: at most a third of its
 * letters (at least one) are changed, dropped, added or swapped with a neighbour, or it is a part of exactly one known word.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  if (best !== undefined && least <= Math.max(1, Math.floor(Math.max(word.length, best.length) / 3)))
    return best;
  const holding =
    lower.length >= 3 ? known.filter((candidate) => candidate.toLowerCase().includes(lower)) : [];
  return holding.length === 1 ? holding[0] : undefined;
}

/** The sentence that goes with it, or what there is when the list is short, or nothing. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean ${near}?`;
  if (known.length === 0) return undefined;
  return known.length <= 24 ? `known: ${[...known].sort().join(', ')}` : undefined;
}

/** Optimal string alignment distance; inputs are short names, longer ones are cut at 80. */
function editDistance(left: string, right: string): number {
  const a = left.slice(0, 80);
  const b = right.slice(0, 80);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min(changed, last[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
