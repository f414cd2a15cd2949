import type { Normalised } from './normalise.ts';
import type { NumberFound } from './numerals.ts';
import { isDigit, isWordCode } from './scan.ts';

/** `16:00`, `4:30 pm`. */
export function readClock(text: Normalised, start: number, hours: number): NumberFound | null {
  const { codes } = text;
  const colon = codes[start + 1] === 58 ? start + 1 : start + 2;
  if (
    !isDigit(codes[colon + 1] ?? 0) ||
    !isDigit(codes[colon + 2] ?? 0) ||
    isDigit(codes[colon + 3] ?? 0) ||
    hours > 24
  )
    return null;
  const minutes = (codes[colon + 1]! - 48) * 10 + (codes[colon + 2]! - 48);
  if (minutes > 59) return null;
  let end = colon + 3;
  let word = '';
  const gap = codes[end] === 32 ? 1 : 0;
  if (
    (codes[end + gap] === 97 || codes[end + gap] === 112) &&
    codes[end + gap + 1] === 109 &&
    !isWordCode(codes[end + gap + 2] ?? 0)
  ) {
    word = codes[end + gap] === 97 ? 'am' : 'pm';
    end += gap + 2;
  }
  return {
    end,
    read: {
      value: hours + minutes / 60,
      unit: 'clock',
      scale: 1,
      unitWord: word === '' ? ':' : word,
      digits: 4,
      spelled: false,
    },
  };
}
