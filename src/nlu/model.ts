import { z } from 'zod';
import type { ActName } from '../model/act.ts';
import { LocaleSchema } from '../model/locale.ts';
import type { Topic } from '../model/topic.ts';

/**
 * `model.json`: what the linear model learnt from our own labelled lines (`npm run train:nlu`). A class is `b:haggle`, `a:recommend`
 * (an act of a side) or `t:freight` (the topic of a question). `grams`: for each run of characters its weights, two signs each:
 * the class and the weight, by their place in `MODEL_SIGNS`.
 */
export const ModelFileSchema = z.strictObject({
  kind: z.literal('model'),
  version: z.literal(1),
  locale: LocaleSchema,
  classes: z.array(z.string()).min(1),
  bias: z.array(z.number()),
  /** What one step of a stored weight is worth. */
  step: z.number().positive(),
  grams: z.record(z.string(), z.string()),
});
export type ModelFile = z.output<typeof ModelFileSchema>;

export const MODEL_SIGNS = [
  ...Array.from({ length: 0x5c - 0x23 }, (_, i) => String.fromCharCode(0x23 + i)),
  ...Array.from({ length: 0x7f - 0x5d }, (_, i) => String.fromCharCode(0x5d + i)),
  ...Array.from({ length: 64 }, (_, i) => String.fromCharCode(0xc0 + i)),
].join('');
/** Stored weights run from −WEIGHT_MAX to WEIGHT_MAX. */
export const WEIGHT_MAX = 60;
const LENGTH_MAX = 300;
/** Han: runs of one to four characters. Letters: one to three whole words, and how a word begins. */
const HAN_MAX = 4;
const WORDS_MAX = 3;
const STEM_MIN = 4;
const STEM_MAX = 6;

/** Tells what a message does and what it asks about where rules do not. */
export interface Learnt {
  readonly classes: readonly string[];
  /** Log-odds of every class, in the order of `classes`. The array is reused by the next call. */
  score(codes: Uint16Array, length: number): Float64Array;
  readonly acts: Readonly<Record<'buyer' | 'agent', readonly (readonly [index: number, act: ActName])[]>>;
  readonly topics: readonly (readonly [index: number, topic: Topic])[];
}

export function compileModel(file: ModelFile): Learnt {
  const { classes, bias, step, grams } = file;
  const names = Object.keys(grams);
  const size = 1 << Math.ceil(Math.log2(names.length * 2 + 2));
  const slots = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(names.length);
  const from = new Int32Array(names.length + 1);
  const place = new Int16Array(256);
  for (let i = 0; i < MODEL_SIGNS.length; i += 1) place[MODEL_SIGNS.charCodeAt(i)] = i;
  let pairs = 0;
  for (const name of names) pairs += grams[name]!.length >> 1;
  const ofClass = new Uint8Array(pairs);
  const weights = new Float32Array(pairs);
  let pair = 0;
  names.forEach((name, gram) => {
    let hash = SEED;
    for (let i = 0; i < name.length; i += 1) hash = mix(hash, name.charCodeAt(i));
    hashes[gram] = hash;
    let slot = hash & (size - 1);
    while (slots[slot]! >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = gram;
    const stored = grams[name]!;
    for (let i = 0; i < stored.length; i += 2) {
      ofClass[pair] = place[stored.charCodeAt(i)]!;
      weights[pair] = (place[stored.charCodeAt(i + 1)]! - WEIGHT_MAX) * step;
      pair += 1;
    }
    from[gram + 1] = pair;
  });
  const seen = new Int32Array(names.length);
  let stamp = 0;
  const sums = new Float64Array(classes.length);
  const { locale } = file;
  const score = (codes: Uint16Array, length: number): Float64Array => {
    stamp += 1;
    sums.fill(0);
    let known = 0;
    eachGram(codes, length, locale, (hash) => {
      let slot = hash & (size - 1);
      while (slots[slot]! >= 0 && hashes[slots[slot]!] !== hash) slot = (slot + 1) & (size - 1);
      const gram = slots[slot]!;
      if (gram < 0 || seen[gram] === stamp) return;
      seen[gram] = stamp;
      known += 1;
      for (let i = from[gram]!; i < from[gram + 1]!; i += 1) sums[ofClass[i]!]! += weights[i]!;
    });
    const scale = known === 0 ? 0 : 1 / Math.sqrt(known);
    for (let c = 0; c < sums.length; c += 1) sums[c] = bias[c]! + sums[c]! * scale;
    return sums;
  };
  const heads = (prefix: string): [number, string][] =>
    classes.flatMap((name, index) =>
      name.startsWith(prefix) ? [[index, name.slice(2)] as [number, string]] : [],
    );
  return {
    classes,
    score,
    acts: {
      buyer: heads('b:') as [number, ActName][],
      agent: heads('a:') as [number, ActName][],
    },
    topics: heads('t:') as [number, Topic][],
  };
}

const SEED = 0x811c9dc5 | 0;

function mix(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

/** Calls with the hash of every run of characters that counts, repeats included. */
export function eachGram(
  codes: Uint16Array,
  length: number,
  locale: 'zh-CN' | 'en',
  found: (hash: number, start: number, end: number) => void,
): void {
  const folded = fold(codes, length);
  const words = locale === 'en';
  for (let start = 0; start < foldedLength; start += 1) {
    if (words && folded[start] !== 32) continue;
    let hash = SEED;
    let blanks = 0;
    const end = words ? foldedLength : Math.min(foldedLength, start + HAN_MAX);
    for (let i = start; i < end; i += 1) {
      hash = mix(hash, folded[i]!);
      if (!words) found(hash, start, i + 1);
      else if (i > start && folded[i] === 32) {
        found(hash, start, i + 1);
        blanks += 1;
        if (blanks === WORDS_MAX) break;
      } else if (blanks === 0 && i - start >= STEM_MIN && i - start <= STEM_MAX) found(hash, start, i + 1);
    }
  }
}

const buffer = new Uint16Array(LENGTH_MAX + 2);
let foldedLength = 0;

/** The text as the model sees it, with a blank at either end; valid until the next call. */
export function fold(codes: Uint16Array, length: number): Uint16Array {
  let at = 0;
  buffer[at++] = 32;
  const end = Math.min(length, LENGTH_MAX);
  for (let i = 0; i < end; i += 1) {
    const code = codes[i]!;
    const digit = code >= 48 && code <= 57;
    const letter = (code >= 97 && code <= 122) || (code >= 0xc0 && code !== 0xff0c) || code === 39;
    const sign = digit ? 48 : code === 63 ? 63 : letter ? code : 32;
    if ((sign === 32 || sign === 48) && buffer[at - 1] === sign) continue;
    buffer[at++] = sign;
  }
  if (buffer[at - 1] !== 32) buffer[at++] = 32;
  foldedLength = at;
  return buffer;
}

export function foldedText(codes: Uint16Array, length: number): string {
  const folded = fold(codes, length);
  return String.fromCharCode(...folded.subarray(0, foldedLength));
}
