/**
 * Likeness of two normalised texts: Dice's coefficient over character bigrams, 0 (nothing shared) to 1 (the same). Works for
 * Chinese and English alike. A likeness below `least` (0 to 1) is given as 0, and costs less to find out.
 */
export function similarity(a: string, b: string, least = 0): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  // No overlap of bigrams can make up for a large difference in length.
  if (2 * Math.min(a.length, b.length) < 0.5 * (a.length + b.length)) return 0;
  const all = a.length + b.length - 2;
  if (2 * (Math.min(a.length, b.length) - 1) < least * all) return 0;
  const shared = countShared(bigramsOf(a), bigramsOf(b), (1 - least) * all + 1e-6);
  const likeness = (2 * shared) / all;
  return likeness < least ? 0 : likeness;
}

/** How many entries two sorted lists have in common; 0 as soon as more than `strangersMax` have no partner. */
function countShared(a: Uint32Array, b: Uint32Array, strangersMax: number): number {
  let shared = 0;
  let strangers = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) {
      shared += 1;
      i += 1;
      j += 1;
      continue;
    }
    if (difference < 0) i += 1;
    else j += 1;
    strangers += 1;
    if (strangers > strangersMax) return 0;
  }
  return shared;
}

/** A conversation holds each new message against all before it, and bots say the same lines in every conversation. */
const KEPT_MAX = 1_024;
const known = new Map<string, Uint32Array>();

function bigramsOf(text: string): Uint32Array {
  let bigrams = known.get(text);
  if (bigrams === undefined) {
    bigrams = new Uint32Array(text.length - 1);
    for (let i = 0; i < bigrams.length; i += 1)
      bigrams[i] = text.charCodeAt(i) * 65_536 + text.charCodeAt(i + 1);
    bigrams.sort();
    if (known.size >= KEPT_MAX) known.clear();
    known.set(text, bigrams);
  }
  return bigrams;
}

const bareTexts = new Map<string, string>();

/** What is left of a text for comparing scripts: letters, digits and Han characters, lower case; longer texts are cut. */
export function bareText(text: string): string {
  const cut = text.length > COMPARED_MAX ? text.slice(0, COMPARED_MAX) : text;
  let bare = bareTexts.get(cut);
  if (bare === undefined) {
    bare = cut
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
    if (bareTexts.size >= KEPT_MAX) bareTexts.clear();
    bareTexts.set(cut, bare);
  }
  return bare;
}
const COMPARED_MAX = 600;
