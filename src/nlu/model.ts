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

/** Sums of steps, a stretch for each group of features. Classes are numbered by a byte. */
const STRETCH = 256;
const sums = new Int32Array(3 * STRETCH);

/**
 * What passed the filter. First all are asked of the filter, then all of the slots, then all rows are added: so the memory of many is
 * fetched at once, and no branch is guessed before it is there.
 */
const LIKELY_MAX = 4_095;
const likelyRuns = new Int32Array(LIKELY_MAX + 1);
const likelyCategories = new Int32Array(LIKELY_MAX + 1);
const likely = { runs: 0, categories: 0 };
const found = new Int32Array(LIKELY_MAX + 1);

class Heads implements Learnt, FeatureSink {
  readonly acts: readonly LearntClass<ActName>[];
  readonly topics: readonly LearntClass<Topic>[];
  readonly classOf: ReadonlyMap<string, number>;
  readonly ruled: ReadonlySet<string>;
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly rows: Int32Array;
  private readonly filter: Int32Array;
  private readonly filterMask: number;
  private readonly step: number;
  private readonly bias: Float64Array;
  private readonly scores: Float64Array;
  /** The row of each sign, or 0. */
  private readonly signs: Int32Array;
  /** How many features of each group were found. */
  private readonly counts = new Int32Array(3);
  /** The number of the message, as rows that were found in it are marked. */
  private mark = 0;

  constructor(
    heads: PackedHeads,
    private readonly locale: Locale,
    private readonly categories: Categories,
  ) {
    const { classes } = heads;
    const tables = unpackHeads(heads);
    this.mask = tables.mask;
    this.slots = tables.slots;
    this.rows = tables.rows;
    this.filter = tables.filter;
    this.filterMask = tables.filter.length - 1;
    this.step = heads.step;
    this.bias = Float64Array.from(heads.bias);
    this.scores = new Float64Array(classes.length);
    this.signs = Int32Array.from(SIGN_HASHES, (hash) => this.rowOf(hash));
    this.ruled = new Set(heads.ruled ?? COURTESIES);
    this.classOf = new Map(classes.map((name, index) => [name, index]));
    const all = classes.map((name, index) => ({ index, name }));
    this.acts = all.filter(({ name }) => !name.startsWith('t:')) as LearntClass<ActName>[];
    this.topics = all
      .filter(({ name }) => name.startsWith('t:'))
      .map(({ index, name }) => ({ index, name: name.slice(2) as Topic }));
  }

  score(message: Message): Float64Array {
    const { counts, scores, bias, step } = this;
    counts.fill(0);
    sums.fill(0);
    this.mark += 1;
    if (this.mark === MARK_MAX) this.forgetMarks();
    likely.runs = 0;
    likely.categories = 0;
    eachFeature(message, this.categories, this.locale, this);
    this.weighAll(GRAM, likelyRuns, likely.runs);
    this.weighAll(CATEGORY, likelyCategories, likely.categories);
    const gram = step * scaleOf(GRAM, counts[GRAM]!);
    const category = step * scaleOf(CATEGORY, counts[CATEGORY]!);
    const sign = step * scaleOf(SIGN, counts[SIGN]!);
    for (let i = 0; i < scores.length; i += 1)
      scores[i] =
        bias[i]! +
        sums[GRAM * STRETCH + i]! * gram +
        sums[CATEGORY * STRETCH + i]! * category +
        sums[SIGN * STRETCH + i]! * sign;
    return scores;
  }

  runs({ count, hashes }: Runs): void {
    const { filter, filterMask } = this;
    let n = likely.runs;
    for (let k = 0; k < count; k += 1) {
      const hash = hashes[k]!;
      likelyRuns[n] = hash;
      n += (filter[(hash >>> 5) & filterMask]! >>> hash) & 1;
    }
    likely.runs = n;
  }

  found(group: number, hash: number, a: number): void {
    if (group === SIGN) {
      this.weigh(SIGN, this.signs[a]!);
      return;
    }
    likelyCategories[likely.categories] = hash;
    likely.categories = Math.min(
      likely.categories + ((this.filter[(hash >>> 5) & this.filterMask]! >>> hash) & 1),
      LIKELY_MAX,
    );
  }

  private weighAll(group: number, hashes: Int32Array, count: number): void {
    const { slots, mask } = this;
    for (let k = 0; k < count; k += 1) found[k] = slots[hashes[k]! & mask]!;
    for (let k = 0; k < count; k += 1) {
      const hash = hashes[k]!;
      const row = found[k]!;
      this.weigh(group, row === 0 || this.rows[row] === hash ? row : this.rowOf(hash));
    }
  }

  /** Adds what a feature weighs, once a message. */
  private weigh(group: number, row: number): void {
    if (row === 0) return;
    const { rows, counts, mark } = this;
    const head = rows[row + 1]!;
    if (head >>> 8 === mark || counts[group] === LISTED_MAX) return;
    counts[group]! += 1;
    rows[row + 1] = (mark << 8) | (head & 255);
    const stretch = group * STRETCH;
    const end = row + 2 + (head & 255);
    for (let i = row + 2; i < end; i += 1) {
      const two = rows[i]!;
      sums[stretch + (two & 255)]! += (two << 16) >> 24;
      sums[stretch + ((two >>> 16) & 255)]! += two >> 24;
    }
  }

  private rowOf(hash: number): number {
    const { slots, rows, mask } = this;
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot]!;
      if (row === 0 || rows[row] === hash) return row;
      slot = (slot + 1) & mask;
    }
  }

  private forgetMarks(): void {
    const { rows } = this;
    for (let row = 1; row < rows.length; row += 2 + rows[row + 1]!) rows[row + 1]! &= 255;
    this.mark = 1;
  }
}

/** Marks have three bytes. */
const MARK_MAX = 1 << 24;

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
