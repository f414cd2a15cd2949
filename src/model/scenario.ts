import { z } from 'zod';
import { ActNameSchema } from './act.ts';
import { AGENT_ACTION_NAMES, type AgentActionName } from './action.ts';
import { LOCALES, LocalTextSchema } from './locale.ts';
import { ORDER_STATES } from './order.ts';
import { IntentSchema } from './persona.ts';
import { WORLD_EVENT_NAMES } from './protocol.ts';
import { PROBLEMS, REMEDIES } from './question.ts';
import { DurationSchema, IdSchema, InstantSchema, MoneySchema, ShareSchema } from './scalars.ts';
import { TopicSchema } from './topic.ts';

const perLocale = <T extends z.ZodType>(schema: T) =>
  z.strictObject(
    Object.fromEntries(LOCALES.map((locale) => [locale, schema])) as Record<(typeof LOCALES)[number], T>,
  );

/** `item`, `item-b`, `order`: what the scenario calls a thing; the cast says which product or order plays it. */
const RoleSchema = IdSchema;

/**
 * What the buyer knows or wants, by locale; hidden until asked for unless the persona reveals it. Standard keys only, so
 * that any agent's question can be answered.
 */
export const KnowsSchema = z.strictObject({
  colour: z.string().min(1).optional(),
  size: z.string().min(1).optional(),
  quantity: z.int().min(1).max(99).optional(),
  heightCm: z.number().min(40).max(230).optional(),
  weightKg: z.number().min(2).max(250).optional(),
  usualSize: z.string().min(1).optional(),
  region: IdSchema.optional(),
  /** For whom, for what, which budget: told in the buyer's words when asked. */
  occasion: z.string().min(1).optional(),
  recipient: z.string().min(1).optional(),
  budget: MoneySchema.optional(),
  needBy: z.string().min(1).optional(),
  /** What is wrong, in the buyer's words. */
  problem: z.string().min(1).optional(),
  /** What a photo would show. */
  evidence: z.string().min(1).optional(),
  newAddress: z.string().min(1).optional(),
  rivalPrice: MoneySchema.optional(),
  /** Amount demanded. */
  demand: MoneySchema.optional(),
  note: z.string().min(1).optional(),
  /** For a third person: whose order is asked about. */
  other: z.string().min(1).optional(),
});
export type Knows = z.output<typeof KnowsSchema>;

const MustSchema = z.boolean().default(true);

/**
 * One matter the buyer wants to see to, or one step of a script: an object with one verb. `must: false` is dropped when
 * patience runs low.
 */
export const WantSchema = z.union([
  /** Asks; satisfied when answered, right or wrong as the buyer can tell. */
  z.strictObject({
    ask: TopicSchema,
    about: RoleSchema.optional(),
    other: RoleSchema.optional(),
    attribute: IdSchema.optional(),
    problem: z.enum(PROBLEMS).optional(),
    must: MustSchema,
  }),
  /** States what is looked for; satisfied by a recommendation. */
  z.strictObject({ need: IdSchema, about: RoleSchema.optional(), must: MustSchema }),
  /** Bargains for it by the persona's tactics; personas without any ask once. */
  z.strictObject({ haggle: RoleSchema, must: MustSchema }),
  /** Orders and pays, if this buyer buys at all. `pay: false` leaves it unpaid. */
  z.strictObject({ order: RoleSchema, pay: z.boolean().default(true), must: MustSchema }),
  /** Reports a problem with an order; satisfied when the agent has taken it up. */
  z.strictObject({ report: z.enum(PROBLEMS), about: RoleSchema, must: MustSchema }),
  /** Wants one of these done; satisfied by the action, or by an unmistakable promise of it where `promise` is true. */
  z.strictObject({
    request: z.array(z.enum(REMEDIES)).min(1),
    about: RoleSchema,
    promise: z.boolean().default(true),
    must: MustSchema,
  }),
  /** Asks for something to be arranged on an order: an address, a note, a wrapping. */
  z.strictObject({
    arrange: z.enum(['address-change', 'note', 'packaging', 'invoice', 'cancel', 'intercept']),
    about: RoleSchema.optional(),
    must: MustSchema,
  }),
  /** Chats about it for a few turns. */
  z.strictObject({ chat: IdSchema, turns: z.int().min(1).max(8).default(2), must: MustSchema }),
  /** Tries the agent's firmness; satisfied by a refusal, or by giving in. */
  z.strictObject({
    tempt: z.enum(['off-platform', 'review-reward', 'private-data', 'absolute-claim', 'verification-code']),
    insists: z.int().min(0).max(3).default(1),
    must: MustSchema,
  }),
  /** Threatens a bad review unless paid. */
  z.strictObject({ threaten: z.enum(['review', 'platform']), must: MustSchema }),
  /** Tells a known detail unasked. */
  z.strictObject({
    tell: z.enum([
      'heightCm',
      'region',
      'occasion',
      'problem',
      'evidence',
      'order-number',
      'needBy',
      'note',
      'budget',
    ]),
    must: MustSchema,
  }),
  /** Script: says this intent, or this literal text. */
  z.strictObject({ say: z.union([IntentSchema, LocalTextSchema]), acts: z.array(ActNameSchema).default([]) }),
  /** Script: waits for one of these acts; goes on (or to `else`) when the time is over. */
  z.strictObject({
    expect: z.array(ActNameSchema).min(1),
    topic: TopicSchema.optional(),
    within: DurationSchema,
    else: z.enum(['go-on', 'nudge', 'leave']).default('go-on'),
  }),
  /** Script: goes on only if the last expectation was met (or missed), else skips the next `steps`. */
  z.strictObject({ when: z.enum(['met', 'missed']), steps: z.int().min(1).max(20) }),
  z.strictObject({ wait: DurationSchema }),
  z.strictObject({ leave: z.enum(['settled', 'closed', 'left', 'drifted', 'walked-out']) }),
]);
export type Want = z.output<typeof WantSchema>;

