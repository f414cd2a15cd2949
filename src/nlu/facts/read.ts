import type { FactValue } from '../../model/fact.ts';
import type { Hit } from '../hit.ts';
import type { Normalised } from '../normalise.ts';
import { isDigit } from '../scan.ts';
import { readAmount } from './amounts.ts';
import { readDate, readDuration } from './calendar.ts';
import type { Cues } from './cues.ts';
import { readMeasure, readNumberSize } from './goods.ts';

/** Turns numbers, calendar words and names into facts, in place: hits that belong together become one. */
export function readFacts(hits: Hit[], text: Normalised, cues: Cues, cjk: boolean): Hit[] {
  let merged = false;
  for (let k = 0; k < hits.length; k += 1) {
    const hit = hits[k]!;
    if (hit.facts !== null) {
      if (hit.facts.length === 1) hit.facts[0] = named(hits, k, cues);
      settle(hit, hit.facts[0]!, cues);
      continue;
    }
    if (hit.meaning?.kind === 'fact') {
      settle(hit, hit.meaning.fact, cues);
      continue;
    }
    if (hit.cats.includes(cues.sizeWord) && standsAlone(hits, k, text, cues)) {
      settle(hit, { kind: 'size', size: hit.word.startsWith('s') ? 'S' : 'L' }, cues);
      continue;
    }
    if (hit.meaning === null && hit.number === null) continue;
    const date = readDate(hits, k, cues);
    if (date !== null) {
      merged = take(hits, k, date, cues) || merged;
      k = date.through;
      continue;
    }
    if (hit.number === null) continue;
    const amount = readAmount(hits, k, cues);
    if (amount !== null) {
      merged = take(hits, k, amount, cues) || merged;
      k = amount.through;
      continue;
    }
    const fact = ofNumber(hits, k, text, cues, cjk);
    if (fact !== null) settle(hit, fact, cues);
  }
  return merged ? hits.filter((hit) => hit.end > hit.start) : hits;
}

function ofNumber(
  hits: readonly Hit[],
  k: number,
  text: Normalised,
  cues: Cues,
  cjk: boolean,
): FactValue | null {
  const hit = hits[k]!;
  const number = hit.number!;
  // "One sec", "just a second" are no durations.
  if (number.unit === 'time' && number.scale === SECOND && number.value === 1) return null;
  if (number.unit === 'time' || number.unit === 'workday') return readDuration(number);
  const named = shortName(hits, k, text, cues);
  if (named !== null) return named;
  if (countsGoods(hits, k, text, cjk)) return { kind: 'quantity', count: number.value };
  const size = readNumberSize(hits, k, cues);
  if (size !== null) return size;
  const measure = readMeasure(hits, k, cues, cjk);
  if (measure !== null) return measure;
  if (number.unit === 'count' && isVague(hit, text)) return null;
  if (number.unit === 'count' && number.high === undefined)
    return { kind: 'quantity', count: number.value, unit: number.unitWord };
  return null;
}

const SECOND = 1000;
const COUNT_MAX = 500;

/** "two tees", "3 x Harbour Tee": a bare number right before the name of a product. */
function countsGoods(hits: readonly Hit[], k: number, text: Normalised, cjk: boolean): boolean {
  const { number, end } = hits[k]!;
  const next = hits[k + 1];
  if (cjk || number!.unit !== null || number!.high !== undefined || next?.meaning?.kind !== 'fact')
    return false;
  if (next.meaning.fact.kind !== 'product' || !Number.isInteger(number!.value)) return false;
  if (number!.value < 1 || number!.value > COUNT_MAX) return false;
  const between = String.fromCharCode(...text.codes.subarray(end, Math.min(next.start, end + 4)));
  return between === ' ' || between === ' x ' || between === 'x ';
}

