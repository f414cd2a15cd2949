import type { Drift, DriftItem } from '../model/drift.ts';
import type { Say } from './say.ts';

/** One difference as a sentence: what it is about, how it was, how it is. The words of both sides are untrusted still. */
export function driftSentence({ kind, round, about, recorded, today }: DriftItem, say: Say): string {
  const sentence = say(`drift.item.${kind}`, {
    about: about ?? '',
    recorded: shorten(recorded) ?? say('drift.nothing'),
    today: shorten(today) ?? say('drift.nothing'),
  });
  return round === null ? sentence : say('drift.in-round', { round, sentence });
}

/** The worst differences of a conversation as reasons for its verdict; wordings are left to who looks. */
export function driftReasons({ items }: Drift, say: Say): string[] {
  return items.filter(({ level }) => level === 'severe').map((item) => driftSentence(item, say));
}

const WORDS_MAX = 120;

function shorten(words: string | null): string | null {
  if (words === null) return null;
  const line = words.replace(/\s+/g, ' ');
  return line.length <= WORDS_MAX ? line : `${[...line].slice(0, WORDS_MAX - 1).join('')}…`;
}
