import { z } from 'zod';
import { ACTS, type ActName, type Modality } from './act.ts';
import { LOCALES, LocaleSchema, type LocalText, LocalTextSchema } from './locale.ts';
import { WORLD_EVENT_NAMES, type WorldEventName } from './protocol.ts';
import { DETAILS } from './reading.ts';
import { DurationSchema, IdSchema } from './scalars.ts';
import { DIMENSIONS, SEVERITIES } from './scorecard.ts';
import { TOPICS, type Topic } from './topic.ts';

/** How sure the source of a number or wording is: see `CONFIDENCES`. */
export const CONFIDENCES = [
  'A', // official page, statute or reviewed paper
  'B', // vendor documentation
  'C', // trade press, course or exam site
  'D', // rumour
  'M', // memory, no source
  'house', // our own standard
] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type Who = 'agent' | 'buyer';

/**
 * What a rule can ask of one moment (a message, action or world event) and its surroundings. One operator a node.
 *
 * `act`, `fact`, `words` look at the moment itself; `seen` looks around it; `anywhere` at the whole conversation.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly none: readonly Condition[] }
  | {
      readonly act: readonly ActName[];
      readonly topic?: readonly Topic[];
      readonly modality?: Modality;
      readonly detail?: readonly string[];
    }
  | { readonly fact: readonly string[] }
  /** A list of `words.yaml` by id. `at`: where in the message it must stand. */
  | { readonly words: string; readonly at?: 'anywhere' | 'whole' | 'first-clause' }
  | { readonly by: Who }
  | { readonly via: readonly string[] }
  /** The buyer's mood when the moment came, −3 to +3. */
  | { readonly mood: { readonly atMost?: number; readonly atLeast?: number } }
  /** `opening`: the agent's first run of messages; `closing`: after the buyer's last message. */
  | { readonly phase: 'opening' | 'middle' | 'closing' }
  /** Characters that carry meaning. */
  | { readonly length: { readonly atLeast?: number; readonly atMost?: number } }
  /** Milliseconds from the oldest unanswered message of the other side to this one. */
  | { readonly wait: { readonly atLeast: number } }
  /** Milliseconds from this moment to the end of the conversation. */
  | { readonly remaining: { readonly atLeast: number } }
  | { readonly action: readonly string[]; readonly unauthorised?: boolean }
  | { readonly world: readonly WorldEventName[] }
  /** Whether the message's every clause was understood (`true`), or none (`false`). */
  | { readonly understood: boolean }
  /** `look` from the anchor: how many moments within `messages` messages of `by` and `within` milliseconds hold. */
  | {
      readonly seen: Condition;
      readonly look: 'before' | 'after' | 'around';
      readonly by?: Who;
      readonly messages?: number;
      readonly within?: number;
      /** How often at least; default 1. */
      readonly times?: number;
    }
  | { readonly anywhere: Condition };

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z
    .union([item, z.array(item).min(1)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);

export const ConditionSchema: z.ZodType<Condition, unknown> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ConditionSchema).min(1) }),
    z.strictObject({ any: z.array(ConditionSchema).min(1) }),
    z.strictObject({ none: z.array(ConditionSchema).min(1) }),
    z.strictObject({
      act: oneOrMore(z.enum(ACTS)),
      topic: oneOrMore(z.enum(TOPICS)).optional(),
      modality: z.enum(['plain', 'question', 'conditional', 'quoted']).optional(),
      /** What is asked for or given: one of `DETAILS`. */
      detail: oneOrMore(z.enum(DETAILS)).optional(),
    }),
    z.strictObject({ fact: oneOrMore(z.string()) }),
    z.strictObject({ words: IdSchema, at: z.enum(['anywhere', 'whole', 'first-clause']).optional() }),
    z.strictObject({ by: z.enum(['agent', 'buyer']) }),
    z.strictObject({ via: oneOrMore(z.string()) }),
    z.strictObject({
      mood: z.strictObject({
        atMost: z.number().min(-3).max(3).optional(),
        atLeast: z.number().min(-3).max(3).optional(),
      }),
    }),
    z.strictObject({ phase: z.enum(['opening', 'middle', 'closing']) }),
    z.strictObject({
      length: z.strictObject({ atLeast: z.int().min(0).optional(), atMost: z.int().min(0).optional() }),
    }),
    z.strictObject({ wait: z.strictObject({ atLeast: DurationSchema }) }),
    z.strictObject({ remaining: z.strictObject({ atLeast: DurationSchema }) }),
    z.strictObject({ action: oneOrMore(z.string()), unauthorised: z.boolean().optional() }),
    z.strictObject({ world: oneOrMore(z.enum(WORLD_EVENT_NAMES)) }),
    z.strictObject({ understood: z.boolean() }),
    z.strictObject({
      seen: ConditionSchema,
      look: z.enum(['before', 'after', 'around']),
      by: z.enum(['agent', 'buyer']).optional(),
      messages: z.int().min(1).max(100).optional(),
      within: DurationSchema.optional(),
      times: z.int().min(1).max(100).optional(),
    }),
    z.strictObject({ anywhere: ConditionSchema }),
  ]),
) as unknown as z.ZodType<Condition, unknown>;

