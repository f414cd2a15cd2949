import { readClock } from './clock.ts';
import type { NumberRead } from './hit.ts';
import type { Lexicon, Unit } from './lexicon.ts';
import { isMasked, isRoom } from './no-quantity.ts';
import type { Normalised } from './normalise.ts';
import { hanValue, headOf } from './numeral-signs.ts';
import { isDigit, isLetter, isWordCode } from './scan.ts';

export interface NumberFound {
  readonly read: NumberRead;
  readonly end: number;
}

/** Most digits of a number that is meant as a quantity; longer ones are names. */
const DIGITS_MAX = 9;

/** A number at `start` with its range and unit: `239元`, `3-5天`, `£24.50`, `两三天`, `满二百` … or null. */
export function readNumber(
  text: Normalised,
  start: number,
  lexicon: Lexicon,
  cjk: boolean,
): NumberFound | null {
  const { codes, length } = text;
  if (lexicon.numberHeads[headOf(codes[start]!)] === 0 || isMasked(codes, start)) return null;
  let at = start;
  const signed = lexicon.currency.has(codes[at]!);
  if (signed) {
    at += 1;
    if (codes[at] === 32) at += 1;
  } else if (!isDigit(codes[at]!) && !(cjk && hanValue(codes[at]!) >= 0)) return null;
  if (at >= length) return null;
  if (isDigit(codes[at]!)) {
    if (!readDigits(text, at, lexicon, cjk)) return null;
  } else if (cjk) {
    // 第一 is an order, not a count.
    if (start > 0 && codes[start - 1] === 0x7b2c) return null;
    if (!readHan(text, at)) return null;
  } else return null;
  const value = parsed.value;
  let high = parsed.high;
  const { digits, spelled } = parsed;
  at = parsed.end;
  if (codes[at] === 58 && digits <= 2 && !signed) {
    const clock = readClock(text, start, value);
    if (clock !== null) return clock;
  }
  if (!cjk && !signed && codes[at] === 39 && isDigit(codes[at + 1] ?? 0) && value >= 4 && value <= 7) {
    // 5'6 is a height in feet and inches.
    const inches = isDigit(codes[at + 2] ?? 0)
      ? (codes[at + 1]! - 48) * 10 + codes[at + 2]! - 48
      : codes[at + 1]! - 48;
    const end = at + (isDigit(codes[at + 2] ?? 0) ? 3 : 2);
    return found(codes[end] === 34 ? end + 1 : end, {
      value: Math.round((value * 12 + inches) * 2.54),
      unit: 'measure',
      scale: 1,
      unitWord: 'cm',
      digits: 2,
      spelled: false,
    });
  }
  let unit = signed ? null : readUnit(text, at, lexicon);
  if (unit !== null) at = unitEnd;
  const joined = rangeSign(text, at);
  if (joined > 0 && high === undefined) {
    let second = joined;
    if (lexicon.currency.has(codes[second]!)) second += 1;
    if (
      second < length &&
      (isDigit(codes[second]!) ? readDigits(text, second, lexicon, cjk) : cjk && readHan(text, second))
    ) {
      const highEnd = parsed.end;
      const highValue = parsed.value;
      const after = readUnit(text, highEnd, lexicon);
      if (
        highValue > value &&
        (unit === null ? after !== null || signed : after !== null && after.kind === unit.kind)
      ) {
        high = highValue;
        unit = after ?? unit;
        at = after === null ? highEnd : unitEnd;
      }
    }
  }
  if (signed) {
    return found(at, {
      value,
      ...(high === undefined ? {} : { high }),
      unit: 'money',
      scale: 100,
      unitWord: '',
      digits,
      spelled,
    });
  }
  if (unit === null) {
    if (cjk && isRoom(codes, start)) return null;
    if (spelled && digits < 2) return null;
    if (isLetter(codes[at] ?? 0)) return null;
    return found(at, {
      value,
      ...(high === undefined ? {} : { high }),
      unit: null,
      scale: 1,
      unitWord: '',
      digits,
      spelled,
    });
  }
  // 一点 is "a little", not one o'clock.
  if (unit.kind === 'clock' && spelled && value === 1) return null;
  // 半天 is "ages".
  if (unit.kind === 'time' && value === 0.5 && unit.word === '天') return null;
  // 大一号 is a size up, not the first of the month.
  if (unit.kind === 'day' && spelled && digits < 2) return null;
  // 3号楼 is a place.
  if (unit.kind === 'day' && cjk && NO_DAY.includes(String.fromCharCode(codes[at] ?? 32))) return null;
  let exact = value;
  if (cjk && spelled && unit.kind === 'measure' && codes[at - 1] === 0x7c73 && value <= 2) {
    // 一米六五, 一米七.
    const tenth = hanOrDigit(codes[at] ?? 0);
    if (tenth > 0) {
      const next = codes[at + 1] === 0x96f6 ? 0 : hanOrDigit(codes[at + 1] ?? 0);
      exact = Math.round((value + tenth / 10 + Math.max(0, next) / 100) * 100) / 100;
      at += next >= 0 ? 2 : 1;
    }
  }
  if (unit.kind === 'money' && unit.scale === 100 && high === undefined) {
    // 9块9, 三块五.
    const tenth = hanOrDigit(codes[at] ?? 0);
    if (
      tenth > 0 &&
      codes[at - 1] === 0x5757 &&
      !isDigit(codes[at + 1] ?? 0) &&
      readUnit(text, at + 1, lexicon) === null
    ) {
      exact = value + tenth / 10;
      at += 1;
    }
  }
  return found(at, {
    value: exact,
    ...(high === undefined ? {} : { high }),
    unit: unit.kind,
    scale: unit.scale,
    unitWord: unit.word,
    digits,
    spelled,
  });
}

