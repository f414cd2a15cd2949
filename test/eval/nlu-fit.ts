import type { Side } from '../../src/model/act.ts';
import type { Locale } from '../../src/model/locale.ts';
import { CATEGORY, foldedText, GRAM, SIGN, SIGNS } from '../../src/nlu/features.ts';
import { scaleOf } from '../../src/nlu/model.ts';
import { type Heads, MODEL_SIGNS, WEIGHT_MAX } from '../../src/nlu/model-file.ts';
import { createProbe } from '../../src/nlu/reader.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { minimise } from './minimise.ts';
import { shopVocabulary } from './nlu-lines.ts';
import type { TrainingLine } from './nlu-training-lines.ts';

/**
 * One logistic regression a class over the features of whole messages, with L2 regularisation, minimised by L-BFGS in a fixed order: the
 * same lines give the same weights, bit for bit. Every line counts twice, once as it is and once without what rules and word
 * lists make of it (`BLIND`), so that the model can read what no list knows.
 */

const ROUNDS = 45;
const REGULAR = 0.2;
/** A class has few lines that perform it. */
const LIFT = 2;
const COUNT_MIN = 2;
/** Weights of fewer steps are not stored. */
const STEPS_MIN = 3;
/** Runs and categories that a class may use, those that tell it best from the rest: as many as read hands left out best. */
const PER_CLASS: Readonly<Record<Locale, { readonly grams: number; readonly categories: number }>> = {
  'zh-CN': { grams: 2600, categories: 500 },
  en: { grams: 1300, categories: 300 },
};
/** How much a line counts without what rules and word lists make of it; the rest as it is. */
const BLIND = { tuned: 0.5, untuned: 0.2 } as const;

/** A line as the model sees it. */
export interface Row {
  readonly features: Int32Array;
  readonly values: Float64Array;
  /** Before this place stand runs of characters, from it on what rules and word lists made of the line. */
  readonly plainTo: number;
}

export interface Data {
  readonly locale: Locale;
  readonly names: readonly string[];
  readonly groups: Uint8Array;
  /** Distinct features of each line, by group. */
  readonly found: readonly (readonly Int32Array[])[];
}

const SHOP: Readonly<Record<Locale, string>> = { 'zh-CN': 'yunzhi', en: 'harrow-lane' };

/** Reads every line by rules alone and notes its features. */
export function featuresOf(locale: Locale, lines: readonly TrainingLine[]): Data {
  const { model, ...rules } = loadLocalePack(locale);
  const { categories, probe } = createProbe(rules, shopVocabulary(SHOP[locale], locale));
  const numbers = new Map<number, number>();
  const names: string[] = [];
  const groups: number[] = [];
  const found = lines.map(({ text, side }) => {
    const sets = [new Set<number>(), new Set<number>(), new Set<number>()];
    const found = (group: number, hash: number, a: number, b: number): void => {
      let feature = numbers.get(hash);
      if (feature === undefined) {
        feature = names.length;
        numbers.set(hash, feature);
        names.push(
          group === GRAM
            ? foldedText(a, b)
            : group === SIGN
              ? SIGNS[a]!
              : `c:${categories[a]}${b < 0 ? '' : `>c:${categories[b]}`}`,
        );
        groups.push(group);
      }
      sets[group]!.add(feature);
    };
    probe(text, side, {
      found,
      runs({ count, hashes, starts, ends }) {
        for (let k = 0; k < count; k += 1) found(GRAM, hashes[k]!, starts[k]!, ends[k]!);
      },
    });
    return sets.map((set) => Int32Array.from(set));
  });
  return { locale, names, groups: Uint8Array.from(groups), found };
}

export interface Fitted {
  readonly side: Side;
  readonly classes: readonly string[];
  readonly weights: readonly ReadonlyMap<number, number>[];
  readonly bias: readonly number[];
  readonly used: Uint8Array;
}

