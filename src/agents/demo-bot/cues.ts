import type { Locale } from '../../model/locale.ts';

/** Words by name, as the locale's `agent.yaml` lists them under `hears`. */
export type Cues = Readonly<Record<string, readonly string[]>>;

/**
 * Whether a message holds one of a cue's words, width and case aside. English words are met from their beginning ("refund"
 * also meets "refunded", never "unrefunded"); a word ending in a space must end there.
 */
export function hasCue(cues: Cues, locale: Locale, name: string, text: string): boolean {
  const words = cues[name] ?? [];
  const plain = text.normalize('NFKC').toLowerCase();
  if (locale === 'zh-CN') return words.some((word) => plain.includes(word));
  const spaced = ` ${plain.replace(/[’`]/g, "'").replace(/[^a-z0-9' ]+/g, ' ')} `.replace(/ +/g, ' ');
  return words.some((word) => spaced.includes(` ${word}`));
}
