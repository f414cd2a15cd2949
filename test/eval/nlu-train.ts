import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ActName, Side } from '../../src/model/act.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import { eachGram, foldedText, MODEL_SIGNS, type ModelFile, WEIGHT_MAX } from '../../src/nlu/model.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import { createGenerator } from '../../src/random/generator.ts';
import { hashText } from '../../src/random/hash.ts';
import { foldOf, type Line, linesOf, type Wording, wordingsOf } from './nlu-lines.ts';

/**
 * `npm run train:nlu`: writes `src/packs/locales/<tag>/model.json` from the development lines and the wordings of personas, packs
 * and agents. One logistic regression a class over runs of characters, by AdaGrad in a fixed order: the same lines give
 * the same file, bit for bit.
 */
export interface TrainingLine {
  readonly side: Side;
  readonly text: string;
  readonly yes: readonly string[];
  /** Classes that the label says nothing about. */
  readonly open: ReadonlySet<string>;
  readonly weight: number;
}

/** Acts that the model may add: none of them speaks against anybody or binds the agent. */
export const LEARNABLE: Readonly<Record<Side, readonly ActName[]>> = {
  buyer: [
    'greet',
    'affirm',
    'deny',
    'acknowledge',
    'inform',
    'thank',
    'small-talk',
    'farewell',
    'ask',
    'state-need',
    'give-detail',
    'haggle',
    'accept',
    'reject',
    'hesitate',
    'place-order',
    'report-paid',
    'report-problem',
    'request-remedy',
    'complain',
    'complain-wait',
    'complain-repeat',
    'nudge',
    'not-understood',
    'threaten-review',
    'threaten-escalate',
    'demand-compensation',
    'ask-off-platform',
    'ask-private-data',
    'offer-fake-review',
    'praise-shop',
    'leave',
  ],
  agent: [
    'greet',
    'affirm',
    'deny',
    'acknowledge',
    'consent',
    'inform',
    'thank',
    'small-talk',
    'farewell',
    'apologise',
    'apologise-strongly',
    'offer-help',
    'ask-need',
    'ask-clarification',
    'ask-evidence',
    'recommend',
    'disclose-limit',
    'quote',
    'counter-offer',
    'concede-price',
    'concede-freight',
    'concede-gift',
    'concede-coupon',
    'refuse-with-reason',
    'refuse-with-alternative',
    'empathise',
    'own',
    'hold',
    'promise',
    'give-options',
    'confirm-details',
    'instruct',
    'praise',
    'invite-review',
    'invite-favourite',
    'hand-over',
    'bot-menu',
  ],
};

const EPOCHS = 14;
const RATE = 0.6;
const DECAY = 2e-5;
const COUNT_MIN = 2;
/** Runs of characters that a class may use: those that tell it best from the rest. */
const GRAMS_PER_CLASS = 320;

export function trainingLines(
  locale: Locale,
  keep: (line: Line | Wording, source: string) => boolean = () => true,
): readonly TrainingLine[] {
  const lines: TrainingLine[] = [];
  for (const name of [locale, `${locale}-2`]) {
    for (const line of linesOf('dev', name)) {
      if (!keep(line, name)) continue;
      const yes = line.acts.map((act) => `${line.side[0]}:${act}`);
      const topics = line.side === 'buyer' ? (line.topics ?? []) : [];
      lines.push({
        side: line.side,
        text: line.text,
        yes: [...yes, ...topics.map((topic) => `t:${topic}`)],
        open: new Set(),
        weight: 1,
      });
    }
  }
  for (const wording of wordingsOf(locale)) {
    if (!keep(wording, 'wordings')) continue;
    const prefix = wording.side[0];
    const manners = wording.side === 'buyer' ? OPEN_BUYER : OPEN_AGENT;
    lines.push({
      side: wording.side,
      text: wording.text,
      yes: [`${prefix}:${wording.acts[0]}`, ...(wording.topic === undefined ? [] : [`t:${wording.topic}`])],
      open: new Set([...manners, ...wording.acts.slice(1)].map((act) => `${prefix}:${act}`)),
      weight: 0.7,
    });
  }
  return lines;
}