/** A number with its unit as YAML writes it: `10s` is milliseconds, `60%` a share, a bare number a count. */
export const LimitSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(
        /^\d+(\.\d+)?(ms|s|m|h|d|%)$/,
        'must be a number, a duration such as 10s, or a share such as 60%',
      ),
  ])
  .transform((value): number =>
    typeof value === 'number'
      ? value
      : value.endsWith('%')
        ? Number.parseFloat(value) / 100
        : DurationSchema.parse(value),
  );

const ParamsSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);

/** Two short conversations in the compact form of `src/scoring/rules/example.ts`: the rule is silent on `pass`, speaks on `fail`. */
const ExampleSchema = z.strictObject({ pass: z.string().min(1), fail: z.string().min(1) });

const perLocaleSome = <T extends z.ZodType>(schema: T) =>
  z.strictObject(
    Object.fromEntries(LOCALES.map((locale) => [locale, schema.optional()])) as Record<
      (typeof LOCALES)[number],
      z.ZodOptional<T>
    >,
  );

/** Several suggestions: the first whose every `{slot}` can be filled is given. */
const SuggestionSchema = z.strictObject(
  Object.fromEntries(LOCALES.map((locale) => [locale, oneOrMore(z.string().min(1))])) as unknown as Record<
    (typeof LOCALES)[number],
    z.ZodType<readonly string[], unknown>
  >,
);

/** Where something was read: in both languages, or one text for both. */
export const SourceSchema = z
  .union([z.string().min(1), LocalTextSchema])
  .transform((text): LocalText => (typeof text === 'string' ? { 'zh-CN': text, en: text } : text));