/** A number word (`two`, `a`) that ended at `end`, with its unit; `a` and `an` count only before a stretch of time. */
export function readSpelled(
  text: Normalised,
  end: number,
  value: number,
  word: string,
  lexicon: Lexicon,
): NumberFound | null {
  const { codes } = text;
  let at = end;
  let high: number | undefined;
  let unit = readUnit(text, at, lexicon);
  if (unit === null) {
    const joined = rangeSign(text, at);
    if (
      joined > 0 &&
      (isDigit(codes[joined] ?? 0)
        ? readDigits(text, joined, lexicon, false)
        : readWord(text, joined, lexicon)) &&
      parsed.value > value
    ) {
      const after = readUnit(text, parsed.end, lexicon);
      // "two or three" of nothing that is counted stays two numbers.
      if (after !== null || isDigit(codes[joined]!)) {
        high = parsed.value;
        at = parsed.end;
        unit = after;
      }
    }
  } else if (unit.kind === 'time' && value === 1 && isOrTwo(codes, unitEnd)) {
    high = 2;
    unitEnd += OR_TWO.length;
  }
  const article = word === 'a' || word === 'an';
  const banknote = unit !== null && unit.kind === 'money' && unit.scale > 100;
  if (unit !== null && (!article || banknote || unit.kind === 'time' || unit.kind === 'workday')) {
    return found(unitEnd, {
      value,
      ...(high === undefined ? {} : { high }),
      unit: unit.kind,
      scale: unit.scale,
      unitWord: unit.word,
      digits: 2,
      spelled: true,
    });
  }
  if (article || word.includes('half')) return null;
  return found(at, {
    value,
    ...(high === undefined ? {} : { high }),
    unit: null,
    scale: 1,
    unitWord: '',
    digits: 1,
    spelled: true,
  });
}

const OR_TWO = ' or two';

/** "a day or two" */
function isOrTwo(codes: Uint16Array, at: number): boolean {
  for (let i = 0; i < OR_TWO.length; i += 1) if (codes[at + i] !== OR_TWO.charCodeAt(i)) return false;
  return !isLetter(codes[at + OR_TWO.length] ?? 0);
}

/** A number word of letters at `start`, into `parsed`. */
function readWord(text: Normalised, start: number, lexicon: Lexicon): boolean {
  const { codes, length } = text;
  let end = start;
  while (end < length && end - start < WORD_MAX && isLetter(codes[end]!)) end += 1;
  const value = lexicon.numerals[String.fromCharCode(...codes.subarray(start, end))];
  if (value === undefined) return false;
  parsed.value = value;
  parsed.end = end;
  return true;
}

/** Letters of the longest number word that stands in a range. */
const WORD_MAX = 12;

function found(end: number, read: NumberRead): NumberFound {
  return { end, read };
}

const parsed = { value: 0, high: undefined as number | undefined, end: 0, digits: 0, spelled: false };

function readDigits(text: Normalised, start: number, lexicon: Lexicon, cjk: boolean): boolean {
  const { codes, length } = text;
  let at = start;
  let value = 0;
  let digits = 0;
  while (at < length) {
    const code = codes[at]!;
    if (isDigit(code)) {
      if (digits < 16) value = value * 10 + (code - 48);
      digits += 1;
      at += 1;
    } else if (code === 44 && digits > 0 && digits < 4 && isThousands(codes, at, length, lexicon, cjk))
      at += 1;
    else break;
  }
  if (digits > DIGITS_MAX) return false;
  if (codes[at] === 46 && isDigit(codes[at + 1] ?? 0)) {
    let scale = 0.1;
    at += 1;
    while (at < length && isDigit(codes[at]!) && scale > 1e-6) {
      value += (codes[at]! - 48) * scale;
      scale /= 10;
      at += 1;
    }
    value = Math.round(value * 1e6) / 1e6;
  }
  const factor =
    codes[at] === 0x4e07 ? 10_000 : codes[at] === 0x5343 ? 1_000 : codes[at] === 0x767e ? 100 : 1;
  if (factor > 1 && digits < 4) {
    value *= factor;
    at += 1;
  }
  parsed.value = value;
  parsed.high = undefined;
  parsed.end = at;
  parsed.digits = digits;
  parsed.spelled = false;
  return true;
}

