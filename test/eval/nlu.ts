import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ActName } from '../../src/model/act.ts';
import type { FactValue } from '../../src/model/fact.ts';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { ModelFile } from '../../src/nlu/model-file.ts';
import { packHeads } from '../../src/nlu/model-tables.ts';
import type { LocalePack } from '../../src/nlu/pack.ts';
import { createReader } from '../../src/nlu/reader.ts';
import type { Vocabulary, VocabularyWord } from '../../src/nlu/vocabulary.ts';
import { createGenerator } from '../../src/random/generator.ts';
import { hashText } from '../../src/random/hash.ts';
import { loadLocalePack } from '../../src/system/packs.ts';
import { foldOf, type Line, linesOf, shopVocabulary } from './nlu-lines.ts';

/**
 * `npm run eval:nlu`: precision, recall and F1 per act, macro F1 with a bootstrap interval, and how often all facts of a
 * message are right, on the labelled halves in `test/fixtures/nlu/`. Patterns are tuned on `dev` alone.
 *
 * A label's facts are compared by the keys that the label gives: a reader may know more (what an amount is for), never less.
 * `--half dev|test`, `--locale`, `--errors` (lists what was read otherwise), `--act NAME` (of one act).
 */

const SHOP: Readonly<Record<Locale, string>> = { 'zh-CN': 'yunzhi', en: 'harrow-lane' };
const ROUNDS = 1_000;
/** Kinds whose values are names of the locale's pack, or of no label. */
const UNLABELLED: readonly FactValue['kind'][] = ['material', 'attribute', 'order-state'];
const { values } = parseArgs({
  options: {
    half: { type: 'string' },
    /** `-2`: lines of another hand. */
    hand: { type: 'string' },
    locale: { type: 'string' },
    errors: { type: 'boolean' },
    act: { type: 'string' },
    facts: { type: 'boolean' },
    /** A model file to read with; `none` reads by rules alone. */
    model: { type: 'string' },
    /** Only lines of this half of a cross-validation. */
    fold: { type: 'string' },
  },
});
const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'nlu');

for (const half of values.half === undefined ? ['dev', 'test'] : [values.half]) {
  for (const locale of LOCALES) {
    if (values.locale !== undefined && values.locale !== locale) continue;
    const lines = linesOf(half, `${locale}${values.hand ?? ''}`).filter(
      (line) => values.fold === undefined || foldOf(line.text) === Number(values.fold),
    );
    if (lines.length === 0) continue;
    report(
      `${half} ${locale}`,
      lines,
      createReader(
        packOf(locale),
        values.hand !== undefined
          ? shopVocabulary(SHOP[locale], locale)
          : vocabularyIn(join(root, half, 'vocabulary.json'), locale),
      ),
    );
  }
}

/** The shop that the lines of the development half talk about. */
function packOf(locale: Locale): LocalePack {
  const { model, ...rules } = loadLocalePack(locale);
  if (values.model === 'none') return rules;
  if (values.model === undefined) return model === undefined ? rules : { ...rules, model };
  const { buyer, agent } = JSON.parse(
    readFileSync(values.model.replace('LOCALE', locale), 'utf8'),
  ) as ModelFile;
  return { ...rules, model: { locale, buyer: packHeads(buyer), agent: packHeads(agent) } };
}

