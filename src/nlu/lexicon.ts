import type { FactValue } from '../model/fact.ts';
import { hashName } from './features.ts';
import type { Meaning, UnitKind } from './hit.ts';
import { normaliseText } from './normalise.ts';
import { numberHeads } from './numeral-signs.ts';
import { BESIDE, type LocalePack } from './pack.ts';
import { Trie } from './trie.ts';
import { type Entry, Words } from './words.ts';

export interface Unit {
  readonly kind: UnitKind;
  readonly scale: number;
  readonly word: string;
}

/** Category names to numbers. Numbers below 32 × `words` fit the bit sets of clauses. */
export class Categories {
  private readonly ids = new Map<string, number>();
  readonly names: string[] = [];
  /** As the linear model knows them. */
  readonly hashes: number[] = [];

  id(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.names.length);
    this.names.push(name);
    this.hashes.push(hashName(`c:${name}`));
    return this.names.length - 1;
  }

  find(name: string): number {
    return this.ids.get(name) ?? -1;
  }
}

export interface Lexicon {
  /** The words that mean something by themselves, for looking inside longer ones. */
  readonly meaningTrie: Trie;
  readonly categories: Categories;
  readonly words: Words;
  /** Words that are read beside the others, and the categories of each. */
  readonly besideTrie: Trie;
  readonly beside: readonly (readonly number[])[];
  readonly unitTrie: Trie;
  readonly units: readonly Unit[];
  readonly currency: ReadonlySet<number>;
  /** What a number may begin with (`numeral-signs.ts`). */
  readonly numberHeads: Uint8Array;
  /** Numeral characters or words. */
  readonly numerals: Readonly<Record<string, number>>;
}

const COMPLIANCE = /^(x|off|bribe)\./;

export function compileLexicon(pack: LocalePack): Lexicon {
  const categories = new Categories();
  const cats = new Map<string, Set<number>>();
  const meanings = new Map<string, Meaning>();
  const put = (word: string, names: readonly string[]): void => {
    const set = cats.get(word) ?? new Set();
    for (const name of names) set.add(categories.id(name));
    cats.set(word, set);
  };
  for (const [name, words] of Object.entries(pack.lexicon.categories)) {
    if (name.startsWith(BESIDE)) continue;
    const names = withImplied(name, pack.lexicon.implies);
    const fact = factOfCategory(name);
    for (const word of words) {
      put(word, names);
      if (fact !== null) meanings.set(word, { kind: 'fact', fact: fact(word) });
    }
  }
  const numbers = pack.numbers;
  const calendar = (
    words: Readonly<Record<string, number | string>>,
    meaning: (value: never) => Meaning,
    category: string,
  ): void => {
    for (const [word, value] of Object.entries(words)) {
      put(word, [category]);
      meanings.set(word, meaning(value as never));
    }
  };
  calendar(numbers.days, (offset: number) => ({ kind: 'day', offset }), 'n.day');
  calendar(numbers.weekdays, (weekday: number) => ({ kind: 'weekday', weekday }), 'n.weekday');
  calendar(numbers.parts, (part: string) => ({ kind: 'part', part }), 'n.part');
  calendar(numbers.months, (month: number) => ({ kind: 'month', month }), 'n.month');
  if (pack.lexicon.locale === 'en')
    calendar(numbers.numerals, (value: number) => ({ kind: 'numeral', value }), 'n.numeral');

  inheritStems(cats, categories);
  const trie = new Trie();
  const meaningTrie = new Trie();
  const entries: Entry[] = [];
  for (const [word, set] of cats) {
    const prefix = word.endsWith('*');
    const bare = prefix ? word.slice(0, -1) : word;
    const list = [...set];
    const added = trie.add(bare, entries.length);
    const entry: Entry = {
      word: bare,
      cats: list,
      meaning: meanings.get(word) ?? null,
      prefix,
      inner:
        meanings.get(word) === undefined &&
        !names(list, categories).some(
          (name) => name.startsWith('allow') || name === 'greet' || name === 'farewell',
        ) &&
        HOLDS_FACT.test(bare),
      dodged: list.some((cat) => COMPLIANCE.test(categories.names[cat]!)),
    };
    if (added === entries.length) entries.push(entry);
    // `refund` and `refund*` share their state.
    else
      entries[added] = {
        ...entry,
        cats: [...new Set([...entries[added]!.cats, ...list])],
        meaning: entry.meaning ?? entries[added]!.meaning,
        prefix: prefix || entries[added]!.prefix,
      };
  }
  entries.forEach((entry, index) => {
    if (entry.meaning !== null) meaningTrie.add(entry.word, index);
  });
  const currency = new Set(numbers.currency.map((sign) => sign.charCodeAt(0)));
  return {
    categories,
    words: new Words(trie, entries),
    ...compileBeside(pack, categories),
    meaningTrie,
    ...compileUnits(pack),
    currency,
    numberHeads: numberHeads(currency),
    numerals: numbers.numerals,
  };
}

