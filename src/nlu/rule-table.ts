import type { Rule } from './rules.ts';

/**
 * Rules as flat numbers: a message tries a hundred of them, and each that were objects and lists would fetch its own pieces of memory.
 */
export interface RuleTable {
  /** The rules to try for a category: from `starts[category]` to `starts[category + 1]` in `candidates`, by number. */
  readonly starts: Int32Array;
  readonly candidates: Int32Array;
  /** Where in `code` a rule begins. */
  readonly at: Int32Array;
  /**
   * A rule: its flags; how many needs it has; of each need how many categories it may be and which, the need by which candidates are
   * found last; how many categories it bars and which.
   */
  readonly code: Int32Array;
}

/** Flags; the lowest four bits are the modalities of clauses that it reads. */
export const WHOLE = 16;
/** More than its table says must hold: nothing else in the clause, or needs in their order. */
export const MORE = 32;

export function tabulate(rules: readonly Rule[], categories: number): RuleTable {
  const byCategory: number[][] = Array.from({ length: categories }, () => []);
  const at = new Int32Array(rules.length);
  const code: number[] = [];
  rules.forEach(({ need, bar, modalities, whole, only, seq }, index) => {
    const rarest = need.reduce((a, b) => (b.length < a.length ? b : a));
    for (const cat of rarest) if (byCategory[cat]!.at(-1) !== index) byCategory[cat]!.push(index);
    at[index] = code.length;
    code.push(modalities | (whole ? WHOLE : 0) | (only !== null || seq ? MORE : 0), need.length);
    for (const one of [...need.filter((other) => other !== rarest), rarest]) code.push(one.length, ...one);
    code.push(bar.length, ...bar);
  });
  const starts = new Int32Array(categories + 1);
  byCategory.forEach((own, cat) => {
    starts[cat + 1] = starts[cat]! + own.length;
  });
  return { starts, candidates: Int32Array.from(byCategory.flat()), at, code: Int32Array.from(code) };
}