const RuleBaseSchema = z.strictObject({
  id: IdSchema,
  title: LocalTextSchema,
  /** What goes wrong for the buyer or the shop. */
  why: LocalTextSchema,
  /** Where the requirement comes from, with date where it has one: a law, a platform's rule, our own standard. */
  source: SourceSchema,
  confidence: z.enum(CONFIDENCES),
  severity: z.enum(SEVERITIES),
  /** Added to the dimension for each finding: negative for a fault, 0 or more for a strength. */
  points: z.number().min(-100).max(20),
  /** Most points this rule can move in one conversation; absent: no bound. */
  cap: z.number().min(0).max(100).optional(),
  /** Named good things: shown, never needed. */
  strength: z.boolean().default(false),
  /** `false`: only a rubric can turn it on (numbers that rest on rumour or memory). */
  on: z.boolean().default(true),
  /** For which languages; absent: all. */
  locales: z.array(LocaleSchema).min(1).optional(),
  /** What must be known, else the rule does not apply. */
  needs: z.array(z.enum(['shop', 'scenario', 'typing', 'prior-log'])).default([]),

  /** Which moments are looked at. */
  anchor: z
    .strictObject({
      by: z.enum(['agent', 'buyer', 'any']).default('agent'),
      if: ConditionSchema.optional(),
      /** `each` moment that fits, only the `first` or `last`; `once`: the conversation as a whole fits if any does. */
      pick: z.enum(['each', 'first', 'last']).default('each'),
    })
    .optional(),
  /** Whether what the agent writes once the conversation is over counts as well: a misdeed is one at any time. */
  afterwards: z.boolean().default(false),
  /** What must hold at the anchor for a finding; absent: the anchor itself is the finding. */
  finds: ConditionSchema.optional(),
  /** A number computed by code, by id: found when it lies beyond `limit`. */
  measure: IdSchema.optional(),
  /** Places found by code, by id. */
  detector: IdSchema.optional(),
  params: ParamsSchema.default({}),
  limit: LimitSchema.optional(),
  /** On which side of the limit a fault lies. */
  fault: z.enum(['above', 'below']).default('above'),
  /** Further steps beyond `limit`: the last one reached replaces `points`. */
  steps: z
    .array(
      z.strictObject({
        limit: LimitSchema,
        points: z.number().min(-100).max(0),
        severity: z.enum(SEVERITIES).optional(),
      }),
    )
    .default([]),
  /** What proves it besides the anchor: the other side's message before, the moment that `finds` saw. */
  show: z.array(z.enum(['message-before', 'message-after'])).default([]),

  /** One sentence, with value and limit: `{found}`, `{limit}`, `{event}`, `{quote}`, and what a measure or detector adds. */
  message: LocalTextSchema,
  suggestion: SuggestionSchema.optional(),
  examples: perLocaleSome(ExampleSchema),
});

/** A requirement on the record, as data. */
export const RuleSchema = RuleBaseSchema.refine(
  (rule) => [rule.anchor, rule.measure, rule.detector].filter((way) => way !== undefined).length === 1,
  'must have exactly one of anchor, measure and detector',
)
  .refine(
    (rule) => rule.measure === undefined || rule.limit !== undefined,
    'must have a limit, since it names a measure',
  )
  .refine(
    (rule) => rule.strength === rule.points >= 0 || rule.points === 0,
    'must have points below 0, or say strength: true',
  );
export type Rule = z.output<typeof RuleSchema> & { readonly dimension: (typeof DIMENSIONS)[number] };
export type RuleExample = z.output<typeof ExampleSchema>;

const WordListSchema = z.strictObject({
  /** Literal words; longest match wins. */
  hits: z.array(z.string().min(1)).default([]),
  /** Held against the text as it was sent: for signs that normalising would make alike. */
  raw: z.boolean().default(false),
  /** Longer strings that swallow a hit inside them. */
  allow: z.array(z.string().min(1)).default([]),
  /** What to write instead, by hit. */
  instead: z.record(z.string(), z.string()).default({}),
});
export type WordList = z.output<typeof WordListSchema>;

/** `src/packs/rules/<name>.yaml`: rules of one dimension; a house's own in `scenarios/rules/<name>.yaml`. */
export const RuleFileSchema = z.strictObject({
  kind: z.literal('rules'),
  version: z.literal(1),
  id: IdSchema,
  dimension: z.enum(DIMENSIONS),
  /** Word lists that only these rules name; they stand beside those of `words.yaml`. */
  words: z.record(IdSchema, perLocaleSome(WordListSchema)).optional(),
  rules: z.array(RuleSchema).min(1),
});
export type RuleFile = z.output<typeof RuleFileSchema>;

/** `src/packs/rules/words.yaml`: lists that rules name, by id and locale. */
export const WordFileSchema = z.strictObject({
  kind: z.literal('words'),
  version: z.literal(1),
  lists: z.record(IdSchema, perLocaleSome(WordListSchema)),
});
export type WordFile = z.output<typeof WordFileSchema>;
