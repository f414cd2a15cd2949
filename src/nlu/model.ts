import type { ActName, Side } from '../model/act.ts';
import type { Locale } from '../model/locale.ts';
import type { Topic } from '../model/topic.ts';
import {
  CATEGORY,
  eachFeature,
  type FeatureSink,
  GRAM,
  type Message,
  type Runs,
  SIGN,
  SIGN_HASHES,
} from './features.ts';
import type { Categories } from './lexicon.ts';
import { type PackedHeads, unpackHeads } from './model-tables.ts';

/** What a message does and what it asks about, as far as a side's model knows. */
export interface Learnt {
  readonly acts: readonly LearntClass<ActName>[];
  readonly topics: readonly LearntClass<Topic>[];
  readonly classOf: ReadonlyMap<string, number>;
  /** Courtesies that rules alone decide. */
  readonly ruled: ReadonlySet<string>;
  /** The score of every class: above 0 the message does it. Reused by the next call. */
  score(message: Message): Float64Array;
}

export interface LearntClass<Name> {
  /** Its place among the scores. */
  readonly index: number;
  readonly name: Name;
}

/** A model as the build writes it into `nlu.json`. */
export interface PackedModel {
  readonly locale: Locale;
  readonly buyer: PackedHeads;
  readonly agent: PackedHeads;
}

export function compileModel(file: PackedModel, categories: Categories): Readonly<Record<Side, Learnt>> {
  return {
    buyer: new Heads(file.buyer, file.locale, categories),
    agent: new Heads(file.agent, file.locale, categories),
  };
}

class Heads implements Learnt, FeatureSink {
  readonly acts: readonly LearntClass<ActName>[];
  readonly topics: readonly LearntClass<Topic>[];
  readonly classOf: ReadonlyMap<string, number>;
  readonly ruled: ReadonlySet<string>;
  private readonly mask: number;
  private readonly slots: Uint16Array;
  private readonly features: Int32Array;
  private readonly filter: Int32Array;
  private readonly filterMask: number;
  private readonly weights: Uint16Array;
  private readonly values: Float64Array;
  private readonly bias: Float64Array;
  private readonly sums: Float64Array;
  /** The feature of each sign, or −1. */
  private readonly signs: Int32Array;
  /** A bit for each feature that was found. */
  private readonly seen: Int32Array;
  /** The features found, a stretch for each group, that of runs first. */
  private readonly listed = new Int32Array(3 * LISTED_MAX);
  private readonly counts = new Int32Array(3);

  constructor(
    heads: PackedHeads,
    private readonly locale: Locale,
    private readonly categories: Categories,
  ) {
    const { classes } = heads;
    const tables = unpackHeads(heads);
    this.mask = tables.mask;
    this.slots = tables.slots;
    this.features = tables.features;
    this.filter = tables.filter;
    this.filterMask = tables.filter.length - 1;
    this.weights = tables.weights;
    this.values = tables.values;
    this.bias = Float64Array.from(heads.bias);
    this.sums = new Float64Array(classes.length);
    this.seen = new Int32Array((tables.features.length >> 6) + 1);
    this.signs = Int32Array.from(SIGN_HASHES, (hash) => this.featureOf(hash));
    this.ruled = new Set(heads.ruled ?? COURTESIES);
    this.classOf = new Map(classes.map((name, index) => [name, index]));
    const all = classes.map((name, index) => ({ index, name }));
    this.acts = all.filter(({ name }) => !name.startsWith('t:')) as LearntClass<ActName>[];
    this.topics = all
      .filter(({ name }) => name.startsWith('t:'))
      .map(({ index, name }) => ({ index, name: name.slice(2) as Topic }));
  }

  score(message: Message): Float64Array {
    const { counts, sums, listed, features, weights, values, seen } = this;
    counts.fill(0);
    eachFeature(message, this.categories, this.locale, this);
    sums.set(this.bias);
    for (let group = 0; group < 3; group += 1) {
      const from = group * LISTED_MAX;
      const to = from + counts[group]!;
      const scale = scaleOf(group, to - from);
      for (let k = from; k < to; k += 1) {
        const feature = listed[k]!;
        seen[feature >> 5] = 0;
        const stretch = features[feature * 2 + 1]!;
        const end = (stretch >>> 8) + (stretch & 255);
        for (let i = stretch >>> 8; i < end; i += 1) {
          const weight = weights[i]!;
          sums[weight >> 8]! += values[weight & 255]! * scale;
        }
      }
    }
    return sums;
  }

  runs({ count, hashes }: Runs): void {
    const { filter, filterMask, slots, features, mask, seen, listed } = this;
    let found = this.counts[GRAM]!;
    for (let k = 0; k < count && found < LISTED_MAX; k += 1) {
      const hash = hashes[k]!;
      if ((filter[(hash >>> 5) & filterMask]! & (1 << hash)) === 0) continue;
      let slot = hash & mask;
      let feature = slots[slot]! - 1;
      while (feature >= 0 && features[feature * 2] !== hash) {
        slot = (slot + 1) & mask;
        feature = slots[slot]! - 1;
      }
      if (feature < 0) continue;
      const bits = seen[feature >> 5]!;
      const bit = 1 << feature;
      if ((bits & bit) !== 0) continue;
      seen[feature >> 5] = bits | bit;
      listed[found] = feature;
      found += 1;
    }
    this.counts[GRAM] = found;
  }

  found(group: number, hash: number, a: number): void {
    let feature: number;
    if (group === SIGN) feature = this.signs[a]!;
    else {
      if ((this.filter[(hash >>> 5) & this.filterMask]! & (1 << hash)) === 0) return;
      feature = this.featureOf(hash);
    }
    if (feature < 0) return;
    const { seen, counts } = this;
    const bits = seen[feature >> 5]!;
    const bit = 1 << feature;
    const count = counts[group]!;
    if ((bits & bit) !== 0 || count === LISTED_MAX) return;
    seen[feature >> 5] = bits | bit;
    this.listed[group * LISTED_MAX + count] = feature;
    counts[group] = count + 1;
  }

  private featureOf(hash: number): number {
    const { slots, features, mask } = this;
    let slot = hash & mask;
    for (;;) {
      const feature = slots[slot]! - 1;
      if (feature < 0 || features[feature * 2] === hash) return feature;
      slot = (slot + 1) & mask;
    }
  }
}

/**
 * Courtesies in set words: rules that find one are often right where the model loses it in a long message. The trainer says for which,
 * by hands that neither was made from.
 */
export const COURTESIES: readonly ActName[] = [
  'greet',
  'offer-help',
  'thank',
  'farewell',
  'apologise',
  'apologise-strongly',
];

/** More features of a group than this are passed over: a text that long is no chat message. */
const LISTED_MAX = 1024;

/** How much one feature of a group of so many counts: many weak signs together are not many times as sure. */
export function scaleOf(group: number, count: number): number {
  if (group === GRAM) return 3 / Math.sqrt(count + 1e-9);
  return group === CATEGORY ? 1 / Math.sqrt(count + 1e-9) : 0.6;
}
