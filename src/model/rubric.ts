import { z } from 'zod';
import { LocalTextSchema } from './locale.ts';
import { CONFIDENCES, LimitSchema, SourceSchema } from './rule.ts';
import { DurationSchema, IdSchema, TimeOfDaySchema } from './scalars.ts';
import { DIMENSIONS, SEVERITIES } from './scorecard.ts';

const perDimension = <T extends z.ZodType>(schema: T) =>
  z.strictObject(
    Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, schema])) as Record<
      (typeof DIMENSIONS)[number],
      T
    >,
  );

/** Where a number was read, and how far it can be trusted. */
const SourcedSchema = z.strictObject({ text: SourceSchema, confidence: z.enum(CONFIDENCES) });

/** What a rubric changes of one rule. */
export const RuleChangeSchema = z.strictObject({
  on: z.boolean().optional(),
  limit: LimitSchema.optional(),
  points: z.number().min(-100).max(20).optional(),
  severity: z.enum(SEVERITIES).optional(),
  source: SourcedSchema.optional(),
});
export type RuleChange = z.output<typeof RuleChangeSchema>;

/** A number over many transcripts that a platform or house asks for. Its unit is in the measure's name. */
export const TargetSchema = z.strictObject({
  measure: IdSchema,
  atLeast: LimitSchema.optional(),
  atMost: LimitSchema.optional(),
  /** Below this many trials the figure is shown with a warning and decides nothing. */
  sampleMin: z.int().min(1).default(1),
  title: LocalTextSchema,
  source: SourcedSchema,
  /** What the platform does about it, mildest first, where that is known. */
  consequences: z.array(LocalTextSchema).default([]),
  /** Numbers that rest on rumour or memory stay off until a user turns them on. */
  on: z.boolean(),
});
export type Target = z.output<typeof TargetSchema>;

/** Which rules count, how much, and what is enough. `scenarios/rubrics/<id>.yaml`. */
export const RubricSchema = z.strictObject({
  kind: z.literal('rubric'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  about: LocalTextSchema,
  /** Day on which the numbers were last compared with their sources. */
  checked: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  weights: perDimension(z.number().min(0).max(100)),
  pass: z.strictObject({ total: z.number().min(0).max(100), each: perDimension(z.number().min(0).max(100)) }),
  counts: z
    .strictObject({
      /** Whether an automatic greeting stops the clock. */
      autoReplies: z.boolean().default(false),
      /** Whether a bot that assists a person counts as an answer. Messages of the bot under test always do. */
      assistBot: z.boolean().default(true),
      /** Longest wait that is counted, and what an unanswered message counts as. */
      waitCap: DurationSchema.default(600_000),
      /** Hours of the day in which waiting counts, in the session's zone; `null`: all. */
      hours: z.strictObject({ open: TimeOfDaySchema, close: TimeOfDaySchema }).nullable().default(null),
      /** What decides whether a round falls into the hours: its own start, or the session's. */
      hoursBy: z.enum(['round', 'session']).default('round'),
    })
    .prefault({}),
  rules: z.record(IdSchema, RuleChangeSchema).default({}),
  targets: z.array(TargetSchema).default([]),
});
export type Rubric = z.output<typeof RubricSchema>;
