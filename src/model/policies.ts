import { z } from 'zod';
import { REMEDIES, RETURN_REASONS } from './question.ts';
import { IdSchema, MoneySchema } from './scalars.ts';
import { StatementSchema } from './statement.ts';

const ReasonPolicySchema = z.strictObject({
  /** Who pays the way back (and, for an exchange, the second way out). */
  freight: z.enum(['seller', 'buyer']),
  /** What the shop offers, preferred first; empty: nothing is taken back. */
  remedies: z.array(z.enum(REMEDIES)),
  withinDays: z.int().min(0).max(365),
  /** What the buyer must show first. */
  evidence: z.enum(['none', 'photo', 'video']),
  claimAgainst: z.enum(['courier', 'maker']).optional(),
  text: StatementSchema,
});

/** `scenarios/shops/<id>/policies.yaml`. Better than the law is allowed, worse is a problem that `check` reports. */
export const PoliciesSchema = z.strictObject({
  kind: z.literal('policies'),
  version: z.literal(1),
  returns: z.strictObject({
    days: z.int().min(0).max(365),
    counts: z.enum(['day-after-receipt', 'receipt']),
    condition: StatementSchema,
    reasons: z.strictObject(
      Object.fromEntries(RETURN_REASONS.map((reason) => [reason, ReasonPolicySchema])) as Record<
        (typeof RETURN_REASONS)[number],
        typeof ReasonPolicySchema
      >,
    ),
    exclusions: z
      .array(z.strictObject({ kind: IdSchema, confirmed: z.boolean().default(false), text: StatementSchema }))
      .default([]),
    /** Days from the goods' arrival at the shop to the money's. */
    refundDays: z.int().min(0).max(60),
    steps: z.array(z.string().min(1)).min(1),
    address: z.strictObject({ name: z.string().min(1), phone: z.string().min(1), line: z.string().min(1) }),
    restockingFee: MoneySchema.default(0),
  }),
  exchange: StatementSchema,
  freightInsurance: z.strictObject({ offered: z.boolean(), text: StatementSchema }),
  invoice: StatementSchema,
  payment: z.strictObject({
    methods: z.array(z.string().min(1)).min(1),
    cashOnDelivery: z.boolean(),
    steps: z.array(z.string().min(1)).min(2),
    safety: StatementSchema,
  }),
  addressChange: z.strictObject({ until: z.enum(['unpaid', 'paid', 'shipped']), text: StatementSchema }),
  packaging: StatementSchema,
  lateCompensation: z.strictObject({ perOrder: MoneySchema, text: StatementSchema }),
  reviews: StatementSchema,
  privacy: StatementSchema,
  offPlatform: StatementSchema,
});
export type Policies = z.output<typeof PoliciesSchema>;