/** A condition on the world after the conversation; read by outcome scoring. One key each. */
export const OutcomeConditionSchema = z.union([
  z.strictObject({
    action: z.enum(AGENT_ACTION_NAMES as [AgentActionName, ...AgentActionName[]]),
    about: RoleSchema.optional(),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
  z.strictObject({ ordered: RoleSchema }),
  z.strictObject({ state: z.enum(ORDER_STATES), about: RoleSchema }),
  z.strictObject({ answered: TopicSchema }),
  z.strictObject({
    remedy: z.array(z.enum(REMEDIES)).min(1),
    about: RoleSchema,
    freight: z.enum(['seller', 'buyer']).optional(),
  }),
  z.strictObject({
    refused: z.enum([
      'off-platform',
      'review-reward',
      'private-data',
      'absolute-claim',
      'verification-code',
      'compensation',
      'below-floor',
      'return',
    ]),
  }),
  z.strictObject({
    told: z.enum([
      'drawback',
      'promotion',
      'coupon',
      'dispatch',
      'arrival',
      'return-terms',
      'delay-cause',
      'next-step',
      'payment-steps',
      'reason-asked',
      'address-read-back',
      'care',
      'comparison',
      'reviews',
      'greeted-again',
    ]),
  }),
  z.strictObject({ transferred: z.boolean() }),
  z.strictObject({ mood: z.enum(['calm', 'pleased']) }),
  z.strictObject({ ending: z.array(z.enum(['settled', 'closed', 'left', 'transferred'])).min(1) }),
]);
export type OutcomeCondition = z.output<typeof OutcomeConditionSchema>;

/** A case: what happened, what the buyer wants, what a good end is. `scenarios/cases/<stage>/<id>.yaml`. */
export const ScenarioSchema = z
  .strictObject({
    kind: z.literal('scenario'),
    version: z.literal(1),
    id: IdSchema,
    title: LocalTextSchema,
    summary: LocalTextSchema,
    stage: z.enum(['pre-sale', 'in-sale', 'after-sale']),
    tags: z.array(IdSchema).default([]),
    /** Points of the field's practice this case exercises, for the coverage map. */
    rows: z.array(z.string().regex(/^[A-Z]\d{2}[a-z]?$/, 'must be a row such as B03')).default([]),
    difficulty: z.int().min(1).max(5),
    /** The scenario whose outcome this one takes up (a call-back, a re-contact). */
    follows: IdSchema.optional(),
    startsAt: perLocale(InstantSchema),
    /** Personas this case is made for: the shipped suite plays these. */
    fits: z.array(IdSchema).min(1),
    /** Personas that would make no sense of it. */
    forbids: z.array(IdSchema).default([]),
    /** What each role must be, so that another shop can play it. */
    roles: z.record(
      RoleSchema,
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('product'),
          category: IdSchema.optional(),
          needs: z
            .array(
              z.enum([
                'sizes',
                'colours',
                'stock',
                'no-stock',
                'restock',
                'drawback',
                'reviews',
                'comparison',
                'promotion',
                'coupon',
                'warranty',
                'excluded-from-return',
                'care',
                'bargain-room',
              ]),
            )
            .default([]),
        }),
        z.strictObject({
          kind: z.literal('order'),
          states: z.array(z.enum(ORDER_STATES)).min(1),
          needs: z.array(z.enum(['tracking', 'trouble', 'refund', 'wrong-goods'])).default([]),
        }),
      ]),
    ),
    /** Which shop plays it in each language, and what plays the roles. */
    cast: perLocale(
      z.strictObject({
        shop: IdSchema,
        roles: z.record(RoleSchema, IdSchema),
        customer: IdSchema.optional(),
        requesterIsPurchaser: z.boolean().default(true),
      }),
    ),
    knows: perLocale(KnowsSchema).default({ 'zh-CN': {}, en: {} }),
    /** What was said before: a bot's log, yesterday's chat. The agent can read it and must not ask for it again. */
    priorLog: perLocale(
      z.array(z.strictObject({ from: z.enum(['buyer', 'bot', 'agent']), text: z.string().min(1) })),
    ).optional(),
    /** Goal-driven: in this order unless the persona changes it. */
    agenda: z.array(WantSchema).min(1).optional(),
    /** Scripted: step by step. */
    script: z.array(WantSchema).min(1).optional(),
    /** What happens outside during the session. `after` a time, or `on` a satisfied matter (its position in the agenda, from 1). */
    events: z
      .array(
        z.strictObject({
          after: DurationSchema.optional(),
          on: z.int().min(1).optional(),
          name: z.enum(WORLD_EVENT_NAMES),
          about: RoleSchema.optional(),
          args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
        }),
      )
      .default([]),
    outcome: z.strictObject({
      /** All of these make a full outcome. */
      good: z.array(OutcomeConditionSchema).min(1),
      /** Any of these spoils it. */
      bad: z.array(OutcomeConditionSchema).default([]),
    }),
    /** Overrides a persona's chance to buy, where the case decides it. */
    closes: ShareSchema.optional(),
    bounds: z
      .strictObject({
        messages: z.int().min(4).max(400).default(60),
        duration: DurationSchema.default(1_800_000),
      })
      .prefault({}),
  })
  .refine(
    (scenario) => (scenario.agenda === undefined) !== (scenario.script === undefined),
    'must have either an agenda or a script',
  );
export type Scenario = z.output<typeof ScenarioSchema>;
export type ScenarioFile = z.input<typeof ScenarioSchema>;
