import type { Draws } from '../random/stream.ts';
import type { BuyerCase } from './case.ts';

/** Characters a person reads in a minute: silent reading of about 240 English words or 400–500 Chinese characters. */
const READ_PER_MINUTE = { 'zh-CN': 480, en: 1_300 } as const;
const READ_MAX_MS = 20_000;

/** Reading and thinking before an answer, milliseconds. */
export function thinkingMs(buyer: BuyerCase, heardLength: number, draws: Draws): number {
  const reading = Math.min(READ_MAX_MS, (heardLength / READ_PER_MINUTE[buyer.locale]) * 60_000);
  const [least, most] = buyer.persona.writing.think;
  return Math.round(reading + draws.int(least, most));
}

/** Typing a text at the persona's speed, a little faster or slower each time, milliseconds. */
export function typingMs(buyer: BuyerCase, text: string, draws: Draws): number {
  const perMinute = buyer.persona.writing.typingPerMinute[buyer.locale] * (0.85 + 0.3 * draws.share());
  return Math.round(Math.max(400, (text.length / perMinute) * 60_000));
}

/** The pause between two messages of a burst, on top of typing the second. */
export function burstGapMs(buyer: BuyerCase, draws: Draws): number {
  const [least, most] = buyer.persona.writing.burstGap;
  return draws.int(least, most);
}

/** How long this buyer waits this time before giving up. Log-normal around the persona's median; mood shortens it. */
export function patienceMs(buyer: BuyerCase, first: boolean, mood: number, draws: Draws): number {
  const { patience } = buyer.persona;
  const median = first ? patience.first : patience.later;
  const drawn = draws.logNormal(median, patience.spread);
  const tempered = drawn * (mood < 0 ? 1 + mood * 0.12 : 1);
  // Nobody leaves before the first nudge would have been due, and nobody sits for an hour.
  return Math.round(Math.min(Math.max(tempered, patience.nudgeAfter * 1.5, 8_000), 3_600_000));
}
