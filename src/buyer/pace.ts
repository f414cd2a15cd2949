import type { Draws } from '../random/stream.ts';
import type { BuyerCase } from './case.ts';

/** Characters a person reads in a minute: silent reading of about 240 English words or 400–500 Chinese characters. */
const READ_PER_MINUTE = { 'zh-CN': 480, en: 1_300 } as const;
const READ_MAX_MS = 20_000;
const THINK_MAX_MS = 180_000;
/** Nine tenths of a standard normal distribution lie below this. */
const NINTH_TENTH = 1.2816;
/** σ of the logarithm of people's characters a second from message to message. */
const UNEVEN_TYPING = 0.45;

/** Reading and thinking before an answer, milliseconds. */
export function thinkingMs(buyer: BuyerCase, heardLength: number, draws: Draws): number {
  const reading = Math.min(READ_MAX_MS, (heardLength / READ_PER_MINUTE[buyer.locale]) * 60_000);
  const { think, rhythm } = buyer.persona.writing;
  const [least, most] = think;
  if (rhythm === 'even' || least <= 0) return Math.round(reading + draws.int(least, most));
  const drawn = draws.logNormal(Math.sqrt(least * most), Math.log(most / least) / (2 * NINTH_TENTH));
  return Math.round(reading + Math.min(drawn, THINK_MAX_MS));
}

/** Typing a text at the persona's speed, faster or slower each time, milliseconds. */
export function typingMs(buyer: BuyerCase, text: string, draws: Draws): number {
  const { typingPerMinute, rhythm } = buyer.persona.writing;
  const speed = rhythm === 'even' ? 0.85 + 0.3 * draws.share() : draws.logNormal(1, UNEVEN_TYPING);
  const perMinute = typingPerMinute[buyer.locale] * speed;
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
