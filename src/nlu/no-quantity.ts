import type { Normalised } from './normalise.ts';
import { isDigit } from './scan.ts';

const STAR = 42;

/** Digits beside a star are what is left of a number that was hidden: 132****1114. */
export function isMasked(codes: Normalised['codes'], start: number): boolean {
  if (!isDigit(codes[start]!)) return false;
  let from = start;
  while (from > 0 && isDigit(codes[from - 1]!)) from -= 1;
  if (from > 0 && codes[from - 1] === STAR) return true;
  let to = start;
  while (isDigit(codes[to] ?? 0)) to += 1;
  return codes[to] === STAR;
}

/** 号 幢 栋 座 弄 门: what stands between the numbers of an address. */
const OF_ADDRESS: ReadonlySet<number> = new Set([0x53f7, 0x5e62, 0x680b, 0x5ea7, 0x5f04, 0x95e8]);
const MONTH = 0x6708;

/** Bare digits behind a house number are the room's: 15号602. Behind a day (11月15号239) they are what they seem. */
export function isRoom(codes: Normalised['codes'], start: number): boolean {
  let at = start;
  while (at > 0 && isDigit(codes[at - 1]!)) at -= 1;
  if (!OF_ADDRESS.has(codes[at - 1] ?? 0) || !isDigit(codes[at - 2] ?? 0)) return false;
  at -= 2;
  while (at > 0 && isDigit(codes[at - 1]!)) at -= 1;
  return codes[at - 1] !== MONTH;
}