/** What a wording may do besides what its intent names. */
const OPEN_BUYER: readonly ActName[] = [
  'greet',
  'thank',
  'inform',
  'small-talk',
  'farewell',
  'affirm',
  'acknowledge',
];
const OPEN_AGENT: readonly ActName[] = [
  ...OPEN_BUYER,
  'apologise',
  'apologise-strongly',
  'empathise',
  'promise',
  'offer-help',
  'own',
  'consent',
  'hold',
  'instruct',
];

export function train(locale: Locale, lines: readonly TrainingLine[]): ModelFile {
  const counts = new Map<string, number>();
  const gramsOf = lines.map(({ text }) => {
    const grams = gramsIn(text, locale);
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    return grams;
  });
  const known = [...counts].filter(([, count]) => count >= COUNT_MIN).map(([gram]) => gram);
  known.sort();
  const numbers = new Map(known.map((gram, i) => [gram, i]));
  const all = gramsOf.map((grams) =>
    Int32Array.from(grams.flatMap((gram) => (numbers.has(gram) ? [numbers.get(gram)!] : []))),
  );
  const topics = [...new Set(lines.flatMap(({ yes }) => yes.filter((name) => name.startsWith('t:'))))].sort();
  const classes = [
    ...LEARNABLE.buyer.map((act) => `b:${act}`),
    ...LEARNABLE.agent.map((act) => `a:${act}`),
    ...topics,
  ];
  const chosen = classes.map((name) => tellingGrams(name, lines, all, known.length));
  const used = new Set(chosen.flatMap((grams) => [...grams]));
  const rows = all.map((row) => row.filter((gram) => used.has(gram)));
  const fitted = classes.map((name, c) => fit(name, lines, rows, known.length, chosen[c]!));
  return stored(locale, classes, fitted, known);
}

/** Lines that a class learns from: its side's, or all questions for a topic. */
function linesFor(name: string, lines: readonly TrainingLine[]): number[] {
  const topic = name.startsWith('t:');
  return lines.flatMap((line, i) =>
    (topic ? line.yes.some((other) => other.startsWith('t:')) : line.side[0] === name[0]) &&
    !line.open.has(name)
      ? [i]
      : [],
  );
}

/** The runs with the highest chi-square for the class. */
function tellingGrams(
  name: string,
  lines: readonly TrainingLine[],
  rows: readonly Int32Array[],
  features: number,
): ReadonlySet<number> {
  const inside = new Float64Array(features);
  const outside = new Float64Array(features);
  let positives = 0;
  let negatives = 0;
  for (const i of linesFor(name, lines)) {
    const { weight, yes } = lines[i]!;
    const into = yes.includes(name) ? inside : outside;
    if (into === inside) positives += weight;
    else negatives += weight;
    for (const gram of rows[i]!) into[gram]! += weight;
  }
  const total = positives + negatives;
  const strength = (gram: number): number => {
    const a = inside[gram]!;
    const b = outside[gram]!;
    const det = a * (negatives - b) - b * (positives - a);
    const spread = (a + b) * (total - a - b) * positives * negatives;
    return a + b === 0 || spread === 0 ? 0 : (total * det * det) / spread;
  };
  const scored: (readonly [number, number])[] = [];
  for (let gram = 0; gram < features; gram += 1) {
    const score = strength(gram);
    if (score > 1) scored.push([gram, score]);
  }
  scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return new Set(scored.slice(0, GRAMS_PER_CLASS).map(([gram]) => gram));
}

function gramsIn(text: string, locale: Locale): string[] {
  const { codes, length } = normalise(text);
  const folded = foldedText(codes, length);
  const grams = new Set<string>();
  eachGram(codes, length, locale, (_hash, start, end) => grams.add(folded.slice(start, end)));
  return [...grams];
}

interface Fitted {
  readonly weights: Float64Array;
  readonly bias: number;
}

