/**
 * Likeness of two normalised texts: Dice's coefficient over character bigrams, 0 (nothing shared) to 1 (the same). Works for
 * Chinese and English alike; linear in the two lengths.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  // No overlap of bigrams can make up for a large difference in length.
  if (2 * Math.min(a.length, b.length) < 0.5 * (a.length + b.length)) return 0;
  const counts = new Map<number, number>();
  for (let i = 0; i + 1 < a.length; i += 1) {
    const key = bigram(a, i);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i += 1) {
    const key = bigram(b, i);
    const left = counts.get(key);
    if (left) {
      counts.set(key, left - 1);
      shared += 1;
    }
  }
  return (2 * shared) / (a.length + b.length - 2);
}

function bigram(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

/** What is left of a text for comparing scripts: letters, digits and Han characters, lower case; longer texts are cut. */
export function bareText(text: string): string {
  return text
    .slice(0, 600)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
