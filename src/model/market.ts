import { z } from 'zod';
import { LocaleSchema, LocalTextSchema } from './locale.ts';
import { IdSchema } from './scalars.ts';

/** Where a shop trades: currency, zone, and the law that applies. Law is data with its source, never a constant in code. */
export const MarketSchema = z.strictObject({
  kind: z.literal('market'),
  version: z.literal(1),
  id: IdSchema,
  title: LocalTextSchema,
  locale: LocaleSchema,
  currency: z.strictObject({
    code: z.string().regex(/^[A-Z]{3}$/),
    symbol: z.string().min(1),
    /** How people write an amount in a chat, with `{amount}`: `{amount}元`, `£{amount}`. */
    spoken: z.string().includes('{amount}'),
  }),
  /** Offset of the shop's clock from UTC; chats last minutes, so one offset is enough. */
  utcOffset: z.string().regex(/^[+-]\d\d:\d\d$/),
  units: z.strictObject({ height: z.enum(['cm', 'ft']), weight: z.enum(['kg', 'jin', 'st', 'lb']) }),
  law: z.strictObject({
    noReasonReturn: z
      .strictObject({
        days: z.int().min(1).max(60),
        /** From which day the period is counted. */
        counts: z.enum(['day-after-receipt', 'receipt']),
        refundWithinDays: z.int().min(1).max(60),
        /** What the refund period is counted from. */
        refundCounts: z.enum(['goods-received', 'notice']),
        returnFreight: z.enum(['buyer', 'seller']),
        /** Kinds of goods to which the right never applies. */
        exclusions: z.array(IdSchema),
        /** Kinds to which it does not apply only if the buyer confirmed so when buying. */
        confirmedExclusions: z.array(IdSchema),
      })
      .nullable(),
    rewardedReviews: z.enum(['forbidden', 'forbidden-if-positive', 'allowed']),
    absoluteTerms: z.enum(['restricted', 'evidence-needed']),
    offPlatformDeals: z.enum(['forbidden-by-platform', 'discouraged']),
  }),
  /** Where each point of `law` was read, with date. */
  sources: z.array(z.string().min(1)).min(1),
});
export type Market = z.output<typeof MarketSchema>;
