import { z } from 'zod';
import { ActNameSchema } from '../model/act.ts';
import { LocaleSchema } from '../model/locale.ts';
import { REMEDIES } from '../model/question.ts';
import { DETAILS } from '../model/reading.ts';
import { TopicSchema } from '../model/topic.ts';
import type { PackedModel } from './model.ts';
import { ModelFileSchema } from './model-file.ts';
import { packHeads } from './model-tables.ts';
import { normaliseText } from './normalise.ts';

/** YAML reads 12315 as a number; it is a word here. */
const Word = z.union([z.string().min(1), z.number().transform(String)]);
const Words = z.array(Word).min(1);

/** `lexicon.yaml`: words by category. `implies`: having the category means having these as well. */
export const LexiconFileSchema = z.strictObject({
  kind: z.literal('lexicon'),
  version: z.literal(1),
  locale: LocaleSchema,
  /** Categories that carry no content of their own: address, particles, connectives. */
  fillers: z.array(z.string()).min(1),
  implies: z.record(z.string(), Words).default({}),
  categories: z.record(z.string(), Words),
});

/** A category expression: `a`, `a|b`, or `t.*` for all that begin so. */
const Expression = z.string().min(1);

/**
 * One rule over a clause. All of `if` must be there (with `seq`, in this order), none of `not`. `only`: the clause holds
 * nothing but these and fillers. `in`: which modalities; without it, any but a quotation for acts that do not assert,
 * and plain or conditional for acts that do.
 */
const RuleSchema = z.strictObject({
  act: ActNameSchema,
  if: z.array(Expression).min(1),
  not: z.array(Expression).default([]),
  only: z.array(Expression).optional(),
  seq: z.boolean().default(false),
  /** With `seq`: most characters between two neighbours. */
  within: z.int().min(0).max(80).default(12),
  in: z.array(z.enum(['plain', 'question', 'conditional', 'quoted'])).optional(),
  /** Looks at the whole message rather than at one clause. */
  message: z.boolean().default(false),
  /** Only when the clause is the whole message, fillers aside. */
  whole: z.boolean().default(false),
  topic: TopicSchema.optional(),
  detail: z.string().optional(),
});
const SideRules = z.strictObject({
  /** All that match. */
  any: z.array(RuleSchema).default([]),
  /** The first that matches. */
  one: z.array(RuleSchema).default([]),
  /** The first that matches, when the clause has no act yet. */
  rest: z.array(RuleSchema).default([]),
});

const DetailRule = z.strictObject({
  act: ActNameSchema,
  detail: z.enum(DETAILS),
  if: z.array(Expression).min(1),
  not: z.array(Expression).default([]),
});

/** `acts.yaml`: from categories, facts and modality to acts and topics. */
export const ActsFileSchema = z.strictObject({
  kind: z.literal('acts'),
  version: z.literal(1),
  locale: LocaleSchema,
  shared: SideRules,
  agent: SideRules,
  buyer: SideRules,
  /** What an agent asks for and what a buyer gives: the `detail` of such acts, all that match. */
  details: z.array(DetailRule).default([]),
  given: z.array(DetailRule).default([]),
  remedies: z.array(DetailRule.extend({ detail: z.enum(REMEDIES) })).default([]),
  topics: z.array(
    z.strictObject({
      topic: TopicSchema,
      if: z.array(Expression).min(1),
      not: z.array(Expression).default([]),
      detail: z.string().optional(),
    }),
  ),
});

/** `numbers.yaml`: numerals, units, calendar words. */
export const NumbersFileSchema = z.strictObject({
  kind: z.literal('numbers'),
  version: z.literal(1),
  locale: LocaleSchema,
  numerals: z.record(z.string(), z.number()),
  currency: z.array(z.string().length(1)),
  units: z.strictObject({
    money: Words,
    /** Hundredths and tenths of the currency's unit: word → minor units. */
    coins: z.record(z.string(), z.number()),
    fold: z.array(z.string()),
    percent: Words,
    /** Word → milliseconds. */
    time: z.record(z.string(), z.number()),
    workday: Words,
    count: Words,
    /** 点, pm: makes a time of day. */
    clock: Words,
    /** 月 of 11月. */
    month: z.array(z.string()),
    /** 号, th: makes a day of the month. */
    day: Words,
    /** Unit's symbol → its words. */
    measure: z.record(z.string(), Words),
  }),
  days: z.record(z.string(), z.int()),
  weekdays: z.record(z.string(), z.int().min(0).max(6)),
  parts: z.record(z.string(), z.string()),
  months: z.record(z.string(), z.int().min(1).max(12)),
});

export type RuleSpec = z.output<typeof RuleSchema>;
export type LexiconFile = z.output<typeof LexiconFileSchema>;
export type ActsFile = z.output<typeof ActsFileSchema>;
export type NumbersFile = z.output<typeof NumbersFileSchema>;

/** What understanding needs of one locale, as the build writes it: checked, alternatives spelled out. */
export interface LocalePack {
  readonly lexicon: LexiconFile;
  readonly acts: ActsFile;
  readonly numbers: NumbersFile;
  /** What reads on where rules know little; without it, nothing does. */
  readonly model?: PackedModel;
}

