import { z } from 'zod';
import type { ActName, Side } from '../model/act.ts';
import { LocaleSchema } from '../model/locale.ts';
import type { Topic } from '../model/topic.ts';
import { CATEGORY, eachFeature, GRAM, hashFeature, type Message } from './features.ts';
import type { Categories } from './lexicon.ts';

/**
 * `model.json`: what the linear model learnt from our own labelled lines (`npm run train:nlu`), a side each. A class is an act
 * (`haggle`) or the topic of a question (`t:freight`). `features`: for each feature (`features.ts`) its weights, two signs each: the
 * class and the weight, by their place in `MODEL_SIGNS`. `bias` holds the threshold: what scores above 0 is said.
 */
const HeadsSchema = z.strictObject({
  classes: z.array(z.string()).min(1),
  bias: z.array(z.number()),
  /** What one step of a stored weight is worth. */
  step: z.number().positive(),
  features: z.record(z.string(), z.string()),
});
export const ModelFileSchema = z.strictObject({
  kind: z.literal('model'),
  version: z.literal(2),
  locale: LocaleSchema,
  buyer: HeadsSchema,
  agent: HeadsSchema,
});
export type ModelFile = z.output<typeof ModelFileSchema>;
export type Heads = z.output<typeof HeadsSchema>;

export const MODEL_SIGNS = [
  ...Array.from({ length: 0x5c - 0x23 }, (_, i) => String.fromCharCode(0x23 + i)),
  ...Array.from({ length: 0x7f - 0x5d }, (_, i) => String.fromCharCode(0x5d + i)),
  ...Array.from({ length: 64 }, (_, i) => String.fromCharCode(0xc0 + i)),
].join('');
/** Stored weights run from −WEIGHT_MAX to WEIGHT_MAX. */
export const WEIGHT_MAX = 60;

/** What a message does and what it asks about, as far as a side's model knows. */
export interface Learnt {
  readonly acts: readonly (readonly [index: number, act: ActName])[];
  readonly topics: readonly (readonly [index: number, topic: Topic])[];
  readonly classOf: ReadonlyMap<string, number>;
  /** The score of every class: above 0 the message does it. Reused by the next call. */
  score(message: Message): Float64Array;
}

export function compileModel(file: ModelFile, categories: Categories): Readonly<Record<Side, Learnt>> {
  return {
    buyer: compileHeads(file.buyer, file.locale, categories),
    agent: compileHeads(file.agent, file.locale, categories),
  };
}

function compileHeads(heads: Heads, locale: ModelFile['locale'], categories: Categories): Learnt {
  const { classes, bias } = heads;
  const { slots, hashes, mask, from, ofClass, weights } = tableOf(heads);
  const width = classes.length;
  const stamps = new Int32Array(hashes.length);
  let stamp = 0;
  /** The features found, by group. */
  const listed = Array.from({ length: 3 }, () => new Int32Array(LISTED_MAX));
  const counts = new Int32Array(3);
  const sums = new Float64Array(width);

  const found = (group: number, hash: number): void => {
    let slot = hash & mask;
    while (slots[slot]! >= 0 && hashes[slots[slot]!] !== hash) slot = (slot + 1) & mask;
    const feature = slots[slot]!;
    if (feature < 0 || stamps[feature] === stamp || counts[group] === LISTED_MAX) return;
    stamps[feature] = stamp;
    listed[group]![counts[group]!++] = feature;
  };
  const score = (message: Message): Float64Array => {
    stamp += 1;
    counts.fill(0);
    eachFeature(message, categories, locale, found);
    for (let c = 0; c < width; c += 1) sums[c] = bias[c]!;
    for (let group = 0; group < 3; group += 1) {
      const features = listed[group]!;
      const count = counts[group]!;
      const scale = scaleOf(group, count);
      for (let k = 0; k < count; k += 1) {
        const feature = features[k]!;
        const end = from[feature + 1]!;
        for (let i = from[feature]!; i < end; i += 1) sums[ofClass[i]!]! += weights[i]! * scale;
      }
    }
    return sums;
  };
  return {
    score,
    classOf: new Map(classes.map((name, index) => [name, index])),
    acts: classes.flatMap((name, index) =>
      name.startsWith('t:') ? [] : [[index, name as ActName] as const],
    ),
    topics: classes.flatMap((name, index) =>
      name.startsWith('t:') ? [[index, name.slice(2) as Topic] as const] : [],
    ),
  };
}

/** More features of a group than this are passed over: a text that long is no chat message. */
const LISTED_MAX = 1024;

/** How much one feature of a group of so many counts: many weak signs together are not many times as sure. */
export function scaleOf(group: number, count: number): number {
  if (group === GRAM) return 3 / Math.sqrt(count + 1e-9);
  return group === CATEGORY ? 1 / Math.sqrt(count + 1e-9) : 0.6;
}

/** Flat tables: features by hash (open addressing), each with a stretch of classes and weights. */
function tableOf({ features, step }: Heads) {
  const names = Object.keys(features);
  const size = 1 << Math.ceil(Math.log2(names.length * 2 + 2));
  const slots = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(names.length);
  const from = new Int32Array(names.length + 1);
  const place = new Int16Array(256);
  for (let i = 0; i < MODEL_SIGNS.length; i += 1) place[MODEL_SIGNS.charCodeAt(i)] = i;
  let pairs = 0;
  for (const name of names) pairs += features[name]!.length >> 1;
  const ofClass = new Uint8Array(pairs);
  const weights = new Float32Array(pairs);
  let pair = 0;
  names.forEach((name, feature) => {
    const hash = hashFeature(name);
    hashes[feature] = hash;
    let slot = hash & (size - 1);
    while (slots[slot]! >= 0) slot = (slot + 1) & (size - 1);
    slots[slot] = feature;
    const stored = features[name]!;
    for (let i = 0; i < stored.length; i += 2) {
      ofClass[pair] = place[stored.charCodeAt(i)]!;
      weights[pair] = (place[stored.charCodeAt(i + 1)]! - WEIGHT_MAX) * step;
      pair += 1;
    }
    from[feature + 1] = pair;
  });
  return { slots, hashes, mask: size - 1, from, ofClass, weights };
}