/** Four to nine digits are a number's name only behind a word for it. */
function shortName(hits: readonly Hit[], k: number, text: Normalised, cues: Cues): FactValue | null {
  const hit = hits[k]!;
  const previous = hits[k - 1];
  if (hit.number!.digits < 4 || hit.number!.spelled || previous === undefined || hit.start - previous.end > 4)
    return null;
  let value = '';
  for (let i = hit.start; i < hit.end; i += 1)
    if (isDigit(text.codes[i]!)) value += String.fromCharCode(text.codes[i]!);
  if (previous.cats.includes(cues.trackingCue)) return { kind: 'tracking-number', value };
  return previous.cats.includes(cues.orderCue) ? { kind: 'order-number', value } : null;
}

/** The words before a number decide between an order's and a parcel's. */
function named(hits: readonly Hit[], k: number, cues: Cues): FactValue {
  const fact = hits[k]!.facts![0]!;
  if (fact.kind !== 'order-number' && fact.kind !== 'tracking-number') return fact;
  for (let j = k - 1; j >= 0 && j >= k - 2 && hits[k]!.start - hits[j]!.end <= 6; j -= 1) {
    if (hits[j]!.cats.includes(cues.trackingCue)) return { kind: 'tracking-number', value: fact.value };
    if (hits[j]!.cats.includes(cues.orderCue)) return { kind: 'order-number', value: fact.value };
  }
  return fact;
}

function settle(hit: Hit, fact: FactValue, cues: Cues): void {
  hit.facts = [fact];
  const kind = cues.kinds[fact.kind]!;
  hit.cats = hit.cats.length === 0 ? kind : hit.cats.includes(kind[0]!) ? hit.cats : [...hit.cats, kind[0]!];
}

/** Gives hit `k` the fact and the span of all hits it used; the others become empty but leave their categories. */
function take(
  hits: Hit[],
  k: number,
  read: { readonly fact: FactValue; readonly through: number },
  cues: Cues,
): boolean {
  const hit = hits[k]!;
  for (let j = k + 1; j <= read.through; j += 1) {
    hit.end = hits[j]!.end;
    if (hits[j]!.cats.length > 0) hit.cats = [...hit.cats, ...hits[j]!.cats];
    hits[j]!.end = hits[j]!.start;
  }
  settle(hit, read.fact, cues);
  return read.through > k;
}

/** "black, large", "the large": the word is a size when nothing that it could describe follows. */
function standsAlone(hits: readonly Hit[], k: number, text: Normalised, cues: Cues): boolean {
  const hit = hits[k]!;
  const next = text.codes[hit.end] ?? 0;
  const previous = hits[k - 1];
  const besideValue =
    previous !== undefined &&
    hit.start - previous.end <= 2 &&
    (previous.cats.includes(cues.size) || previous.cats.includes(cues.kinds.colour![0]!));
  const article = previous !== undefined && (previous.word === 'the' || previous.word === 'a');
  const closed =
    next === 0 || next === 44 || next === 0xff0c || next === 46 || next === 33 || next === 63 || next === 47;
  return (
    closed &&
    (besideValue ||
      article ||
      k === 0 ||
      text.codes[hit.start - 2] === 44 ||
      text.codes[hit.start - 1] === 0xff0c)
  );
}

const VAGUE: ReadonlySet<string> = new Set(['个', '组', '只', '条', '把', '对', '提', '片']);
/** What is counted with 个 or 条 and is no goods: 颜色, 方案, 问题, 月, 消息 … */
const NO_GOODS = '颜方问办选月小工客人快平口尺礼电字活地码链意说消信评微步点星多';

/** 一个 is an article more often than a count, and not everything that is counted is goods. */
function isVague(hit: Hit, text: Normalised): boolean {
  const { spelled, value, unitWord } = hit.number!;
  if (!VAGUE.has(unitWord)) return false;
  return (spelled && value === 1) || NO_GOODS.includes(String.fromCharCode(text.codes[hit.end]!) || '0');
}
