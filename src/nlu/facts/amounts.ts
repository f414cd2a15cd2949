import type { FactValue } from '../../model/fact.ts';
import { type Hit, type NumberRead, wordOf } from '../hit.ts';
import type { Normalised } from '../normalise.ts';
import { isWordCode } from '../scan.ts';
import type { Cues } from './cues.ts';

/** Bare numbers below this are never taken for prices, whatever stands beside them. */
const BARE_MONEY_MIN = 5;

/**
 * Money, discounts, thresholds, bundles and percentages at hit `k`, a number. Gives the facts and how many of the
 * following hits they used up.
 */
export function readAmount(
  hits: readonly Hit[],
  k: number,
  cues: Cues,
  text: Normalised,
  cjk: boolean,
): { readonly fact: FactValue; readonly through: number } | null {
  const hit = hits[k]!;
  const number = hit.number!;
  if (number.unit === 'fold') return at(k, { kind: 'discount', payShare: share(number.value) });
  if (number.unit === 'percent') return at(k, percentage(hits, k, number, cues));
  const monetary = number.unit === 'money' || (number.unit === null && number.value >= 1);
  if (monetary && before(hits, k, cues.over, 5)) {
    const off = offAfter(hits, k, cues);
    if (off > 0)
      return {
        fact: { kind: 'threshold-off', thresholdMinor: minor(number), offMinor: minor(hits[off]!.number!) },
        through: off,
      };
    // 满199打9折 leaves both; 满3件 is a quantity.
    if (number.unit === 'money' || number.value >= 20)
      return at(k, { kind: 'money', minor: minor(number), role: 'threshold' });
  }
  if (monetary && number.value >= 20 && after(hits, k, cues.off, 0) && !before(hits, k, cues.at, 1)) {
    // 99减20; yet 比标价299元少30元 takes the thirty from a price.
    const off = hits[k + 2];
    if (
      off?.number != null &&
      off.start - hits[k + 1]!.end <= 1 &&
      off.number.value < number.value &&
      (off.number.unit === null || off.number.unit === 'money')
    )
      return {
        fact: { kind: 'threshold-off', thresholdMinor: minor(number), offMinor: minor(off.number) },
        through: k + 2,
      };
  }
  if (number.unit === 'money' && after(hits, k, cues.off, 3)) {
    const over = thresholdAfter(hits, k, cues);
    if (over > 0)
      return {
        fact: { kind: 'threshold-off', thresholdMinor: minor(hits[over]!.number!), offMinor: minor(number) },
        through: over,
      };
  }
  if (
    number.value >= 2 &&
    number.high === undefined &&
    Number.isInteger(number.value) &&
    (number.unit === 'count' || number.unit === null)
  ) {
    const price = bundlePrice(hits, k, number, cues);
    if (price > 0)
      return {
        fact: { kind: 'bundle', quantity: number.value, minor: minor(hits[price]!.number!) },
        through: price,
      };
  }
  if (monetary && number.high === undefined && number.value >= 20) {
    const next = hits[k + 1];
    // 180两件
    if (
      next?.number?.unit === 'count' &&
      next.number.value >= 2 &&
      next.start - hit.end <= 1 &&
      next.number.spelled &&
      number.unit === null
    ) {
      return { fact: { kind: 'bundle', quantity: next.number.value, minor: minor(number) }, through: k + 1 };
    }
  }
  if (number.unit === 'money') return at(k, money(hits, k, number, cues));
  if (
    number.unit === null &&
    (!number.spelled || (number.digits >= 2 && number.value >= 20)) &&
    number.value >= BARE_MONEY_MIN &&
    number.value < 100_000 &&
    number.digits <= 5
  ) {
    const cued =
      before(hits, k, cues.off, 2) ||
      before(hits, k, cues.at, 3) ||
      before(hits, k, cues.refund, 3) ||
      before(hits, k, cues.givePrice, 3) ||
      after(hits, k, cues.bid, 2);
    if (cued && (cjk || endsAmount(hits, k, text, cues))) return at(k, money(hits, k, number, cues));
  }
  return null;
}

function at(k: number, fact: FactValue): { fact: FactValue; through: number } {
  return { fact, through: k };
}

function minor(number: NumberRead): number {
  return Math.round(number.value * (number.unit === 'money' ? number.scale : 100));
}

/** 8折, 八五折, 9.5折: what is left to pay. */
function share(value: number): number {
  const part = value < 10 ? value / 10 : value / 100;
  return Math.round(part * 1000) / 1000;
}

function percentage(hits: readonly Hit[], k: number, number: NumberRead, cues: Cues): FactValue {
  if (number.value < 100 && (after(hits, k, cues.off, 2) || before(hits, k, cues.off, 2)))
    return { kind: 'discount', payShare: Math.round((100 - number.value) * 10) / 1000 };
  const next = hits[k + 1];
  const previous = hits[k - 1];
  const material =
    next !== undefined && next.cats.includes(cues.material) && next.start - hits[k]!.end <= 2
      ? next
      : previous !== undefined && previous.cats.includes(cues.material) && hits[k]!.start - previous.end <= 2
        ? previous
        : undefined;
  return {
    kind: 'percent',
    percent: number.value,
    ...(material === undefined ? {} : { of: wordOf(material) }),
  };
}