/** A word that only helps to read numbers (`n.…`) hides nothing of what its stem says: "two reviews" still speaks of reviews. */
function inheritStems(cats: ReadonlyMap<string, Set<number>>, categories: Categories): void {
  const stems = [...cats].flatMap(([word, set]) =>
    word.endsWith('*') ? [[word.slice(0, -1), set] as const] : [],
  );
  for (const [word, set] of cats) {
    if (word.endsWith('*') || ![...set].every((cat) => categories.names[cat]!.startsWith('n.'))) continue;
    for (const [stem, more] of stems) if (word.startsWith(stem)) for (const cat of more) set.add(cat);
  }
}

function compileBeside(pack: LocalePack, categories: Categories): Pick<Lexicon, 'besideTrie' | 'beside'> {
  const besideTrie = new Trie();
  const beside: number[][] = [];
  for (const [name, words] of Object.entries(pack.lexicon.categories)) {
    if (!name.startsWith(BESIDE)) continue;
    for (const word of words) {
      const added = besideTrie.add(word, beside.length);
      if (added === beside.length) beside.push([]);
      beside[added]!.push(categories.id(name));
    }
  }
  return { besideTrie, beside };
}

const HOLDS_FACT =
  /[一二两三四五六七八九十半\d]|今|明天|明日|后天|昨|周|晚上|上午|下午|色|包邮|免邮|免运费|free (?:shipping|delivery|postage)|\b(one|two|three|four|five|ten|couple|half|today|tomorrow|tonight|yesterday|now)\b|day\b/;

function names(cats: readonly number[], categories: Categories): string[] {
  return cats.map((cat) => categories.names[cat]!);
}

function withImplied(
  name: string,
  implies: Readonly<Record<string, readonly string[]>>,
  seen = new Set<string>(),
): string[] {
  if (seen.has(name)) return [];
  seen.add(name);
  return [name, ...(implies[name] ?? []).flatMap((other) => withImplied(other, implies, seen))];
}

/** Categories whose words are facts by themselves. */
function factOfCategory(name: string): ((word: string) => FactValue) | null {
  if (name === 'colour') return (word) => ({ kind: 'colour', colour: word });
  if (name === 'region') return (word) => ({ kind: 'region', region: word });
  if (name === 'material') return (word) => ({ kind: 'material', material: word });
  if (name.startsWith('size.')) return () => ({ kind: 'size', size: name.slice(5).toUpperCase() });
  if (name.startsWith('state.')) return () => ({ kind: 'order-state', state: name.slice(6) });
  if (name === 'stock.yes') return () => ({ kind: 'availability', available: true });
  if (name === 'stock.no') return () => ({ kind: 'availability', available: false });
  if (name === 'freight.free') return () => ({ kind: 'free-freight', free: true });
  if (name === 'half-price') return () => ({ kind: 'discount', payShare: 0.5 });
  return null;
}

function compileUnits(pack: LocalePack): Pick<Lexicon, 'unitTrie' | 'units'> {
  const unitTrie = new Trie();
  const units: Unit[] = [];
  const add = (word: string, unit: Unit): void => {
    if (unitTrie.add(normaliseText(word), units.length) === units.length) units.push(unit);
  };
  const { units: table } = pack.numbers;
  for (const word of table.money) add(word, { kind: 'money', scale: 100, word });
  for (const [word, scale] of Object.entries(table.coins)) add(word, { kind: 'money', scale, word });
  for (const word of table.fold) add(word, { kind: 'fold', scale: 1, word });
  for (const word of table.percent) add(word, { kind: 'percent', scale: 1, word });
  for (const word of table.workday) add(word, { kind: 'workday', scale: 86_400_000, word });
  for (const [word, scale] of Object.entries(table.time)) add(word, { kind: 'time', scale, word });
  for (const [symbol, words] of Object.entries(table.measure))
    for (const word of words) add(word, { kind: 'measure', scale: 1, word: symbol });
  for (const kind of ['count', 'clock', 'month', 'day'] as const)
    for (const word of table[kind]) add(word, { kind, scale: 1, word });
  return { unitTrie, units };
}
