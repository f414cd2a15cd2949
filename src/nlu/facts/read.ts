import type { Side } from '../../model/act.ts';
import type { FactValue } from '../../model/fact.ts';
import { type Hit, wordOf } from '../hit.ts';
import type { Normalised } from '../normalise.ts';
import { isDigit } from '../scan.ts';
import { readAmount } from './amounts.ts';
import { readDate, readDuration } from './calendar.ts';
import type { Cues } from './cues.ts';
import { readMeasure, readNumberSize } from './goods.ts';

/** Turns numbers, calendar words and names into facts, in place: hits that belong together become one. */
export function readFacts(hits: Hit[], text: Normalised, cues: Cues, cjk: boolean, side: Side): Hit[] {
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
      settle(hit, { kind: 'size', size: wordOf(hit).startsWith('s') ? 'S' : 'L' }, cues);
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
    const amount = readAmount(hits, k, cues, text, cjk);
    if (amount !== null) {
      merged = take(hits, k, amount, cues) || merged;
      k = amount.through;
      continue;
    }
    const fact = ofNumber(hits, k, text, cues, cjk);
    if (fact !== null) settle(hit, fact, cues);
  }
  if (cjk) readBare(hits, text, cues, side);
  return merged ? hits.filter((hit) => hit.end > hit.start) : hits;
}

/** Bare numbers of a message that speaks of prices are amounts: 原价129现在99. One before a count is its price: 199一双. */
function readBare(hits: readonly Hit[], text: Normalised, cues: Cues, side: Side): void {
  let priced: boolean | null = null;
  for (let k = 0; k < hits.length; k += 1) {
    const hit = hits[k]!;
    const { number } = hit;
    if (number === null || number.unit !== null || hit.facts !== null || hit.end === hit.start) continue;
    if (number.high !== undefined || number.digits > 5 || number.value < BARE_LEAST) continue;
    if (number.spelled && number.digits < 2) continue;
    const body = bodyBeside(hits, k);
    if (body !== null) {
      settle(hit, body, cues);
      continue;
    }
    if (isName(hits, k, text, cues)) continue;
    const next = hits[k + 1];
    const each =
      next?.number?.unit === 'count' &&
      next.number.spelled &&
      next.number.value === 1 &&
      next.start === hit.end;
    priced ??= hits.some(({ cats }) => cats.some((cat) => cues.priced.has(cat)));
    const whole =
      hits.length === 1 && hit.end - hit.start >= text.length - 1 && !number.spelled && number.value < 10_000;
    if (each || priced || whole || isRepeated(hits, k) || (side === 'agent' && isNamedAlone(hit, text)))
      settle(hit, { kind: 'money', minor: Math.round(number.value * 100) }, cues);
  }
}

/** 95就95: who says a number twice agrees to a price. */
function isRepeated(hits: readonly Hit[], k: number): boolean {
  const { number, start, end } = hits[k]!;
  return [-2, -1, 1, 2].some((step) => {
    const other = hits[k + step];
    return (
      other?.number != null &&
      other.number.unit === null &&
      other.number.value === number!.value &&
      (step > 0 ? other.start - end : start - other.end) === 1
    );
  });
}

const ALONE = { least: 20, most: 10_000 } as const;

/** A shop that says nothing but a number between two commas names a price: 235，爱要不要. */
function isNamedAlone({ number, start, end }: Hit, { codes, length }: Normalised): boolean {
  const { value, spelled } = number!;
  if (spelled || value < ALONE.least || value >= ALONE.most) return false;
  return (start === 0 || isBreak(codes[start - 1]!)) && (end >= length || isBreak(codes[end]!));
}

/** , ， 。 */
function isBreak(code: number): boolean {
  return code === 44 || code === 0xff0c || code === 0x3002;
}

/** 168，120斤; 165/54kg; 一米七 一百三: a height beside a weight or a weight beside a height. */
function bodyBeside(hits: readonly Hit[], k: number): FactValue | null {
  const { number, start, end } = hits[k]!;
  const { value } = number!;
  const near = (other: Hit | undefined, gap: number): { unit: string; value: number } | null => {
    if (other === undefined || gap > 4) return null;
    const fact = other.facts?.[0];
    return fact?.kind === 'measure' ? { unit: fact.unit, value: fact.value } : null;
  };
  const next = near(hits[k + 1], (hits[k + 1]?.start ?? 99) - end);
  const previous = near(hits[k - 1], start - (hits[k - 1]?.end ?? -99));
  if (value >= 140 && value <= 200 && (next?.unit === 'kg' || previous?.unit === 'kg'))
    return { kind: 'measure', what: 'height', value, unit: 'cm' };
  const tall = previous !== null && previous.unit === 'cm' && previous.value >= 140 && previous.value <= 205;
  return tall && value >= 80 && value <= 250
    ? { kind: 'measure', what: 'weight', value: value / 2, unit: 'kg' }
    : null;
}