/** Learns every class from the lines of `own`, which are indices of one side's lines. */
export function fitAll(
  side: Side,
  classes: readonly string[],
  lines: readonly TrainingLine[],
  data: Data,
  own: readonly number[],
): Fitted {
  const counts = new Int32Array(data.names.length);
  for (const i of own) for (const group of data.found[i]!) for (const feature of group) counts[feature]! += 1;
  const chosen = classes.map((name) =>
    tellingFeatures(name, lines, data, linesFor(name, lines, own), counts),
  );
  const used = new Uint8Array(data.names.length);
  for (const set of chosen) for (const feature of set) used[feature] = 1;
  const rows = new Map(own.map((i) => [i, rowOf(data, i, used)]));
  const fitted = classes.map((name, c) => fit(name, lines, rows, linesFor(name, lines, own), chosen[c]!));
  return {
    side,
    classes,
    weights: fitted.map(({ weights }) => weights),
    bias: fitted.map(({ bias }) => bias),
    used,
  };
}

/** Lines that a class learns from: all of its side, or all questions for a topic. */
function linesFor(name: string, lines: readonly TrainingLine[], own: readonly number[]): readonly number[] {
  const topic = name.startsWith('t:');
  return own.filter((i) => {
    const { yes, open } = lines[i]!;
    return !open.has(name) && (!topic || [...yes].some((other) => other.startsWith('t:')));
  });
}

/** The features with the highest chi-square for the class; signs always. */
function tellingFeatures(
  name: string,
  lines: readonly TrainingLine[],
  data: Data,
  own: readonly number[],
  counts: Int32Array,
): ReadonlySet<number> {
  const size = data.names.length;
  const inside = new Float64Array(size);
  const outside = new Float64Array(size);
  let positives = 0;
  let negatives = 0;
  for (const i of own) {
    const { weight, yes } = lines[i]!;
    const into = yes.has(name) ? inside : outside;
    if (into === inside) positives += weight;
    else negatives += weight;
    for (const group of data.found[i]!) for (const feature of group) into[feature]! += weight;
  }
  const total = positives + negatives;
  const scored: [number, number][][] = [[], [], []];
  for (let feature = 0; feature < size; feature += 1) {
    if (counts[feature]! < COUNT_MIN) continue;
    const a = inside[feature]!;
    const b = outside[feature]!;
    const det = a * (negatives - b) - b * (positives - a);
    const spread = (a + b) * (total - a - b) * positives * negatives;
    const score = a + b === 0 || spread === 0 ? 0 : (total * det * det) / spread;
    if (score > 1) scored[data.groups[feature]!]!.push([feature, score]);
  }
  const top = (group: number, most: number): number[] =>
    scored[group]!.sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .slice(0, most)
      .map(([feature]) => feature);
  const { grams, categories } = PER_CLASS[data.locale];
  return new Set([...top(GRAM, grams), ...top(CATEGORY, categories), ...top(SIGN, 400)]);
}

export function rowOf(data: Data, line: number, used: Uint8Array): Row {
  const features: number[] = [];
  const values: number[] = [];
  let plainTo = 0;
  for (const group of [GRAM, CATEGORY, SIGN]) {
    const known = [...data.found[line]![group]!].filter((feature) => used[feature] === 1);
    const scale = scaleOf(group, known.length);
    for (const feature of known) {
      features.push(feature);
      values.push(scale);
    }
    if (group === GRAM) plainTo = features.length;
  }
  return { features: Int32Array.from(features), values: Float64Array.from(values), plainTo };
}

interface Example {
  readonly row: Row;
  readonly to: number;
  readonly target: number;
  readonly weight: number;
}

