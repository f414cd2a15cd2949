import type { Drift, DriftItem } from '../model/drift.ts';
import type { FactKind } from '../model/fact.ts';
import type { Say } from './say.ts';

/** One difference as a sentence: what it is about, how it was, how it is. The words of both sides are untrusted still. */
export function driftSentence({ kind, round, about, recorded, today }: DriftItem, say: Say): string {
  const words = (side: string | null) => {
    if (side === null) return say('drift.nothing');
    return kind === 'verdict' ? say(`report.verdict.${side}`) : shorten(side);
  };
  const sentence = say(`drift.item.${kind}`, {
    about: aboutWords(kind, about, say),
    recorded: words(recorded),
    today: words(today),
  });
  return round === null ? sentence : say('drift.in-round', { round, sentence });
}

/** Kinds of values that have a word of their own; topics, rules and acts go by their ids, as in every report. */
const KINDS: ReadonlySet<string> = new Set<FactKind>([
  'money',
  'discount',
  'quantity',
  'duration',
  'date',
  'size',
  'colour',
  'measure',
  'percent',
  'region',
  'courier',
  'product',
  'material',
  'freight-payer',
  'free-freight',
  'availability',
  'order-state',
]);

function aboutWords(kind: DriftItem['kind'], about: string | null, say: Say): string {
  if (about === null) return '';
  if (kind === 'score') return say(`report.column.${about}`);
  return kind.startsWith('fact') && KINDS.has(about) ? say(`drift.about.${about}`) : about;
}

/** The worst differences of a conversation as reasons for its verdict; wordings are left to who looks. */
export function driftReasons({ items }: Drift, say: Say): string[] {
  return items.filter(({ level }) => level === 'severe').map((item) => driftSentence(item, say));
}

const WORDS_MAX = 120;

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length <= WORDS_MAX ? line : `${[...line].slice(0, WORDS_MAX - 1).join('')}…`;
}
