import type { Side } from '../../src/model/act.ts';
import type { Locale } from '../../src/model/locale.ts';
import { CATEGORY, EVERYWHERE, foldedText, GRAM, SIGN, SIGNS } from '../../src/nlu/features.ts';
import { type Heads, MODEL_SIGNS, scaleOf, WEIGHT_MAX } from '../../src/nlu/model.ts';
import { createProbe } from '../../src/nlu/reader.ts';
import { createGenerator } from '../../src/random/generator.ts';
import { hashText } from '../../src/random/hash.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { shopVocabulary } from './nlu-lines.ts';
import type { TrainingLine } from './nlu-training-lines.ts';

/**
 * One logistic regression a class. A message performs an act when one of its clauses does (noisy or), so that labels of whole messages
 * teach what clauses do. AdaGrad in a fixed order: the same lines give the same weights, bit for bit.
 */

const EPOCHS = 16;
const RATE = 0.4;
const DECAY = 4e-5;
const COUNT_MIN = 2;
/** Runs and categories that a class may use: those that tell it best from the rest. */
const GRAMS_PER_CLASS = 500;
const CATEGORIES_PER_CLASS = 120;
/** How often a line is shown without what rules and word lists make of it. */
const BLIND = { tuned: 0.5, untuned: 0.2 } as const;

/** A line as the model sees it: features of each clause, of all together, and each with its weight. */
export interface Row {
  readonly clauses: readonly Part[];
  readonly shared: Part;
}
interface Part {
  readonly features: Int32Array;
  readonly values: Float64Array;
  /** Places in `features` from which on stands what rules and word lists made of it. */
  readonly plainTo: number;
}

export interface Data {
  readonly names: readonly string[];
  readonly groups: Uint8Array;
  /** Distinct features of each line and where they stand: clause × group. */
  readonly found: readonly (readonly (readonly Int32Array[])[])[];
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
    const parts: Set<number>[][] = [];
    probe(text, side, (clause, group, hash, a, b) => {
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
      const at = clause === EVERYWHERE ? 0 : clause + 1;
      while (parts.length <= at) parts.push([new Set(), new Set(), new Set()]);
      parts[at]![group]!.add(feature);
    });
    return parts.map((part) => part.map((set) => Int32Array.from(set)));
  });
  return { names, groups: Uint8Array.from(groups), found };
}

export interface Fitted {
  readonly side: Side;
  readonly classes: readonly string[];
  readonly weights: readonly Float64Array[];
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
  for (const i of own) for (const feature of distinct(data.found[i]!)) counts[feature]! += 1;
  const chosen = classes.map((name) =>
    tellingFeatures(name, lines, data, linesFor(name, lines, own), counts),
  );
  const used = new Uint8Array(data.names.length);
  for (const set of chosen) for (const feature of set) used[feature] = 1;
  const rows = new Map(own.map((i) => [i, rowOf(data, i, used)]));
  const fitted = classes.map((name, c) =>
    fit(name, lines, rows, linesFor(name, lines, own), data, chosen[c]!),
  );
  return {
    side,
    classes,
    weights: fitted.map(({ weights }) => weights),
    bias: fitted.map(({ bias }) => bias),
    used,
  };
}

function distinct(parts: readonly (readonly Int32Array[])[]): ReadonlySet<number> {
  const set = new Set<number>();
  for (const part of parts) for (const group of part) for (const feature of group) set.add(feature);
  return set;
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
    for (const feature of distinct(data.found[i]!)) into[feature]! += weight;
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
  return new Set([...top(GRAM, GRAMS_PER_CLASS), ...top(CATEGORY, CATEGORIES_PER_CLASS), ...top(SIGN, 400)]);
}

export function rowOf(data: Data, line: number, used: Uint8Array): Row {
  const part = (groups: readonly Int32Array[] | undefined): Part => {
    const features: number[] = [];
    const values: number[] = [];
    let plainTo = 0;
    for (const group of [GRAM, CATEGORY, SIGN]) {
      const known = [...(groups?.[group] ?? [])].filter((feature) => used[feature] === 1);
      const scale = group === SIGN ? 1 : scaleOf(known.length);
      for (const feature of known) {
        features.push(feature);
        values.push(scale);
      }
      if (group === GRAM) plainTo = features.length;
    }
    return { features: Int32Array.from(features), values: Float64Array.from(values), plainTo };
  };
  const found = data.found[line]!;
  return { shared: part(found[0]), clauses: found.slice(1).map(part) };
}

