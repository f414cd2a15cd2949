import type { ActName, Side } from '../model/act.ts';
import type { Locale } from '../model/locale.ts';
import type { Topic } from '../model/topic.ts';
import { CATEGORY, eachFeature, GRAM, type Message } from './features.ts';
import type { Categories } from './lexicon.ts';
import { type PackedHeads, unpackHeads } from './model-tables.ts';

/** What a message does and what it asks about, as far as a side's model knows. */
export interface Learnt {
  readonly acts: readonly (readonly [index: number, act: ActName])[];
  readonly topics: readonly (readonly [index: number, topic: Topic])[];
  readonly classOf: ReadonlyMap<string, number>;
  /** The score of every class: above 0 the message does it. Reused by the next call. */
  score(message: Message): Float64Array;
}

/** A model as the build writes it into `nlu.json`. */
export interface PackedModel {
  readonly locale: Locale;
  readonly buyer: PackedHeads;
  readonly agent: PackedHeads;
}

export function compileModel(file: PackedModel, categories: Categories): Readonly<Record<Side, Learnt>> {
  return {
    buyer: compileHeads(file.buyer, file.locale, categories),
    agent: compileHeads(file.agent, file.locale, categories),
  };
}

function compileHeads(heads: PackedHeads, locale: Locale, categories: Categories): Learnt {
  const { classes, bias } = heads;
  const { mask, hashOf, featureOf, from, ofClass, weights } = unpackHeads(heads);
  const width = classes.length;
  const stamps = new Int32Array(from.length);
  let stamp = 0;
  /** The features found, by group. */
  const listed = Array.from({ length: 3 }, () => new Int32Array(LISTED_MAX));
  const counts = new Int32Array(3);
  const sums = new Float64Array(width);

  const found = (group: number, hash: number): void => {
    let slot = hash & mask;
    let feature = featureOf[slot]!;
    while (feature >= 0 && hashOf[slot] !== hash) {
      slot = (slot + 1) & mask;
      feature = featureOf[slot]!;
    }
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
