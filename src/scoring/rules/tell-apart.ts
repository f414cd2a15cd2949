import { type ActName, MISDEEDS } from '../../model/act.ts';
import type { Locale } from '../../model/locale.ts';
import type { Reader } from '../../nlu/reader-types.ts';

/** What a bad sentence has and a good one has not, or the other way round. */
export type Difference =
  | { readonly by: 'act'; readonly act: ActName }
  | { readonly by: 'missing'; readonly act: ActName }
  | { readonly by: 'words'; readonly words: string };

/** Acts that no shop wants from its agents: where one tells the two apart, it is what is meant. */
const UNWANTED: ReadonlySet<ActName> = new Set<ActName>([...MISDEEDS, 'refuse']);
/** Acts that a shop asks of its agents: where only one is lacking, it is what is meant. */
const WANTED: readonly ActName[] = [
  'apologise-strongly',
  'apologise',
  'empathise',
  'own',
  'give-options',
  'refuse-with-alternative',
  'refuse-with-reason',
  'confirm-details',
  'promise',
  'instruct',
  'greet',
  'thank',
];

/**
 * Everything that tells a good sentence of an agent from a bad one, the likeliest first: an act that no shop wants, words of the
 * bad one that the good one does without, an act that the bad one lacks. Empty where they read alike.
 */
export function tellApart(good: string, bad: string, locale: Locale, reader: Reader): readonly Difference[] {
  const actsOf = (text: string) => new Set(reader.read(text, 'agent').acts.map(({ act }) => act));
  const inGood = actsOf(good);
  const inBad = actsOf(bad);
  const unwanted = [...inBad].filter((act) => UNWANTED.has(act) && !inGood.has(act));
  const lacking = WANTED.filter((act) => inGood.has(act) && !inBad.has(act));
  const words = ownWords(good, bad, locale);
  return [
    ...unwanted.map((act): Difference => ({ by: 'act', act })),
    ...(words === null ? [] : [{ by: 'words', words } as const]),
    ...lacking.map((act): Difference => ({ by: 'missing', act })),
  ];
}

const CHARACTERS_MAX = 12;
const WORDS_MAX = 5;
const FILLERS =
  /^(?:亲亲?|您好|你好|请您?|麻烦|这边|我们|那个|就是)+|(?:哦|呢|啊|呀|哈|吧|啦|哟|的|了|亲)+$/g;
const SMALL = new Set(
  "a an the is are was be to of in on at it its it’s it's i you we your our for and or so but just that this please sorry hi hello".split(
    ' ',
  ),
);

/** The longest run of words in `bad` of which `good` has none; `null` where everything is in both. */
function ownWords(good: string, bad: string, locale: Locale): string | null {
  return locale === 'zh-CN' ? ownCharacters(good, bad) : ownRun(good, bad);
}

function ownCharacters(good: string, bad: string): string | null {
  const parts: string[] = [];
  for (const clause of bad.split(/[^\p{L}\p{N}]+/u)) {
    let run = '';
    for (let at = 0; at < clause.length; at += 1) {
      const pair = clause.slice(at, at + 2);
      if (pair.length === 2 && good.includes(pair)) {
        parts.push(run);
        run = '';
        at += 1;
      } else run += clause[at];
    }
    parts.push(run);
  }
  return longest(
    parts
      .map((part) => part.replace(FILLERS, '').slice(0, CHARACTERS_MAX))
      .filter((part) => part.length >= 2),
  );
}

function ownRun(good: string, bad: string): string | null {
  const words = (text: string) => text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  const known = new Set(words(good.toLowerCase()));
  const runs: string[][] = [];
  for (const clause of bad.toLowerCase().split(/[^\p{L}\p{N}'’\s-]+/u)) {
    let run: string[] = [];
    for (const word of words(clause)) {
      if (known.has(word) && !SMALL.has(word)) {
        runs.push(run);
        run = [];
      } else run.push(word);
    }
    runs.push(run);
  }
  return longest(
    runs
      .map((run) => {
        let from = 0;
        let to = run.length;
        while (from < to && SMALL.has(run[from]!)) from += 1;
        while (to > from && SMALL.has(run[to - 1]!)) to -= 1;
        return run.slice(from, Math.min(to, from + WORDS_MAX)).join(' ');
      })
      .filter((run) => run.length >= 3),
  );
}

function longest(parts: readonly string[]): string | null {
  return [...parts].sort((a, b) => b.length - a.length)[0] ?? null;
}
