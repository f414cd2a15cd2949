import { z } from 'zod';
import type { ActName, Side } from '../model/act.ts';
import { LocaleSchema } from '../model/locale.ts';
import type { Topic } from '../model/topic.ts';
import {
  CATEGORY,
  CLAUSES_MAX,
  EVERYWHERE,
  eachFeature,
  GRAM,
  hashFeature,
  type Message,
  SIGN,
} from './features.ts';
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
  /** Of every class its highest score over clauses, and the clause. Reused by the next call. */
  score(message: Message): { readonly best: Float64Array; readonly clause: Int8Array };
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
  const rows = CLAUSES_MAX + 1;
  const stamps = new Int32Array(hashes.length);
  /** Rows that a feature stands in, a bit each. */
  const seen = new Int32Array(hashes.length);
  let stamp = 0;
  /** Of each clause and group: the features found. The last row holds what belongs to every clause. */
  const listed = Array.from({ length: rows * 3 }, () => new Int32Array(256));
  const counts = new Int32Array(rows * 3);
  const sums = new Float64Array(width);
  const shared = new Float64Array(width);
  const best = new Float64Array(width);
  const clause = new Int8Array(width);

  const found = (at: number, group: number, hash: number): void => {
    let slot = hash & mask;
    while (slots[slot]! >= 0 && hashes[slots[slot]!] !== hash) slot = (slot + 1) & mask;
    const feature = slots[slot]!;
    if (feature < 0) return;
    const row = at === EVERYWHERE ? CLAUSES_MAX : at;
    if (stamps[feature] !== stamp) {
      stamps[feature] = stamp;
      seen[feature] = 0;
    }
    if ((seen[feature]! & (1 << row)) !== 0) return;
    seen[feature]! |= 1 << row;
    const list = row * 3 + group;
    if (counts[list]! < 256) listed[list]![counts[list]!++] = feature;
  };
  const addGroup = (list: number, scale: number, into: Float64Array): void => {
    const features = listed[list]!;
    const count = counts[list]!;
    for (let k = 0; k < count; k += 1) {
      const feature = features[k]!;
      for (let i = from[feature]!; i < from[feature + 1]!; i += 1) into[ofClass[i]!]! += weights[i]! * scale;
    }
  };
  const score = (message: Message) => {
    stamp += 1;
    const { notes } = message;
    const clauses = Math.min(Math.max(1, notes.length), CLAUSES_MAX);
    counts.fill(0);
    eachFeature(message, categories, locale, found);
    for (let c = 0; c < width; c += 1) shared[c] = bias[c]!;
    addGroup(CLAUSES_MAX * 3 + SIGN, 1, shared);
    best.fill(Number.NEGATIVE_INFINITY);
    for (let at = 0; at < clauses; at += 1) {
      sums.set(shared);
      addGroup(at * 3 + GRAM, scaleOf(counts[at * 3 + GRAM]!), sums);
      addGroup(at * 3 + CATEGORY, scaleOf(counts[at * 3 + CATEGORY]!), sums);
      addGroup(at * 3 + SIGN, 1, sums);
      for (let c = 0; c < width; c += 1) {
        if (sums[c]! <= best[c]!) continue;
        best[c] = sums[c]!;
        clause[c] = at;
      }
    }
    return { best, clause };
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

/** Many weak signs together are not many times as sure. */
export function scaleOf(count: number): number {
  return count === 0 ? 0 : 1 / Math.sqrt(count);
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