/** Checks the three files of a locale and spells out the alternatives in their words. Throws a ZodError. */
export function preparePack(files: {
  readonly lexicon: unknown;
  readonly acts: unknown;
  readonly numbers: unknown;
  readonly model?: unknown;
}): LocalePack {
  const lexicon = LexiconFileSchema.parse(files.lexicon);
  const categories: Record<string, string[]> = {};
  for (const [name, words] of Object.entries(lexicon.categories))
    categories[name] = [...new Set(words.flatMap(spellOut).flatMap(variants))];
  inherit(categories);
  return {
    lexicon: { ...lexicon, categories },
    acts: ActsFileSchema.parse(files.acts),
    numbers: NumbersFileSchema.parse(files.numbers),
    ...(files.model === undefined ? {} : { model: packModel(files.model) }),
  };
}

function packModel(file: unknown): PackedModel {
  const { locale, buyer, agent } = ModelFileSchema.parse(file);
  return { locale, buyer: packHeads(buyer), agent: packHeads(agent) };
}

/** Categories that a longer word keeps from the words inside it: what is asked, and what it is about. */
const INHERITED =
  /^(q|t\..+|freight|refund|return|exchange|coupon|gift|courier-word|identity|remedy|compensation|insurance)$/;
/** Cues for what the next number is, which a longer word keeps from its end: 最低给到, 我退您. */
const CUES_BEFORE = ['n.at', 'n.off', 'n.refund', 'n.over'];
/** Words of these categories are read beside all others: they hide nothing, and nothing hides them. */
export const BESIDE = 'd.';
const ASKS =
  /什么|多少|哪|怎么|怎样|几[天点号件个]|多久|为啥|为什么|谁|吗$|^(how|what|when|where|which|who|why|is|are|can|could|do|does|did|will|would|has|have) /;

/**
 * The longest word wins when a text is read, so 发什么快递 hides 什么 and 快递. It gets what they say instead: the
 * question, and the topics.
 */
function inherit(categories: Record<string, string[]>): void {
  const kept = new Map<string, string[]>();
  for (const [name, words] of Object.entries(categories)) {
    if (!INHERITED.test(name)) continue;
    for (const word of words)
      if (!word.endsWith('*') && word.length > 1) kept.set(word, [...(kept.get(word) ?? []), name]);
  }
  const longest = Math.max(...[...kept.keys()].map((word) => word.length));
  const added = new Map<string, Set<string>>();
  const give = (word: string, name: string): void => {
    const set = added.get(name) ?? new Set();
    set.add(word);
    added.set(name, set);
  };
  for (const [name, words] of Object.entries(categories)) {
    if (name.startsWith('allow') || name.startsWith('n.') || name.startsWith(BESIDE)) continue;
    for (const word of words) {
      if (
        /^t\.|^need-word|^clarify|^return|^refund|^track|^remedy|^identity|^courier|^compensation/.test(
          name,
        ) &&
        ASKS.test(word)
      )
        give(word, 'q');
      for (let start = 0; start < word.length; start += 1) {
        for (let end = Math.min(word.length, start + longest); end > start + 1; end -= 1) {
          if (end - start === word.length || cuts(word, start) || cuts(word, end)) continue;
          for (const inner of kept.get(word.slice(start, end)) ?? []) give(word, inner);
        }
      }
      for (const cue of CUES_BEFORE)
        if (
          (categories[cue] ?? []).some(
            (end) => word.length > end.length && word.endsWith(end) && !cuts(word, word.length - end.length),
          )
        )
          give(word, cue);
    }
  }
  for (const [name, words] of added) categories[name] = [...new Set([...(categories[name] ?? []), ...words])];
}

/** Whether this place lies inside a word of letters. */
function cuts(word: string, at: number): boolean {
  return at > 0 && at < word.length && /[a-z0-9']/i.test(word[at - 1]!) && /[a-z0-9']/i.test(word[at]!);
}

/** `(we|i) (can|could)` → four wordings; an empty alternative makes a part optional. Blanks are tidied. */
export function spellOut(pattern: string): string[] {
  const open = pattern.lastIndexOf('(');
  if (open < 0) return [pattern.replace(/ {2,}/g, ' ').trim()];
  const close = pattern.indexOf(')', open);
  if (close < 0) throw new Error(`"${pattern}" opens a bracket and does not close it`);
  const options = pattern.slice(open + 1, close).split('|');
  return options.flatMap((option) => spellOut(pattern.slice(0, open) + option + pattern.slice(close + 1)));
}

/** Without their apostrophe these are other words. */
const NEEDS_APOSTROPHE = new Set([
  "we'll",
  "i'll",
  "she'll",
  "he'll",
  "we're",
  "we'd",
  "i'd",
  "she'd",
  "who're",
]);

/** As normalisation leaves it, and for English without the apostrophe too, which many leave out. */
function variants(written: string): string[] {
  const prefix = written.endsWith('*');
  const word = normaliseText(prefix ? written.slice(0, -1) : written) + (prefix ? '*' : '');
  if (!word.includes("'")) return [word];
  const bare = word
    .split(' ')
    .map((token) => (NEEDS_APOSTROPHE.has(token) ? token : token.replaceAll("'", '')))
    .join(' ');
  return bare === word ? [word] : [word, bare];
}
