import type { FactValue } from '../../model/fact.ts';
import type { Hit } from '../hit.ts';
import type { Normalised } from '../normalise.ts';
import { isWordCode } from '../scan.ts';
import type { Cues } from './cues.ts';

/** Sizes written as numbers beside a word for size: 42码, size 10, UK 8. */
export function readNumberSize(hits: readonly Hit[], k: number, cues: Cues): FactValue | null {
  const hit = hits[k]!;
  const number = hit.number!;
  if (number.unit !== null || number.value > 200 || number.high !== undefined) return null;
  const next = hits[k + 1];
  const previous = hits[k - 1];
  const marked =
    (next !== undefined && next.start - hit.end <= 1 && next.cats.includes(cues.size)) ||
    (previous !== undefined && hit.start - previous.end <= 2 && previous.cats.includes(cues.size));
  return marked || isArticled(hits, k, cues) ? { kind: 'size', size: String(number.value) } : null;
}

/** "in a 14", "usually a 10". */
function isArticled(hits: readonly Hit[], k: number, cues: Cues): boolean {
  const hit = hits[k]!;
  const article = hits[k - 1];
  const word = hits[k - 2];
  if (article?.number?.spelled !== true || article.number.value !== 1 || article.number.unit !== null)
    return false;
  if (hit.number!.digits > 2 || hit.start - article.end > 1 || hits[k + 1]?.start === hit.end + 1)
    return false;
  return word !== undefined && article.start - word.end <= 1 && word.cats.includes(cues.sizeBefore);
}

/** Kilograms of a grown body, within which no goods of these shops weigh. */
const BODY_KG = [38, 180] as const;

/** Height, weight, capacity …: the unit says a measure, or the word before does. */
export function readMeasure(hits: readonly Hit[], k: number, cues: Cues, cjk: boolean): FactValue | null {
  const number = hits[k]!.number!;
  const what = measured(hits, k, cues);
  if (number.unit === 'measure') {
    const [value, unit] = metric(number.value, number.unitWord, what, hits[k + 1], hits[k]!.end);
    // Nobody says what they weigh: "174 cm and about 70 kilos".
    const named =
      what ?? (!cjk && unit === 'kg' && value >= BODY_KG[0] && value <= BODY_KG[1] ? 'weight' : undefined);
    return { kind: 'measure', ...(named === undefined ? {} : { what: named }), value, unit };
  }
  if (number.unit !== null || number.spelled) return null;
  // 腰围72, 衣长68: Chinese shops name no unit.
  if (cjk && what !== undefined && LENGTHS.has(what) && number.value >= 10 && number.value <= 250)
    return { kind: 'measure', what, value: number.value, unit: 'cm' };
  if (what === 'height' && number.value >= 100 && number.value <= 220)
    return { kind: 'measure', what, value: number.value, unit: 'cm' };
  if (what === 'height' && number.value >= 1.2 && number.value <= 2.2)
    return { kind: 'measure', what, value: Math.round(number.value * 100), unit: 'cm' };
  if (what === 'weight' && number.value >= 30 && number.value <= 250) {
    // Chinese buyers give their weight in 斤 unless it is too small for that.
    return {
      kind: 'measure',
      what,
      value: cjk && number.value >= 80 ? number.value / 2 : number.value,
      unit: 'kg',
    };
  }
  return null;
}

const LENGTHS: ReadonlySet<string> = new Set(['waist', 'bust', 'length', 'shoulder', 'width', 'foot']);

const BODY: ReadonlySet<string> = new Set(['waist', 'bust', 'chest', 'hip', 'height', 'foot']);

/** Body measures in centimetres and kilograms, whatever was said: 1米65, 120斤, 5 foot 6, 11 stone; goods by the 斤 are kilograms too. */
function metric(
  value: number,
  unit: string,
  what: string | undefined,
  next: Hit | undefined,
  end: number,
): [number, string] {
  const tail =
    next?.number !== null && next?.number !== undefined && next.number.unit === null && next.start - end <= 1
      ? next.number.value
      : 0;
  if (unit === 'm' && value >= 1 && value <= 2.3)
    return [Math.round(value * 100) + (tail > 0 && tail < 10 ? tail * 10 : tail < 100 ? tail : 0), 'cm'];
  if (unit === 'ft') return [Math.round((value * 12 + (tail < 12 ? tail : 0)) * 2.54), 'cm'];
  if (unit === 'in' && what !== undefined && BODY.has(what)) return [Math.round(value * 2.54), 'cm'];
  if (unit === '斤') return [value / 2, 'kg'];
  if (unit === 'st') return [Math.round(value * 6.35), 'kg'];
  if (unit === 'lb' && value >= 60) return [Math.round(value * 0.4536), 'kg'];
  return [value, unit];
}

function measured(hits: readonly Hit[], k: number, cues: Cues): string | undefined {
  for (let j = k - 1; j >= 0 && j >= k - 3 && hits[k]!.start - hits[j]!.end <= 10; j -= 1) {
    if (hits[j]!.number !== null) break;
    for (const cat of hits[j]!.cats) if (cues.measures.has(cat)) return cues.measures.get(cat);
  }
  const next = hits[k + 1];
  if (next !== undefined && next.start - hits[k]!.end <= 2)
    for (const cat of next.cats) if (cues.measures.has(cat)) return cues.measures.get(cat);
  return undefined;
}

/** s, m or l. */
export function isSizeLetter(code: number): boolean {
  return code === 115 || code === 109 || code === 108;
}

/**
 * A single capital S, M or L that stands for itself is a size; small letters are so only beside Han characters or after
 * a word for size. `original` is the text as sent, where capitals still are.
 */
export function readLetterSize(
  text: Normalised,
  at: number,
  original: string,
  sizeBefore: boolean,
): string | null {
  const code = text.codes[at]!;
  if (!isSizeLetter(code)) return null;
  if (isWordCode(text.codes[at + 1] ?? 0) || (at > 0 && isWordCode(text.codes[at - 1]!))) return null;
  const sign = original[text.starts[at]!]!;
  const capital = sign >= 'A' && sign <= 'Z';
  const besideHan = (text.codes[at + 1] ?? 0) >= 0x4e00 || (at > 0 && text.codes[at - 1]! >= 0x4e00);
  return capital || besideHan || sizeBefore ? sign.toUpperCase() : null;
}
