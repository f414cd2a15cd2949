import { z } from 'zod';
import { LOCALES, LocalTextSchema } from './locale.ts';
import { DurationSchema, IdSchema, ShareSchema } from './scalars.ts';

const DurationRangeSchema = z
  .tuple([DurationSchema, DurationSchema])
  .refine(([low, high]) => low <= high, 'must be [least, most]');

/** An intent that a buyer puts into words: `greet`, `ask.size`, `haggle.price`, `nudge`; see personas/README.md. */
export const IntentSchema = z
  .string()
  .regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/, 'must be an intent such as greet or ask.size');

/**
 * Wordings by intent. A template has `{slots}`, alternatives `[在吗|你好|]` (an empty one makes it optional) and ` // ` where
 * a new message of the same burst begins.
 */
export const PhrasesSchema = z.record(IntentSchema, z.array(z.string().min(1)).min(1));
export type Phrases = z.output<typeof PhrasesSchema>;

/** Ways of asking for less, in the order this buyer tries them. */
export const HAGGLE_RUNGS = ['price', 'odd-amount', 'freight', 'gift', 'coupon'] as const;
export type HaggleRung = (typeof HAGGLE_RUNGS)[number];

/** Who the buyer is, whatever the case. `personas/<id>.yaml`. */
export const PersonaSchema = z.strictObject({
  kind: z.literal('persona'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  /** Who this is, in two or three sentences, for briefings and the card of two-person mode. */
  about: LocalTextSchema,
  tags: z.array(IdSchema).default([]),
  temper: z.strictObject({
    /** Mood at the start, −3 (furious) to +3 (delighted). */
    mood: z.number().min(-3).max(3),
    /** How strongly each trigger counts: 1 is as in the table of triggers. */
    sensitivity: z.number().min(0.2).max(3).default(1),
    /** Share of the mood that fades towards 0 in a minute of good handling. */
    fadePerMinute: ShareSchema.default(0.1),
    /** Mood at or below which this buyer threatens or files a complaint. */
    threatAt: z.number().min(-3).max(0).default(-3),
  }),
  patience: z.strictObject({
    /** Median wait for a first answer before leaving; log-normal. */
    first: DurationSchema,
    /** The same for later answers. */
    later: DurationSchema,
    /** σ of the log-normal. */
    spread: z.number().min(0).max(2).default(0.6),
    nudgeAfter: DurationSchema,
    nudgesMax: z.int().min(0).max(6).default(2),
    /** How much longer a hold (请稍等) makes this buyer wait. */
    holdWorth: DurationSchema.default(120_000),
  }),
  /** Chance that a departure comes without a word. */
  leavesSilently: ShareSchema,
  /** 0 believes nothing, 1 everything; lies between asking for proof and taking a word. */
  trust: ShareSchema,
  writing: z.strictObject({
    /** Mean messages in a burst, and the pause between them. */
    burst: z.number().min(1).max(6),
    burstGap: DurationRangeSchema,
    /** Chance of a slip (homophone, dropped letter) in a message. */
    typos: ShareSchema,
    emoticons: ShareSchema,
    /** Characters a minute, by locale. */
    typingPerMinute: z.strictObject(
      Object.fromEntries(LOCALES.map((locale) => [locale, z.number().min(10).max(900)])) as Record<
        (typeof LOCALES)[number],
        z.ZodNumber
      >,
    ),
    /** Thinking before an answer, over and above reading and typing. */
    think: DurationRangeSchema,
    /**
     * `even`: thinking anywhere between the two bounds, typing within 15 % of the speed. `uneven`: as people were measured to be, both
     * log-normal; nine times in ten thinking takes more than the first bound, one time in ten more than the second.
     */
    rhythm: z.enum(['even', 'uneven']).default('even'),
    /** `voice`: long run-ons without punctuation. */
    style: z.enum(['plain', 'curt', 'chatty', 'formal', 'voice', 'shouting']).default('plain'),
  }),
  /** How much is said unasked. */
  reveals: z.enum(['all', 'most', 'few', 'price-only', 'irrelevant']),
  /** Chance to open with a greeting of its own before the matter. */
  greets: ShareSchema.default(0.6),
  buying: z.strictObject({
    /** Chance that this buyer buys at all when handled well; drawn once at the start. */
    closes: ShareSchema,
    /** Reservation price as a share of the list price, `[least, most]`; drawn once. */
    reservation: z.tuple([z.number().min(0.2).max(2), z.number().min(0.2).max(2)]).default([0.95, 1.1]),
  }),
  haggling: z
    .strictObject({
      style: z.enum(['habitual', 'rival', 'opportunist']),
      /** First offer as a share of the list price, or of the target where there is one, `[least, most]`. */
      opening: z.tuple([z.number().min(0.1).max(1.2), z.number().min(0.1).max(1.2)]),
      /** What it hopes to pay, as a share of the list price, `[least, most]`; drawn once. Absent: it has none. */
      target: z.tuple([z.number().min(0.1).max(1), z.number().min(0.1).max(1)]).optional(),
      /**
       * How far above its target it would go, as a share of the way from there to the list price, `[least, most]`; drawn once.
       * With a target, this is the reservation price in place of `buying.reservation`.
       */
      give: z.tuple([ShareSchema, ShareSchema]).default([0.3, 1]),
      rungs: z.array(z.enum(HAGGLE_RUNGS)).min(1),
      /** Share of time-dependent against behaviour-dependent concession (Faratin, Sierra, Jennings 1998). */
      timeWeight: ShareSchema.default(0.7),
      /** β of the time-dependent tactic: < 1 holds out, > 1 concedes early. */
      beta: z.number().min(0.05).max(20).default(0.6),
      /** Rounds of bargaining over which the tactic runs. */
      rounds: z.int().min(1).max(12).default(4),
      walksAfterBareRefusals: z.int().min(1).max(6).default(3),
      /** Chance to come back after walking away. */
      comesBack: ShareSchema.default(0.3),
      /** Price said to be seen elsewhere, as a share of the list price. */
      rival: z.tuple([z.number().min(0.1).max(1), z.number().min(0.1).max(1)]).optional(),
    })
    .optional(),
  /** How often the buyer asks again what it did not understand or get, before it goes on. */
  asksAgain: z.int().min(0).max(3).default(1),
  /** Small talk between the matters: chance after an answer. */
  chats: ShareSchema.default(0),
  /** What this buyer tries on the agent's firmness, whatever the case. */
  tempts: z.array(z.enum(['off-platform', 'review-reward', 'private-data', 'absolute-claim'])).default([]),
  phrases: z.strictObject(
    Object.fromEntries(LOCALES.map((locale) => [locale, PhrasesSchema])) as Record<
      (typeof LOCALES)[number],
      typeof PhrasesSchema
    >,
  ),
});
export type Persona = z.output<typeof PersonaSchema>;
/** What a person writes in YAML. */
export type PersonaFile = z.input<typeof PersonaSchema>;
