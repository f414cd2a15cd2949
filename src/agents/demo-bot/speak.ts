import type { Phrasebook } from '../../phrasing/phrasebook.ts';
import type { Draws } from '../../random/stream.ts';
import type { Part } from './state.ts';

export interface SpokenMessage {
  readonly text: string;
  readonly delayMs: number;
}

/** Longest message before the next part opens one of its own. */
const MESSAGE_CHARS = { 'zh-CN': 130, en: 320 } as const;
/** Milliseconds a character takes, quick phrases and typing together. */
const MS_PER_CHAR = { 'zh-CN': 55, en: 16 } as const;
const FIRST_MS = [1_400, 2_600] as const;
const LATEST_FIRST_MS = 7_500;

/** Puts parts into messages with the delays of somebody who reads, then types with ready phrases at hand. */
export function speak(
  parts: readonly Part[],
  words: Phrasebook,
  locale: 'zh-CN' | 'en',
  used: Set<string>,
  draws: Draws,
): SpokenMessage[] {
  const messages: { text: string; pauseMs: number }[] = [];
  for (const part of parts) {
    for (const [index, text] of wordings(part, words, used, draws).entries()) {
      const last = messages.at(-1);
      const opens =
        part.pauseMs !== undefined ||
        index > 0 ||
        last === undefined ||
        last.text.length + text.length > MESSAGE_CHARS[locale] ||
        STANDS_ALONE.has(part.intent) ||
        last.pauseMs < 0;
      if (opens) messages.push({ text, pauseMs: index === 0 ? (part.pauseMs ?? 0) : 0 });
      else last.text = join(last.text, text, locale);
      if (STANDS_ALONE.has(part.intent)) messages.push({ text: '', pauseMs: 0 });
    }
  }
  let at = 0;
  return messages
    .filter((message) => message.text !== '')
    .map((message, index) => {
      const typing = message.text.length * MS_PER_CHAR[locale];
      const thinking = index === 0 ? draws.int(...FIRST_MS) : 400;
      const step = message.pauseMs + thinking + typing;
      at += index === 0 ? Math.min(step, LATEST_FIRST_MS) : Math.min(step, 12_000);
      return { text: message.text, delayMs: Math.round(at) };
    });
}

/** A hold is sent at once; what follows comes by itself. */
const STANDS_ALONE: ReadonlySet<string> = new Set(['hold']);

function wordings(part: Part, words: Phrasebook, used: Set<string>, draws: Draws): readonly string[] {
  if (part.text !== undefined) return [part.text];
  const slots = Object.fromEntries(
    Object.entries(part.slots).map(([name, text]) => [name, text.replace(/[。.]+$/u, '')]),
  );
  const wording = fittingWording(part.intent, slots, words, used, draws);
  used.add(wording.key);
  return wording.messages;
}

/** A wording of the intent; where the sheets leave its slots open, the sheet's own words, else a promise to find out. */
function fittingWording(
  intent: string,
  slots: Readonly<Record<string, string>>,
  words: Phrasebook,
  used: ReadonlySet<string>,
  draws: Draws,
): ReturnType<Phrasebook['say']> {
  const fallbacks = [intent, ...(slots.text ? ['answer.told'] : []), 'answer.unknown'];
  for (const name of fallbacks.slice(0, -1)) {
    try {
      return words.say(name, slots, draws, used);
    } catch {
      // No wording fits the slots there are: the next more general one does.
    }
  }
  return words.say('answer.unknown', slots, draws, used);
}

function join(before: string, text: string, locale: 'zh-CN' | 'en'): string {
  return locale === 'zh-CN'
    ? `${before}${/[。！？～~!?\p{Extended_Pictographic}]$/u.test(before) ? '' : '。'}${text}`
    : `${before} ${text}`;
}
