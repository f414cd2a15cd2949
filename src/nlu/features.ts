import { ACTS, type ActName, type Modality, type Side } from '../model/act.ts';
import type { Fact } from '../model/fact.ts';
import type { Locale } from '../model/locale.ts';
import type { Act } from '../model/reading.ts';
import type { Hit } from './hit.ts';
import type { Categories } from './lexicon.ts';
import type { Normalised } from './normalise.ts';

/**
 * What the linear model looks at in a message: runs of characters, the categories of the words of its clauses, one by one and as
 * neighbours, what the rules made of clauses and of all together, kinds of facts, how clauses are meant and where they stand.
 */

/** One clause as the rules left it. Offsets are normalised; `from` and `to` bound its hits. */
export interface ClauseNote {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly modality: Modality;
  readonly quoted: boolean;
  /** Characters that no word covers. */
  readonly unknown: number;
  /** Acts as rules made them of this clause alone, before neighbours were joined. */
  readonly acts: readonly Act[];
  readonly facts: readonly Fact[];
}

export interface Message {
  readonly text: Normalised;
  readonly hits: readonly Hit[];
  readonly notes: readonly ClauseNote[];
  /** Acts of the whole message. */
  readonly acts: readonly Act[];
  readonly side: Side;
}

/** Runs of characters, categories, and everything else: each group is weighed by itself. */
export const GRAM = 0;
export const CATEGORY = 1;
export const SIGN = 2;

/** Takes the features of a message. */
export interface FeatureSink {
  /**
   * A category, a pair of neighbours or a sign: its group and hash, repeats included. `a` and `b`: the category and the one after it
   * (or −1), or the place in `SIGNS`.
   */
  found(group: number, hash: number, a: number, b: number): void;
  /** All runs of characters at once, repeats included; valid during the call. */
  runs(runs: Runs): void;
}

/** Hashes of runs of characters, and where in the folded text each stands. */
export interface Runs {
  count: number;
  readonly hashes: Int32Array;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
}

const LENGTH_MAX = 300;
/** Han: runs of one to four characters. Letters: one to three whole words, and how a word begins. */
const HAN_MAX = 4;
const WORDS_MAX = 3;
const STEM_MIN = 4;
const STEM_MAX = 6;

const SEED = 0x811c9dc5 | 0;
const ARROW = 62;

const PLACES = ['p:only', 'p:first', 'p:middle', 'p:last'] as const;
const UNKNOWN = ['u:none', 'u:some', 'u:half', 'u:most'] as const;
const LENGTHS = ['l:1', 'l:2', 'l:4', 'l:8', 'l:16', 'l:32', 'l:64'] as const;
const KINDS: readonly Fact['kind'][] = [
  'money',
  'discount',
  'threshold-off',
  'bundle',
  'quantity',
  'duration',
  'date',
  'size',
  'colour',
  'measure',
  'percent',
  'region',
  'courier',
  'order-number',
  'tracking-number',
  'phone',
  'url',
  'product',
  'material',
  'freight-payer',
  'free-freight',
  'availability',
  'order-state',
  'attribute',
];
const MODALITIES: readonly Modality[] = ['plain', 'question', 'conditional', 'quoted'];

/** Names of what is neither a run nor a category; a colon never stands in a folded text. */
export const SIGNS: readonly string[] = [
  ...ACTS.map((act) => `r:${act}`),
  ...ACTS.map((act) => `q:${act}`),
  ...ACTS.map((act) => `R:${act}`),
  ...KINDS.map((kind) => `k:${kind}`),
  ...MODALITIES.map((modality) => `m:${modality}`),
  ...PLACES,
  ...UNKNOWN,
  ...LENGTHS,
];
/** By place in `SIGNS`. */
export const SIGN_HASHES: readonly number[] = SIGNS.map(hashName);
const at = (name: string): number => SIGNS.indexOf(name);
const RULED = new Map(ACTS.map((act, i) => [act, i]));
const UNMEANT = ACTS.length;
const ANYWHERE = ACTS.length * 2;
const KIND = new Map(KINDS.map((kind, i) => [kind, ACTS.length * 3 + i]));
const MEANT: Readonly<Record<Modality, number>> = {
  plain: at('m:plain'),
  question: at('m:question'),
  conditional: at('m:conditional'),
  quoted: at('m:quoted'),
};
const PLACE = at('p:only');
const UNREAD = at('u:none');
const LENGTH = at('l:1');

/** Whether an act counts as performed: meant plainly, or a question that asks. */
export function isPerformed({ act, modality }: { act: ActName; modality: Modality }): boolean {
  return modality === 'plain' || (modality === 'question' && act.startsWith('ask'));
}

export function eachFeature(
  message: Message,
  categories: Categories,
  locale: Locale,
  sink: FeatureSink,
): void {
  const { notes, hits, acts, text } = message;
  for (let c = 0; c < notes.length; c += 1) {
    const note = notes[c]!;
    if (note.quoted) continue;
    eachCategory(note, hits, categories, sink);
    for (let i = 0; i < note.acts.length; i += 1)
      sign(sink, RULED.get(note.acts[i]!.act)! + (isPerformed(note.acts[i]!) ? 0 : UNMEANT));
    for (let i = 0; i < note.facts.length; i += 1) sign(sink, KIND.get(note.facts[i]!.kind)!);
    sign(sink, MEANT[note.modality]);
    sign(sink, PLACE + (notes.length === 1 ? 0 : c === 0 ? 1 : c === notes.length - 1 ? 3 : 2));
    const end = c + 1 < notes.length ? notes[c + 1]!.start : text.length;
    const share = note.unknown / Math.max(1, end - note.start);
    sign(sink, UNREAD + (note.unknown === 0 ? 0 : share < 0.34 ? 1 : share < 0.67 ? 2 : 3));
  }
  for (let i = 0; i < acts.length; i += 1)
    if (isPerformed(acts[i]!)) sign(sink, ANYWHERE + RULED.get(acts[i]!.act)!);
  sign(sink, LENGTH + Math.min(6, 31 - Math.clz32(Math.max(1, text.length))));
  eachGram(text, notes, locale, sink);
}