function money(hits: readonly Hit[], k: number, number: NumberRead, cues: Cues): FactValue {
  const role =
    before(hits, k, cues.off, 3) ||
    after(hits, k, cues.offBehind, 1) ||
    (after(hits, k, cues.off, 2) && !before(hits, k, cues.at, 1))
      ? 'off'
      : before(hits, k, cues.refund, 9) || after(hits, k, cues.refundBehind, 1)
        ? 'refund'
        : before(hits, k, cues.freight, 4) ||
            before(hits, k, cues.freightPrice, 6) ||
            (after(hits, k, cues.freight, 3) && !isFree(hits[k + 1]!)) ||
            after(hits, k, cues.freightPrice, 1)
          ? 'freight'
          : before(hits, k, cues.at, 4)
            ? 'price'
            : undefined;
  return { kind: 'money', minor: minor(number), ...(role === undefined ? {} : { role }) };
}

/** "for 30." and "do it for 30 if" are amounts, "to 41 Fen Lane" and "at 300 units" are none. */
function endsAmount(hits: readonly Hit[], k: number, text: Normalised, cues: Cues): boolean {
  const { end } = hits[k]!;
  if (text.codes[end] !== 32 || !isWordCode(text.codes[end + 1] ?? 0)) return true;
  const next = hits[k + 1];
  return next !== undefined && next.start === end + 1 && next.cats.includes(cues.amountEnd);
}

/** 80包邮 is a price, not the freight. */
function isFree({ meaning, facts }: Hit): boolean {
  return (
    (meaning?.kind === 'fact' && meaning.fact.kind === 'free-freight') || facts?.[0]?.kind === 'free-freight'
  );
}

/** 满200减30, spend £40 get £5 off: the number behind a word for taking off, or before one. */
function offAfter(hits: readonly Hit[], k: number, cues: Cues): number {
  let seen = false;
  for (let j = k + 1; j < hits.length && hits[j]!.start - hits[k]!.end < 24; j += 1) {
    const hit = hits[j]!;
    if (hit.cats.includes(cues.off)) seen = true;
    if (hit.number === null) continue;
    if (hit.number.unit !== null && hit.number.unit !== 'money') return -1;
    return seen || after(hits, j, cues.off, 2) ? j : -1;
  }
  return -1;
}

/** £5 off orders over £40. */
function thresholdAfter(hits: readonly Hit[], k: number, cues: Cues): number {
  for (let j = k + 1; j < hits.length && hits[j]!.start - hits[k]!.end < 40; j += 1) {
    if (hits[j]!.number === null) continue;
    return hits[j]!.number!.unit === 'money' && before(hits, j, cues.over, 3) ? j : -1;
  }
  return -1;
}

/** two for £30; 两件150. */
function bundlePrice(hits: readonly Hit[], k: number, number: NumberRead, cues: Cues): number {
  const next = hits[k + 1];
  if (next === undefined) return -1;
  if (next.cats.includes(cues.forPrice) && next.start - hits[k]!.end <= 2) {
    const price = hits[k + 2];
    return price?.number?.unit === 'money' && price.start - next.end <= 3 ? k + 2 : -1;
  }
  const joint = number.unit === 'count' && number.value <= 10 ? jointPrice(hits, k, cues) : -1;
  if (joint > 0) return joint;
  if (number.unit !== 'count' || next.number === null || next.start - hits[k]!.end > 3) return -1;
  const priced =
    next.number.unit === 'money' ||
    (next.number.unit === null && next.number.value >= 20 && !next.number.spelled);
  return priced && number.spelled ? k + 1 : -1;
}

/** 两件一起369, 三双打包给您80: the first number behind a word that takes them together. */
function jointPrice(hits: readonly Hit[], k: number, cues: Cues): number {
  let together = false;
  for (let j = k + 1; j < hits.length && hits[j]!.start - hits[k]!.end <= 9; j += 1) {
    const { number, cats } = hits[j]!;
    if (cats.includes(cues.together)) together = true;
    if (number === null) continue;
    const priced = number.unit === 'money' || (number.unit === null && number.digits >= 2);
    return together && priced && number.high === undefined && number.value >= 20 ? j : -1;
  }
  return -1;
}

/** A hit of this category ends at most `gap` characters before hit `k`. */
function before(hits: readonly Hit[], k: number, category: number, gap: number): boolean {
  for (let j = k - 1; j >= 0 && j >= k - 2; j -= 1) {
    if (hits[k]!.start - hits[j]!.end > gap) return false;
    if (hits[j]!.cats.includes(category)) return true;
    if (hits[j]!.number !== null) return false;
  }
  return false;
}

function after(hits: readonly Hit[], k: number, category: number, gap: number): boolean {
  const next = hits[k + 1];
  return next !== undefined && next.start - hits[k]!.end <= gap && next.cats.includes(category);
}