function report(title: string, lines: readonly Line[], reader: ReturnType<typeof createReader>): void {
  const read = lines.map((line) => {
    const reading = reader.read(line.text, line.side, line.asked === undefined ? {} : { asked: line.asked });
    return { line, reading, acts: actsOf(reading) };
  });
  const names = [...new Set(lines.flatMap((line) => line.acts))].sort();
  const rows = names.map((name) => ({ name, ...scores(read, name) }));
  const macro = mean(rows.map((row) => row.f1));
  const factPairs = read.flatMap(({ line, reading }) =>
    line.facts === undefined ? [] : [[line.facts, reading.facts] as const],
  );
  const factsRight = factPairs.filter(([wanted, got]) => sameFacts(wanted, got)).length;
  const withFacts = factPairs.filter(([wanted, got]) => wanted.length > 0 || got.length > 0);
  const withFactsRight = withFacts.filter(([wanted, got]) => sameFacts(wanted, got)).length;
  const [low, high] = bootstrap(read, names);
  console.log(`\n${title}: ${lines.length} messages, ${names.length} acts`);
  console.log(`  macro F1 ${macro.toFixed(3)} (95 % ${low.toFixed(3)}–${high.toFixed(3)})`);
  console.log(
    `  facts exact ${(factsRight / Math.max(1, factPairs.length)).toFixed(3)} of all messages, ${(withFactsRight / Math.max(1, withFacts.length)).toFixed(3)} of the ${withFacts.length} with facts`,
  );
  const kinds = byKind(factPairs);
  console.log(
    `  facts by kind, right/missed/more: ${[...kinds].map(([kind, { right, missed, more }]) => `${kind} ${right}/${missed}/${more}`).join('  ')}`,
  );
  if (!values.errors)
    for (const row of rows)
      console.log(
        `  ${row.name.padEnd(24)} n ${String(row.n).padStart(4)}  P ${row.p.toFixed(2)}  R ${row.r.toFixed(2)}  F1 ${row.f1.toFixed(2)}`,
      );
  if (values.errors) {
    for (const { line, reading, acts } of read) {
      const missing = line.acts.filter((act) => !acts.has(act));
      const extra = [...acts].filter((act) => !line.acts.includes(act));
      const wrongFacts = line.facts !== undefined && !sameFacts(line.facts, reading.facts);
      const relevant =
        values.act === undefined ||
        missing.includes(values.act as ActName) ||
        extra.includes(values.act as ActName);
      if (
        (missing.length + extra.length > 0 && relevant && !values.facts) ||
        (wrongFacts && (values.facts || values.act === undefined))
      ) {
        console.log(
          `  ${line.side[0]} ${line.text}${values.facts ? '' : `\n      − ${missing.join(' ')}  + ${extra.join(' ')}   [${[...acts].join(' ')}]`}`,
        );
        if (wrongFacts)
          console.log(
            `      facts want ${JSON.stringify(line.facts)}\n            got  ${JSON.stringify(reading.facts.map(({ span, ...fact }) => fact))}`,
          );
      }
    }
  }
}

/** What a message does: acts that are meant plainly, and questions. */
function actsOf(reading: Reading): ReadonlySet<ActName> {
  return new Set(
    reading.acts
      .filter(
        ({ modality, act }) => modality === 'plain' || (modality === 'question' && act.startsWith('ask')),
      )
      .map(({ act }) => act),
  );
}

type Item = { readonly line: Line; readonly acts: ReadonlySet<ActName> };