function fit(
  name: string,
  lines: readonly TrainingLine[],
  rows: ReadonlyMap<number, Row>,
  own: readonly number[],
  chosen: ReadonlySet<number>,
): { weights: ReadonlyMap<number, number>; bias: number } {
  const positives = own.filter((i) => lines[i]!.yes.has(name)).length;
  if (positives < 3) return { weights: new Map(), bias: -9 };
  const features = [...chosen].sort((a, b) => a - b);
  const place = new Map(features.map((feature, at) => [feature, at]));
  const examples: Example[] = [];
  for (const i of own) {
    const line = lines[i]!;
    const row = narrowed(rows.get(i)!, place);
    const target = line.yes.has(name) ? 1 : 0;
    const weight = line.weight * (target === 1 ? LIFT : 1);
    const blind = line.tuned ? BLIND.tuned : BLIND.untuned;
    examples.push({ row, to: row.features.length, target, weight: weight * (1 - blind) });
    examples.push({ row, to: row.plainTo, target, weight: weight * blind });
  }
  const solution = minimise(features.length + 1, ROUNDS, (at, slope) => loss(examples, at, slope));
  return {
    weights: new Map(features.map((feature, k) => [feature, solution[k]!])),
    bias: solution[features.length]!,
  };
}

/** A row with nothing but the features that a class may use, by their place among these. */
function narrowed({ features, values, plainTo }: Row, place: ReadonlyMap<number, number>): Row {
  const kept: number[] = [];
  for (let k = 0; k < features.length; k += 1) if (place.has(features[k]!)) kept.push(k);
  return {
    features: Int32Array.from(kept, (k) => place.get(features[k]!)!),
    values: Float64Array.from(kept, (k) => values[k]!),
    plainTo: kept.filter((k) => k < plainTo).length,
  };
}

/** Negative log-likelihood with the regulariser; the last place is the bias, which is not regularised. */
function loss(examples: readonly Example[], at: Float64Array, slope: Float64Array): number {
  const last = at.length - 1;
  let sum = 0;
  for (let k = 0; k < last; k += 1) {
    sum += (REGULAR / 2) * at[k]! * at[k]!;
    slope[k] = REGULAR * at[k]!;
  }
  slope[last] = 0;
  for (const { row, to, target, weight } of examples) {
    let score = at[last]!;
    for (let k = 0; k < to; k += 1) score += at[row.features[k]!]! * row.values[k]!;
    sum += weight * (Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score))) - target * score);
    const error = weight * (1 / (1 + Math.exp(-score)) - target);
    if (Math.abs(error) < 1e-7) continue;
    for (let k = 0; k < to; k += 1) slope[row.features[k]!]! += error * row.values[k]!;
    slope[last]! += error;
  }
  return sum;
}

/** The score of a class. */
export function scoreOf(
  weights: ReadonlyMap<number, number>,
  bias: number,
  { features, values }: Row,
): number {
  let sum = bias;
  for (let k = 0; k < features.length; k += 1) sum += (weights.get(features[k]!) ?? 0) * values[k]!;
  return sum;
}

/** As the file keeps it: weights in whole steps, thresholds taken off the bias. */
export function storedHeads(
  fitted: Fitted,
  data: Data,
  thresholds: readonly number[],
  ruled: readonly string[] | undefined,
): Heads {
  const all = fitted.weights.flatMap((weights) => [...weights.values()].map(Math.abs));
  all.sort((a, b) => b - a);
  const step = Math.round(((all[Math.floor(all.length / 2000)] ?? 1) / WEIGHT_MAX) * 1e6) / 1e6;
  const features: [string, string][] = [];
  data.names.forEach((name, f) => {
    if (fitted.used[f] === 0) return;
    let pairs = '';
    fitted.weights.forEach((weights, c) => {
      const steps = Math.max(-WEIGHT_MAX, Math.min(WEIGHT_MAX, Math.round((weights.get(f) ?? 0) / step)));
      if (Math.abs(steps) >= STEPS_MIN) pairs += MODEL_SIGNS[c]! + MODEL_SIGNS[steps + WEIGHT_MAX]!;
    });
    if (pairs !== '') features.push([name, pairs]);
  });
  features.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    classes: [...fitted.classes],
    bias: fitted.bias.map((bias, c) => Math.round((bias - thresholds[c]!) * 1000) / 1000),
    step,
    features: Object.fromEntries(features),
    ...(ruled === undefined ? {} : { ruled: [...ruled] }),
  };
}
