import { z } from 'zod';
import { ActNameSchema } from '../model/act.ts';
import { LocaleSchema } from '../model/locale.ts';
import { TopicSchema } from '../model/topic.ts';

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

/** `acts.yaml`: from categories, facts and modality to acts and topics. */
export const ActsFileSchema = z.strictObject({
  kind: z.literal('acts'),
  version: z.literal(1),
  locale: LocaleSchema,
  shared: SideRules,
  agent: SideRules,
  buyer: SideRules,
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
}

/** Checks the three files of a locale and spells out the alternatives in their words. Throws a ZodError. */
export function preparePack(files: {
  readonly lexicon: unknown;
  readonly acts: unknown;
  readonly numbers: unknown;
}): LocalePack {
  const lexicon = LexiconFileSchema.parse(files.lexicon);
  const categories: Record<string, string[]> = {};
  for (const [name, words] of Object.entries(lexicon.categories))
    categories[name] = [...new Set(words.flatMap(spellOut))];
  return {
    lexicon: { ...lexicon, categories },
    acts: ActsFileSchema.parse(files.acts),
    numbers: NumbersFileSchema.parse(files.numbers),
  };
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
