import { LOCALES } from '../../model/locale.ts';
import type { Persona, Phrases } from '../../model/persona.ts';
import type { Draws } from '../../random/stream.ts';

/** Wordings kept of an intent at least; with fewer, the common ones would be mixed in. */
const KEPT_MIN = 4;
/** Intents that carry no temper: these may be borrowed from somebody of the same tone. */
const NEUTRAL = /^(ask|give|arrange|order|paid|choose|confirm|ack|thank|not-understood)(\.|$)/;

/**
 * The archetype's wordings with about a fifth left out, so that two buyers of a kind do not say the same, and neutral intents
 * it has no words for from whoever is nearest in tone.
 */
export function ownPhrases(like: Persona, others: readonly Persona[], draws: Draws): Persona['phrases'] {
  const lender = others
    .filter((other) => other.id !== like.id && sameTone(like, other))
    .toSorted(byTone(like))[0];
  return Object.fromEntries(
    LOCALES.map((locale) => {
      const own = like.phrases[locale];
      const kept: Phrases = {};
      for (const [intent, wordings] of Object.entries(own)) kept[intent] = thin(wordings, draws);
      for (const [intent, wordings] of Object.entries(lender?.phrases[locale] ?? {}))
        if (NEUTRAL.test(intent) && own[intent] === undefined) kept[intent] = thin(wordings, draws);
      return [locale, kept];
    }),
  ) as Persona['phrases'];
}

function thin(wordings: readonly string[], draws: Draws): string[] {
  let spare = wordings.length - KEPT_MIN;
  return wordings.filter(() => {
    const goes = spare > 0 && draws.chance(0.2);
    if (goes) spare -= 1;
    return !goes;
  });
}

/** Same manner of writing, and nobody who came for something else than to buy or to be helped. */
function sameTone(like: Persona, other: Persona): boolean {
  return (
    other.writing.style === like.writing.style &&
    other.tempts.length === 0 &&
    !other.tags.some((tag) => ['privacy', 'off-platform', 'solicitation', 'generated'].includes(tag))
  );
}

function byTone(like: Persona) {
  const distance = (other: Persona) =>
    Math.abs(other.temper.mood - like.temper.mood) +
    Math.abs(other.trust - like.trust) +
    2 * Math.abs(other.chats - like.chats);
  return (a: Persona, b: Persona) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1);
}
