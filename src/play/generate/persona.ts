import type { LOCALES, Locale } from '../../model/locale.ts';
import type { Persona, PersonaFile } from '../../model/persona.ts';
import { createRandom } from '../../random/stream.ts';
import { type InventedPerson, inventPerson } from './people.ts';
import { ownPhrases } from './phrases.ts';
import { drawTraits, type Traits } from './traits.ts';
import { durationText, toYaml } from './yaml.ts';

export interface PersonaWish {
  readonly seed: number;
  /** Whom it is to be like. */
  readonly like: Persona;
  /** Everybody there is: lenders of wordings that `like` has not. */
  readonly others: readonly Persona[];
  readonly id?: string;
}

/** A new buyer near a known one: another person with other habits and a choice of wordings, whole and fit to be edited. */
export function generatePersona({ seed, like, others, id = `${like.id}-${seed}` }: PersonaWish): {
  readonly id: string;
  readonly yaml: string;
} {
  const random = createRandom(seed);
  const person = inventPerson(seed, like.tags.includes('elderly') ? [62, 80] : [20, 60]);
  const traits = drawTraits(like, random.stream('traits', 0));
  const persona: PersonaFile = {
    kind: 'persona',
    version: 1,
    id,
    title: {
      'zh-CN': `${person.name['zh-CN']}：${like.title['zh-CN']}`,
      en: `${person.name.en}: ${lowerFirst(like.title.en)}`,
    },
    about: {
      'zh-CN': `${introduction(person, like, 'zh-CN')}${like.about['zh-CN']}${comparison(like, traits, 'zh-CN')}`,
      en: `${introduction(person, like, 'en')} ${like.about.en}${comparison(like, traits, 'en')}`,
    },
    tags: [...like.tags, 'generated'],
    ...asWritten(traits),
    phrases: ownPhrases(like, others, random.stream('phrases', 0)),
  };
  return { id, yaml: toYaml(persona, `Drawn with seed ${seed} near ${like.id}; edit it as you like.`) };
}

/** Age, town and work; no work for those whose kind already says what they do. */
function introduction({ age, town, work }: InventedPerson, like: Persona, locale: Locale): string {
  const parts = like.tags.some((tag) => OF_A_TRADE.has(tag)) ? [] : [work[locale]];
  return locale === 'zh-CN'
    ? `${[`${age}岁`, `住${town[locale]}`, ...parts].join('，')}。`
    : `${[`${age}`, `from ${town[locale]}`, ...parts].join(', ')}.`;
}

const OF_A_TRADE = new Set(['business', 'wholesale', 'elderly', 'off-platform', 'solicitation']);

/** Times as files write them. */
function asWritten(
  traits: Traits,
): Omit<PersonaFile, 'kind' | 'version' | 'id' | 'title' | 'about' | 'phrases'> {
  const { patience, writing } = traits;
  const range = ([low, high]: readonly [number, number]): [string, string] => [
    durationText(low),
    durationText(high),
  ];
  return {
    ...traits,
    patience: {
      ...patience,
      first: durationText(patience.first),
      later: durationText(patience.later),
      nudgeAfter: durationText(patience.nudgeAfter),
      holdWorth: durationText(patience.holdWorth),
    },
    writing: { ...writing, burstGap: range(writing.burstGap), think: range(writing.think) },
    tempts: [...traits.tempts],
  };
}

/** What sets this one apart from others of its kind, in words. */
function comparison(like: Persona, traits: Traits, locale: Locale): string {
  const said = DIFFERENCES.flatMap(({ of, less, more }) => {
    const ratio = of(traits) / Math.max(0.01, of(like));
    return ratio > 1.15 ? [more[locale]] : ratio < 0.87 ? [less[locale]] : [];
  });
  if (said.length === 0) return '';
  return locale === 'zh-CN'
    ? `和同类买家比，${said.join('，')}。`
    : ` Next to others of the kind, ${said.join(', ')}.`;
}

type Shared = Pick<Traits, 'patience' | 'trust' | 'writing'>;
type Words = Readonly<Record<(typeof LOCALES)[number], string>>;

const DIFFERENCES: readonly {
  readonly of: (traits: Shared | Persona) => number;
  readonly less: Words;
  readonly more: Words;
}[] = [
  {
    of: ({ patience }) => patience.first,
    less: { 'zh-CN': '等不了太久', en: 'quicker to give up waiting' },
    more: { 'zh-CN': '更等得住', en: 'readier to wait' },
  },
  {
    of: ({ trust }) => trust,
    less: { 'zh-CN': '疑心重一些', en: 'harder to convince' },
    more: { 'zh-CN': '更肯信人', en: 'more trusting' },
  },
  {
    of: ({ writing }) => writing.typingPerMinute.en,
    less: { 'zh-CN': '打字慢', en: 'slower at the keys' },
    more: { 'zh-CN': '打字快', en: 'faster at the keys' },
  },
];

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