function fit(
  name: string,
  lines: readonly TrainingLine[],
  rows: ReadonlyMap<number, Row>,
  from: readonly number[],
  data: Data,
  chosen: ReadonlySet<number>,
): { weights: Float64Array; bias: number } {
  const own = [...from];
  const usable = new Uint8Array(data.names.length);
  for (const feature of chosen) usable[feature] = 1;
  const weights = new Float64Array(data.names.length);
  const squares = new Float64Array(data.names.length);
  let bias = -3;
  let biasSquare = 0;
  const positives = own.filter((i) => lines[i]!.yes.has(name)).length;
  if (positives < 3) return { weights, bias: -9 };
  const lift = Math.max(1, Math.min(3, Math.sqrt((own.length - positives) / positives / 6)));
  const generator = createGenerator(hashText(`train:${name}`));
  const share = () => generator.next() / 2 ** 32;
  const update = (part: Part, to: number, error: number): void => {
    for (let k = 0; k < to; k += 1) {
      const f = part.features[k]!;
      if (usable[f] === 0) continue;
      const gradient = error * part.values[k]! + DECAY * weights[f]!;
      squares[f]! += gradient * gradient;
      weights[f]! -= (RATE * gradient) / Math.sqrt(squares[f]! + 1e-6);
    }
  };
  const scores: number[] = [];
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = own.length - 1; i > 0; i -= 1) {
      const j = generator.next() % (i + 1);
      [own[i], own[j]] = [own[j]!, own[i]!];
    }
    for (const i of own) {
      const line = lines[i]!;
      const { clauses, shared } = rows.get(i)!;
      const blind = share() < (line.tuned ? BLIND.tuned : BLIND.untuned);
      const target = line.yes.has(name);
      const base = bias + (blind ? 0 : dot(weights, shared, shared.features.length));
      let none = 1;
      scores.length = 0;
      for (const clause of clauses) {
        const score = base + dot(weights, clause, blind ? clause.plainTo : clause.features.length);
        const chance = 1 / (1 + Math.exp(-score));
        scores.push(chance);
        none *= 1 - chance;
      }
      const all = 1 - none;
      const pull = line.weight * (target ? lift : 1);
      let sum = 0;
      for (let c = 0; c < clauses.length; c += 1) {
        // The gradient of the log-likelihood of a noisy or.
        const error = pull * (target ? -scores[c]! * (none / Math.max(all, 1e-6)) : scores[c]!);
        if (Math.abs(error) < 5e-4) continue;
        sum += error;
        update(clauses[c]!, blind ? clauses[c]!.plainTo : clauses[c]!.features.length, error);
      }
      if (sum === 0) continue;
      if (!blind) update(shared, shared.features.length, sum);
      biasSquare += sum * sum;
      bias -= (RATE * sum) / Math.sqrt(biasSquare + 1e-6);
    }
  }
  return { weights, bias };
}

function dot(weights: Float64Array, part: Part, to: number): number {
  let sum = 0;
  for (let k = 0; k < to; k += 1) sum += weights[part.features[k]!]! * part.values[k]!;
  return sum;
}

/** The score of a class: that of its likeliest clause. */
export function scoreOf(weights: Float64Array, bias: number, { clauses, shared }: Row): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const clause of clauses) best = Math.max(best, dot(weights, clause, clause.features.length));
  return best + bias + dot(weights, shared, shared.features.length);
}

/** As the file keeps it: weights in whole steps, thresholds taken off the bias. */
export function storedHeads(fitted: Fitted, data: Data, thresholds: readonly number[]): Heads {
  const all = fitted.weights.flatMap((weights) =>
    [...weights].filter((weight) => weight !== 0).map(Math.abs),
  );
  all.sort((a, b) => b - a);
  const step = Math.round(((all[Math.floor(all.length / 2000)] ?? 1) / WEIGHT_MAX) * 1e6) / 1e6;
  const features: [string, string][] = [];
  data.names.forEach((name, f) => {
    if (fitted.used[f] === 0) return;
    let pairs = '';
    fitted.weights.forEach((weights, c) => {
      const steps = Math.max(-WEIGHT_MAX, Math.min(WEIGHT_MAX, Math.round(weights[f]! / step)));
      if (Math.abs(steps) > 1) pairs += MODEL_SIGNS[c]! + MODEL_SIGNS[steps + WEIGHT_MAX]!;
    });
    if (pairs !== '') features.push([name, pairs]);
  });
  features.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    classes: [...fitted.classes],
    bias: fitted.bias.map((bias, c) => Math.round((bias - thresholds[c]!) * 1000) / 1000),
    step,
    features: Object.fromEntries(features),
  };
}
