import { z } from 'zod';
import { DriftSchema } from './drift.ts';
import { ENDINGS } from './ending.ts';
import { LocaleSchema } from './locale.ts';
import { DIMENSIONS, SEVERITIES } from './scorecard.ts';

export const REPORT_FORMAT = 'peilian-report/1';

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
    /** `none`: nothing was held against our shops. */
    shop: z.literal('none').optional(),
  }),
  summary: z.strictObject({
    conversations: z.int(),
    passed: z.int(),
    failed: z.int(),
    unknown: z.int(),
    exchanges: z.int(),
    wallMs: z.number(),
    agentLatencyMs: z
      .strictObject({ p50: z.number(), p90: z.number(), p99: z.number() })
      .nullable()
      .optional(),
  }),
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
      /** How it differs from the kept conversation, where one was played again. */
      drift: DriftSchema.optional(),
    }),
  ),
});
export type Report = z.output<typeof ReportSchema>;
export type ReportConversation = Report['conversations'][number];
