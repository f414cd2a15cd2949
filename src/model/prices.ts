import { z } from 'zod';
import { IdSchema, InstantSchema, MoneySchema } from './scalars.ts';
import { StatementSchema } from './statement.ts';

const What = z.union([z.literal('all'), z.array(IdSchema).min(1)]);

/** Promotions, coupons, gifts: `scenarios/shops/<id>/prices.yaml`. */
export const PricesSchema = z.strictObject({
  kind: z.literal('prices'),
  version: z.literal(1),
  promotions: z.array(
    z.strictObject({
      id: IdSchema,
      name: z.string().min(1),
      products: What,
      from: InstantSchema,
      until: InstantSchema,
      rule: z.discriminatedUnion('type', [
        /** `payShare: 0.8` is 八折, 20 % off. */
        z.strictObject({ type: z.literal('percent'), payShare: z.number().min(0.05).max(1) }),
        z.strictObject({ type: z.literal('amount-off'), off: MoneySchema }),
        z.strictObject({ type: z.literal('fixed-price'), price: MoneySchema }),
        /** `repeats`: 每满, for every full threshold. */
        z.strictObject({
          type: z.literal('threshold'),
          threshold: MoneySchema,
          off: MoneySchema,
          repeats: z.boolean().default(false),
        }),
        z.strictObject({ type: z.literal('bundle'), quantity: z.int().min(2).max(20), price: MoneySchema }),
        z.strictObject({
          type: z.literal('nth-percent'),
          nth: z.int().min(2).max(5),
          payShare: z.number().min(0).max(1),
        }),
      ]),
      /** Whether coupons may be used on top. */
      withCoupons: z.boolean(),
    }),
  ),
  coupons: z.array(
    z.strictObject({
      id: IdSchema,
      name: z.string().min(1),
      off: MoneySchema,
      threshold: MoneySchema,
      products: What,
      from: InstantSchema,
      until: InstantSchema,
      /** `page`: anyone takes it on the item page; `agent`: an agent issues it. */
      issuedBy: z.enum(['page', 'agent']),
      who: z.enum(['everyone', 'new', 'returning', 'member']).default('everyone'),
    }),
  ),
  gifts: z.array(
    z.strictObject({
      id: IdSchema,
      name: z.string().min(1),
      worth: MoneySchema,
      /** Least order value; 0 for any order. */
      threshold: MoneySchema,
      /** `auto`: in every parcel that reaches the threshold; `agent`: at the agent's choice. */
      givenBy: z.enum(['auto', 'agent']),
      left: z.int().min(0),
    }),
  ),
  /** A later price cut is refunded within this many days of payment; 0 is none. */
  priceProtectionDays: z.int().min(0).max(90),
  priceProtection: StatementSchema,
  /** Why the shop does not bargain further, for agents who need a reason. */
  whyNotLower: StatementSchema,
});
export type Prices = z.output<typeof PricesSchema>;