function scores(read: readonly Item[], name: ActName): { n: number; p: number; r: number; f1: number } {
  let hit = 0;
  let said = 0;
  let meant = 0;
  for (const { line, acts } of read) {
    const isMeant = line.acts.includes(name);
    const isSaid = acts.has(name);
    if (isMeant) meant += 1;
    if (isSaid) said += 1;
    if (isMeant && isSaid) hit += 1;
  }
  const p = said === 0 ? (meant === 0 ? 1 : 0) : hit / said;
  const r = meant === 0 ? 1 : hit / meant;
  return { n: meant, p, r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

/** The middle 95 % of the macro F1 over resampled messages. */
function bootstrap(read: readonly Item[], names: readonly ActName[]): [number, number] {
  const generator = createGenerator(hashText('eval:nlu'));
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const sample = read.map(() => read[generator.next() % read.length]!);
    found.push(mean(names.map((name) => scores(sample, name).f1)));
  }
  found.sort((a, b) => a - b);
  return [found[Math.floor(ROUNDS * 0.025)]!, found[Math.floor(ROUNDS * 0.975)]!];
}

function sameFacts(wanted: readonly FactValue[], got: readonly FactValue[]): boolean {
  const need = distinct(wanted);
  const left = distinct(got);
  if (need.length !== left.length) return false;
  for (const fact of need) {
    const index = left.findIndex((other) => agrees(fact, other));
    if (index < 0) return false;
    left.splice(index, 1);
  }
  return true;
}

/** Of each kind, how many facts were found, missed, and read where there are none. */
function byKind(
  pairs: readonly (readonly [readonly FactValue[], readonly FactValue[]])[],
): ReadonlyMap<string, { right: number; missed: number; more: number }> {
  const kinds = new Map<string, { right: number; missed: number; more: number }>();
  const count = (fact: Record<string, unknown>, what: 'right' | 'missed' | 'more'): void => {
    const kind = String(fact['kind']);
    const counts = kinds.get(kind) ?? { right: 0, missed: 0, more: 0 };
    counts[what] += 1;
    kinds.set(kind, counts);
  };
  for (const [wanted, got] of pairs) {
    const left = distinct(got);
    for (const fact of distinct(wanted)) {
      const index = left.findIndex((other) => agrees(fact, other));
      count(fact, index < 0 ? 'missed' : 'right');
      if (index >= 0) left.splice(index, 1);
    }
    for (const fact of left) count(fact, 'more');
  }
  return kinds;
}

/** Each value once; not free and free denied are one. */
function distinct(facts: readonly FactValue[]): Record<string, unknown>[] {
  const seen = new Map<string, Record<string, unknown>>();
  for (const fact of facts) {
    if (UNLABELLED.includes(fact.kind)) continue;
    const { span, modality, ...plain } = fact as Record<string, unknown>;
    for (const key of ['free', 'available']) {
      if (plain[key] === undefined || plain['negated'] !== true) continue;
      plain[key] = !plain[key];
      delete plain['negated'];
    }
    // What an amount is for does not make it two amounts.
    const { role, what, unit, by, ...value } = plain;
    seen.set(JSON.stringify(value), { ...seen.get(JSON.stringify(value)), ...plain });
  }
  return [...seen.values()];
}

function agrees(wanted: Record<string, unknown>, got: Record<string, unknown>): boolean {
  if ((wanted['negated'] === true) !== (got['negated'] === true)) return false;
  return Object.entries(wanted).every(([key, value]) => {
    const other = got[key];
    return typeof value === 'string' && typeof other === 'string'
      ? bare(key, value) === bare(key, other)
      : value === other || (key === 'value' && near(value, other));
  });
}

/** 5'4" is 162.56 cm to one hand and 163 to another. */
function near(value: unknown, other: unknown): boolean {
  return typeof value === 'number' && typeof other === 'number' && Math.abs(value - other) <= value * 0.005;
}

/** Numbers of orders, parcels and telephones are labelled without what separates them. */
function bare(key: string, value: string): string {
  const small = value.toLowerCase();
  return key === 'value' && !small.includes('.') ? small.replace(/[\s-]/g, '') : small;
}

/** The shop that the lines talk about, in whatever shape: lists of `{ id, name, aliases … }` under a kind's plural. */
function vocabularyIn(file: string, locale: string): Vocabulary {
  if (!existsSync(file)) return { words: [] };
  const words: VocabularyWord[] = [];
  const kinds = {
    products: 'product',
    colours: 'colour',
    sizes: 'size',
    regions: 'region',
    couriers: 'courier',
  } as const;
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, value] of Object.entries(node)) {
      if (LOCALES.includes(key as 'en') && key !== locale) continue;
      const kind = kinds[key as keyof typeof kinds];
      if (kind === undefined) visit(value);
      else
        for (const [id, names] of named(value, locale))
          for (const word of names) words.push({ word, fact: { kind, [kind]: id } as unknown as FactValue });
    }
  };
  visit(JSON.parse(readFileSync(file, 'utf8')));
  // A bare letter or number is a size only beside other words for one; the reader sees to that.
  return {
    words: words.filter(
      ({ word, fact }) => fact?.kind !== 'size' || (word.length > 1 && !/^\d+$/.test(word)),
    ),
  };
}

function named(value: unknown, locale: string): [string, string[]][] {
  if (Array.isArray(value))
    return value.map((item) =>
      typeof item === 'string'
        ? [item, [item]]
        : [String((item as { id: unknown }).id), textsOf(item, locale)],
    );
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).map(([id, names]) => [id, textsOf(names, locale)]);
}

function textsOf(node: unknown, locale: string): string[] {
  if (typeof node === 'string') return [node];
  if (Array.isArray(node)) return node.flatMap((item) => textsOf(item, locale));
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'id' || (LOCALES.includes(key as 'en') && key !== locale) ? [] : textsOf(value, locale),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}
