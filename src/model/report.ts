import { z } from 'zod';
import { DriftSchema } from './drift.ts';
import { ENDINGS } from './ending.ts';
import { GateSchema } from './gate.ts';
import { LocaleSchema, LocalTextSchema } from './locale.ts';
import { DIMENSIONS, SEVERITIES } from './scorecard.ts';

export const REPORT_FORMAT = 'peilian-report/1';

export const CASE_STATES = [
  'flaky', // failed, then passed in a new session
  'expected-failure', // the suite says so, with a reason
  'unexpected-pass', // the suite says that it fails
  'known', // fails as it does in the accepted state
] as const;

const ScoreSchema = z.number().min(0).max(100).nullable();

/** What `--reporter json` writes. */
export const ReportSchema = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  tool: z.strictObject({ name: z.literal('peilian'), version: z.string() }),
  run: z.strictObject({
    id: z.string(),
    seed: z.int(),
    bot: z.string(),
    rubric: z.string(),
    latency: z.string(),
    faults: z.array(z.string()).optional(),
    interrupted: z.boolean().optional(),
    /** Set where kept conversations were played again: verdicts are then about drift. */
    replay: z.enum(['replay', 'rerun']).optional(),
    /** `none`: nothing was held against our shops; else the shop that played every case. */
    shop: z.string().optional(),
  }),
  summary: z.strictObject({
    conversations: z.int(),
    passed: z.int(),
    failed: z.int(),
    unknown: z.int(),
    exchanges: z.int(),
    wallMs: z.number(),
    agentLatencyMs: z
      .strictObject({ p50: z.number(), p90: z.number(), p95: z.number().optional(), p99: z.number() })
      .nullable()
      .optional(),
    /** Failed once and passed when played again. */
    flaky: z.int().optional(),
    /** Failed, as the suite expects or the accepted state knows: of `failed`, those that turn nothing red. */
    accepted: z.int().optional(),
    /** Passed although the suite expects a failure. */
    unexpectedPasses: z.int().optional(),
    /** Left out when the time was up. */
    notPlayed: z.int().optional(),
  }),
  /** Requirements on the run as a whole. */
  gates: z.array(GateSchema).optional(),
  /** Ids of cases that were left out when the time was up, the first thousand. */
  notPlayed: z.array(z.string()).optional(),
  /** Over all conversations: sales, complaints, ratings, and the figures that the rubric asks for. */
  figures: z
    .array(
      z.strictObject({
        measure: z.string(),
        unit: z.string(),
        /** `null`: nothing to go by. */
        value: z.number().nullable(),
        /** How many messages, rounds, sessions or ratings it rests on. */
        trials: z.number(),
        /** Of the conversations it is about, for sums of money. */
        locale: LocaleSchema.optional(),
        target: z
          .strictObject({
            title: LocalTextSchema,
            atLeast: z.number().optional(),
            atMost: z.number().optional(),
            sampleMin: z.int(),
            on: z.boolean(),
            tooFew: z.boolean(),
            /** `null`: off, too few, or nothing to go by. */
            met: z.boolean().nullable(),
            consequences: z.array(LocalTextSchema),
          })
          .optional(),
      }),
    )
    .optional(),
  conversations: z.array(
    z.strictObject({
      id: z.string(),
      scenario: z.string(),
      persona: z.string(),
      locale: LocaleSchema,
      seed: z.int(),
      repeat: z.int(),
      verdict: z.enum(['pass', 'fail', 'unknown']),
      reasons: z.array(z.string()),
      ending: z.enum(ENDINGS),
      score: z.strictObject({
        total: ScoreSchema,
        ...Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, ScoreSchema])),
      } as Record<'total' | (typeof DIMENSIONS)[number], typeof ScoreSchema>),
      autoFail: z.array(z.string()),
      /** Refer to a reviewer: rules whose precision is not proven decide it, or may. */
      review: z
        .strictObject({ why: z.enum(['hangs', 'near']), rules: z.array(z.string()), text: z.string() })
        .optional(),
      findings: z.array(
        z.strictObject({
          rule: z.string(),
          dimension: z.enum(DIMENSIONS),
          severity: z.enum(SEVERITIES),
          points: z.number(),
          message: z.string(),
          events: z.array(z.int()),
          found: z.string().optional(),
          expected: z.string().optional(),
          suggestion: z.string().optional(),
          strength: z.literal(true).optional(),
        }),
      ),
      measures: z.array(z.strictObject({ id: z.string(), unit: z.string(), value: z.number().nullable() })),
      transcript: z.string(),
      /** The run's seed for this one, where the run has several. */
      runSeed: z.int().optional(),
      /** What the verdict does not say: whether it turns the run red. */
      state: z.enum(CASE_STATES).optional(),
      /** Why a failure is accepted, in the words of whoever accepted it. */
      because: z.string().optional(),
      /** Every attempt, the first one first, where it was played more than once. */
      attempts: z
        .array(
          z.strictObject({
            verdict: z.enum(['pass', 'fail', 'unknown']),
            ending: z.enum(ENDINGS),
            total: ScoreSchema,
            transcript: z.string(),
          }),
        )
        .optional(),
      /** How it differs from the kept conversation, where one was played again. */
      drift: DriftSchema.optional(),
    }),
  ),
});
export type Report = z.output<typeof ReportSchema>;
export type ReportConversation = Report['conversations'][number];

/** Whether a conversation turns its run red by itself. */
export function isRed({ verdict, state }: Pick<ReportConversation, 'verdict' | 'state'>): boolean {
  if (state === 'unexpected-pass') return true;
  return verdict === 'fail' && state !== 'expected-failure' && state !== 'known';
}