function sign(sink: FeatureSink, index: number): void {
  sink.found(SIGN, SIGN_HASHES[index]!, index, -1);
}

function eachCategory(
  { from, to }: ClauseNote,
  hits: readonly Hit[],
  { hashes }: Categories,
  sink: FeatureSink,
): void {
  for (let k = from; k < to; k += 1) {
    const { cats } = hits[k]!;
    const next = k + 1 < to ? hits[k + 1]!.cats : NO_CATS;
    for (let i = 0; i < cats.length; i += 1) {
      const own = hashes[cats[i]!]!;
      sink.found(CATEGORY, own, cats[i]!, -1);
      const before = mix(own, ARROW);
      for (let j = 0; j < next.length; j += 1)
        sink.found(CATEGORY, mix(before, hashes[next[j]!]!), cats[i]!, next[j]!);
    }
  }
}

const NO_CATS: readonly number[] = [];

function mix(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

/** The hash of a run of characters, of a category (`c:price`) or of a sign. */
export function hashName(name: string): number {
  let hash = SEED;
  for (let i = 0; i < name.length; i += 1) hash = mix(hash, name.charCodeAt(i));
  return hash;
}

/** The hash of any feature by its name in `model.json`; neighbours are written `c:neg>c:price`. */
export function hashFeature(name: string): number {
  const [first, second] = name.startsWith('c:') ? name.split('>') : [name];
  return second === undefined ? hashName(first!) : mix(mix(hashName(first!), ARROW), hashName(second));
}

function eachGram(text: Normalised, notes: readonly ClauseNote[], locale: Locale, sink: FeatureSink): void {
  fold(text.codes, text.length, notes);
  const words = locale === 'en';
  let count = 0;
  for (let start = 0; start < foldedLength; start += 1) {
    if (words && folded[start] !== 32) continue;
    if (quoted[start] === 1) continue;
    let hash = SEED;
    let blanks = 0;
    const end = words ? foldedLength : Math.min(foldedLength, start + HAN_MAX);
    for (let i = start; i < end; i += 1) {
      const sign = folded[i]!;
      hash = mix(hash, sign);
      const whole = words && i > start && sign === 32;
      if (words && !whole && !(blanks === 0 && i - start >= STEM_MIN && i - start <= STEM_MAX)) continue;
      runs.hashes[count] = hash;
      runs.starts[count] = start;
      runs.ends[count] = i + 1;
      count += 1;
      if (whole) {
        blanks += 1;
        if (blanks === WORDS_MAX) break;
      }
    }
  }
  runs.count = count;
  sink.runs(runs);
}

/** Most runs that begin at one character: of letters, so many words and beginnings of one. */
const RUNS_MAX = Math.max(HAN_MAX, WORDS_MAX + STEM_MAX - STEM_MIN + 1);
const runs: Runs = {
  count: 0,
  hashes: new Int32Array((LENGTH_MAX + 2) * RUNS_MAX),
  starts: new Uint16Array((LENGTH_MAX + 2) * RUNS_MAX),
  ends: new Uint16Array((LENGTH_MAX + 2) * RUNS_MAX),
};

const folded = new Uint16Array(LENGTH_MAX + 2);
/** 1 where a folded character stands inside a quotation. */
const quoted = new Uint8Array(LENGTH_MAX + 2);
let foldedLength = 0;

/** The folded text of a run, while a sink is given it. */
export function foldedText(start: number, end: number): string {
  return String.fromCharCode(...folded.subarray(start, end));
}

/** Letters as they are, every number one 0, every other sign a blank, with a blank at either end. */
function fold(codes: Uint16Array, length: number, notes: readonly ClauseNote[]): void {
  let n = 0;
  let note = 0;
  let own = notes[0]?.quoted === true ? 1 : 0;
  quoted[n] = own;
  folded[n++] = 32;
  const end = Math.min(length, LENGTH_MAX);
  for (let i = 0; i < end; i += 1) {
    while (note + 1 < notes.length && i >= notes[note + 1]!.start) {
      note += 1;
      own = notes[note]!.quoted ? 1 : 0;
    }
    const code = codes[i]!;
    const digit = code >= 48 && code <= 57;
    const letter = (code >= 97 && code <= 122) || (code >= 0xc0 && code !== 0xff0c) || code === 39;
    const sign = digit ? 48 : code === 63 ? 63 : letter ? code : 32;
    if ((sign === 32 || sign === 48) && folded[n - 1] === sign) {
      if (sign === 32) quoted[n - 1] = own;
      continue;
    }
    quoted[n] = own;
    folded[n++] = sign;
  }
  if (folded[n - 1] !== 32) {
    quoted[n] = own;
    folded[n++] = 32;
  }
  foldedLength = n;
}