const BARE_LEAST = 10;
/** What follows a number that is no amount: 号 码 度 岁 分 楼 室 款 年 级 系 字 磅 g. */
const NO_AMOUNT = '号码度岁楼室款年级系分平寸升克瓦字磅吋公页';

/** Part of a name, a size or a measure: 尾号8812, A7, 165/100, 腰围72. */
function isName(hits: readonly Hit[], k: number, text: Normalised, cues: Cues): boolean {
  const hit = hits[k]!;
  const before = text.codes[hit.start - 1] ?? 32;
  const after = text.codes[hit.end] ?? 32;
  const joins = (code: number): boolean =>
    (code >= 97 && code <= 122) || code === 47 || code === 45 || code === 35 || code === 95 || isDigit(code);
  if (joins(before) || joins(after) || NO_AMOUNT.includes(String.fromCharCode(after))) return true;
  for (let j = k - 1; j >= 0 && hit.start - hits[j]!.end <= 3; j -= 1) {
    const { cats } = hits[j]!;
    if (cats.includes(cues.orderCue) || cats.includes(cues.trackingCue) || cats.includes(cues.size))
      return true;
    if (cats.some((cat) => cues.measures.has(cat))) return true;
  }
  return false;
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
  if (number.unit === 'time' && number.value === 1 && isRate(hits, k)) return null;
  if (number.unit === 'time' || number.unit === 'workday') return readDuration(number);
  const named = shortName(hits, k, text, cues);
  if (named !== null) return named;
  if (!cjk && countsUnnamed(hits, k, text, cues)) return { kind: 'quantity', count: number.value };
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

/** "40 g a minute", "£5 a month": so much for each, which takes no minute and no month. */
function isRate(hits: readonly Hit[], k: number): boolean {
  const before = hits[k - 1];
  return (
    before !== undefined &&
    before.number !== null &&
    before.number.unit !== 'time' &&
    hits[k]!.start - before.end <= 1
  );
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

const UNNAMED_MAX = 100;

/** "I'll take two", "buy 3 and"; "four lamps": a count without a product's name. */
function countsUnnamed(hits: readonly Hit[], k: number, text: Normalised, cues: Cues): boolean {
  const { number, start, end } = hits[k]!;
  if (number!.unit !== null || number!.high !== undefined || !Number.isInteger(number!.value)) return false;
  if (number!.value < 2 || number!.value > UNNAMED_MAX) return false;
  const next = hits[k + 1];
  const word = text.codes[end] === 32 && isLetter(text.codes[end + 1] ?? 0);
  const known = word && next !== undefined && next.start === end + 1 ? next : undefined;
  const previous = hits[k - 1];
  if (previous?.cats.includes(cues.counted) && start - previous.end <= 1)
    return !word || known?.cats.includes(cues.amountEnd) === true;
  if (!word || known?.cats.includes(cues.uncounted) || isLetter(text.codes[start - 1] ?? 0)) return false;
  // Nothing that numbers stand in: "16-18", "24/7", "5.30".
  if (start > 0 && text.codes[start - 1] !== 32) return false;
  let to = end + 1;
  while (isLetter(text.codes[to] ?? 0)) to += 1;
  return to - end > PLURAL_MIN && text.codes[to - 1] === 115 && !NO_PLURAL.has(text.codes[to - 2]!);
}

const PLURAL_MIN = 4;
/** s, u and i before the s: glass, bus, this. */
const NO_PLURAL: ReadonlySet<number> = new Set([115, 117, 105]);

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
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
  const article = previous !== undefined && (wordOf(previous) === 'the' || wordOf(previous) === 'a');
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
const NO_GOODS =
  '颜方问办选月小工客人快平口尺礼电字活地码链意说消信评微步点星多订原渠理时钟部同流环细度档角样种层号价账';

/** 送 配 塞 赠 附 搭 添 放 补: what is given is counted, one of it too. */
const GIVING = [...'送配塞赠附搭添放补'].map((sign) => sign.charCodeAt(0));

/** 一个 is an article more often than a count, and not everything that is counted is goods. */
function isVague(hit: Hit, text: Normalised): boolean {
  const { spelled, value, unitWord } = hit.number!;
  // Photographs are no goods: 两张照片, 照片两张, 拍一张.
  if (unitWord === '张') {
    const next = String.fromCharCode(text.codes[hit.end] ?? 32);
    const last = String.fromCharCode(text.codes[hit.start - 1] ?? 32);
    return '照图截清正侧近细实吊面'.includes(next) || '片图照拍频传'.includes(last);
  }
  if (!VAGUE.has(unitWord)) return false;
  const given = GIVING.some((code) => [1, 2, 3].some((gap) => text.codes[hit.start - gap] === code));
  return (
    (spelled && value === 1 && !given) || NO_GOODS.includes(String.fromCharCode(text.codes[hit.end]!) || '0')
  );
}