/** `,` with exactly three digits behind it; in Chinese, where a comma ends a clause, only when money follows. */
function isThousands(
  codes: Uint16Array,
  at: number,
  length: number,
  lexicon: Lexicon,
  cjk: boolean,
): boolean {
  for (let k = 1; k <= 3; k += 1) if (at + k >= length || !isDigit(codes[at + k]!)) return false;
  const behind = at + 4 < length ? codes[at + 4]! : 0;
  if (isDigit(behind)) return false;
  return (
    !cjk ||
    behind === 0x5143 ||
    behind === 0x5757 ||
    lexicon.currency.has(codes[at - 2] ?? 0) ||
    lexicon.currency.has(codes[at - 3] ?? 0)
  );
}

const TEN = 0x5341;
const HUNDRED = 0x767e;
const THOUSAND = 0x5343;
const MYRIAD = 0x4e07;

function hanOrDigit(code: number): number {
  return isDigit(code) ? code - 48 : code === TEN ? -1 : hanValue(code);
}

/** 二十, 一百二, 两千三百零五, 三五 (three to five), 八五 (as in 八五折: 85). */
function readHan(text: Normalised, start: number): boolean {
  const { codes, length } = text;
  let total = 0;
  let section = 0;
  let digit = -1;
  let lastUnit = 0;
  let signs = 0;
  let at = start;
  parsed.high = undefined;
  while (at < length && signs < 12) {
    const code = codes[at]!;
    const value = hanValue(code);
    if (code === TEN || code === HUNDRED || code === THOUSAND) {
      const scale = code === TEN ? 10 : code === HUNDRED ? 100 : 1000;
      if (digit < 0 && scale > 10) break;
      section += (digit < 0 ? 1 : digit) * scale;
      digit = -1;
      lastUnit = scale;
    } else if (code === MYRIAD && (section > 0 || digit >= 0)) {
      total += (section + Math.max(digit, 0)) * 10_000;
      section = 0;
      digit = -1;
      lastUnit = 10_000;
    } else if (value >= 0) {
      if (value === 0.5 && signs > 0) break;
      if (digit >= 0 && digit !== 0) {
        // Two digits in a row: 三五 is a range, 八五 (before 折) a number; the caller's unit decides.
        if (signs !== 1 || value === 0) break;
        at += 1;
        parsed.digits = 2;
        parsed.spelled = true;
        parsed.end = at;
        if (codes[at] === 0x6298) parsed.value = digit * 10 + value;
        else if (value > digit) {
          parsed.value = digit;
          parsed.high = value;
        } else return false;
        return true;
      }
      digit = value;
    } else break;
    signs += 1;
    at += 1;
  }
  if (signs === 0) return false;
  // 一百二: the last digit counts tens.
  const tail =
    digit > 0 && lastUnit >= 100 && codes[at - 2] !== 0x96f6 ? digit * (lastUnit / 10) : Math.max(digit, 0);
  parsed.value = total + section + tail;
  parsed.end = at;
  parsed.digits = signs;
  parsed.spelled = true;
  return true;
}

/** The offset behind a range sign, or −1: `-`, `~`, 到, 至, ` to `. */
function rangeSign(text: Normalised, at: number): number {
  const { codes } = text;
  let i = at;
  if (codes[i] === 32) i += 1;
  const code = codes[i];
  if (code === 45 || code === 126 || code === 0x5230 || code === 0x81f3) {
    i += 1;
    return codes[i] === 32 ? i + 1 : i;
  }
  if (code === 116 && codes[i + 1] === 111 && codes[i + 2] === 32 && i > at) return i + 3;
  return -1;
}

/** What follows 号 in a place or a name: 楼 院 门 线 店 机 … */
const NO_DAY = '楼院门线店机馆铺桌柜仓链球色';

let unitEnd = 0;

function readUnit(text: Normalised, start: number, lexicon: Lexicon): Unit | null {
  const { codes, length } = text;
  let at = start;
  if (codes[at] === 32) at += 1;
  if (at >= length) return null;
  const { unitTrie } = lexicon;
  let state = unitTrie.root(codes[at]!);
  if (state === 0) return null;
  let best: Unit | null = null;
  for (;;) {
    const value = unitTrie.value(state);
    const code = codes[at]!;
    at += 1;
    const next = at < length ? codes[at]! : 0;
    if (value >= 0 && !(isWordCode(code) && isWordCode(next))) {
      best = lexicon.units[value]!;
      unitEnd = at;
    }
    if (at >= length) return best;
    state = unitTrie.next(state, next);
    if (state < 0) return best;
  }
}
