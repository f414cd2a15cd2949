import type { PeopleFile } from '../../model/people.ts';
import { normaliseText } from '../../nlu/normalise.ts';
import { escapeRegExp } from '../plain-text.ts';

/** How often words of each category stand in a text; categories by their names. */
export type Counts = Readonly<Record<string, number>>;

/** Compiles a file's lists once. Texts are normalised (width, case, traditional → simplified) on both sides. */
export function categoryCounter({ words }: PeopleFile): (text: string) => Counts {
  const matchers = Object.entries(words).map(([name, { hits, allow, at }]) => {
    const fold = (list: readonly string[]) =>
      [...new Set(list.map(normaliseText))].sort((a, b) => b.length - a.length);
    const allowed = new Set(fold(allow));
    const literals = [...allowed, ...fold(hits)]
      .sort((a, b) => b.length - a.length)
      .map(escapeRegExp)
      .join('|');
    const pattern = new RegExp(at === 'start' ? `^(?:${literals})` : literals, 'gu');
    return { name, allowed, pattern };
  });
  return (text) => {
    const plain = normaliseText(text);
    return Object.fromEntries(
      matchers.map(({ name, allowed, pattern }) => {
        let count = 0;
        for (const [word] of plain.matchAll(pattern)) if (!allowed.has(word)) count += 1;
        return [name, count];
      }),
    );
  };
}

/** Σ weight × feature; a feature without a weight counts nothing. */
export function weighted(features: Counts, weights: Readonly<Record<string, number>>): number {
  let sum = weights.bias ?? 0;
  for (const name in features) sum += (weights[name] ?? 0) * features[name]!;
  return sum;
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