function fit(
  name: string,
  lines: readonly TrainingLine[],
  rows: readonly Int32Array[],
  features: number,
  chosen: ReadonlySet<number>,
): Fitted {
  const own = linesFor(name, lines);
  const usable = new Uint8Array(features);
  for (const gram of chosen) usable[gram] = 1;
  const weights = new Float64Array(features);
  const squares = new Float64Array(features + 1);
  let bias = -2;
  const positives = own.filter((i) => lines[i]!.yes.includes(name)).length;
  if (positives < 3) return { weights, bias: -9 };
  const lift = Math.min(4, Math.sqrt((own.length - positives) / positives / 4));
  const generator = createGenerator(hashText(`train:${name}`));
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let i = own.length - 1; i > 0; i -= 1) {
      const j = generator.next() % (i + 1);
      [own[i], own[j]] = [own[j]!, own[i]!];
    }
    for (const i of own) {
      const row = rows[i]!;
      const line = lines[i]!;
      const target = line.yes.includes(name) ? 1 : 0;
      const scale = row.length === 0 ? 0 : 1 / Math.sqrt(row.length);
      let score = bias;
      for (let k = 0; k < row.length; k += 1) score += weights[row[k]!]! * scale;
      const error =
        (1 / (1 + Math.exp(-score)) - target) * line.weight * (target === 1 ? Math.max(1, lift) : 1);
      if (Math.abs(error) < 1e-3) continue;
      for (let k = 0; k < row.length; k += 1) {
        const f = row[k]!;
        if (usable[f] === 0) continue;
        const gradient = error * scale + DECAY * weights[f]!;
        squares[f]! += gradient * gradient;
        weights[f]! -= (RATE * gradient) / Math.sqrt(squares[f]! + 1e-6);
      }
      squares[features]! += error * error;
      bias -= (RATE * error) / Math.sqrt(squares[features]! + 1e-6);
    }
  }
  return { weights, bias };
}

/** The heaviest weights, in whole steps. */
function stored(
  locale: Locale,
  classes: readonly string[],
  fitted: readonly Fitted[],
  vocabulary: readonly string[],
): ModelFile {
  const all: number[] = [];
  for (const { weights } of fitted)
    for (const weight of weights) if (weight !== 0) all.push(Math.abs(weight));
  all.sort((a, b) => b - a);
  const step = (all[Math.floor(all.length / 2000)] ?? 1) / WEIGHT_MAX;
  const grams: Record<string, string> = {};
  vocabulary.forEach((gram, f) => {
    let pairs = '';
    fitted.forEach(({ weights }, c) => {
      if (weights[f] === 0) return;
      const steps = Math.max(-WEIGHT_MAX, Math.min(WEIGHT_MAX, Math.round(weights[f]! / step)));
      if (steps !== 0) pairs += MODEL_SIGNS[c]! + MODEL_SIGNS[steps + WEIGHT_MAX]!;
    });
    if (pairs !== '') grams[gram] = pairs;
  });
  return {
    kind: 'model',
    version: 1,
    locale,
    classes: [...classes],
    bias: fitted.map(({ bias }) => Math.round(bias * 1000) / 1000),
    step: Math.round(step * 1e6) / 1e6,
    grams,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      locale: { type: 'string' },
      out: { type: 'string' },
      without: { type: 'string' },
      fold: { type: 'string' },
    },
  });
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  for (const locale of LOCALES) {
    if (values.locale !== undefined && values.locale !== locale) continue;
    const lines = trainingLines(locale, (line, source) =>
      values.without !== undefined
        ? !source.endsWith(values.without)
        : values.fold === undefined || source !== `${locale}-2` || foldOf(line.text) !== Number(values.fold),
    );
    const model = train(locale, lines);
    const text = `${JSON.stringify(model)}\n`;
    writeFileSync(
      join(
        values.out ?? join(root, 'src', 'packs', 'locales', locale),
        values.out === undefined ? 'model.json' : `${locale}.json`,
      ),
      text,
    );
    console.log(
      `${locale}: ${lines.length} lines, ${model.classes.length} classes, ${Object.keys(model.grams).length} runs, ${Math.round(text.length / 1024)} KB`,
    );
  }
}
