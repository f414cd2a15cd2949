import { z } from 'zod';
import { LocaleSchema } from './locale.ts';
import { LogisticsSchema } from './logistics.ts';
import { CustomerSchema, OrderSchema } from './order.ts';
import { PoliciesSchema } from './policies.ts';
import { PricesSchema } from './prices.ts';
import { ProductSchema } from './product.ts';
import { IdSchema, MoneySchema, TimeOfDaySchema } from './scalars.ts';
import { FACT_FAMILIES } from './topic.ts';

/**
 * `scenarios/shops/<id>/shop.yaml`. The other sheets lie beside it, one file each: products, prices, logistics,
 * policies, orders, customers (see `SHOP_SHEETS`).
 */
export const ShopHeadSchema = z.strictObject({
  kind: z.literal('shop'),
  version: z.literal(1),
  id: IdSchema,
  locale: LocaleSchema,
  market: IdSchema,
  name: z.string().min(1),
  /** Other ways people write the shop's name. */
  aliases: z.array(z.string().min(1)).default([]),
  trade: z.string().min(1),
  /** One or two sentences on what the shop is, for briefings. */
  about: z.string().min(1),
  /** What may be shown as the agent's name. */
  agentName: z.string().min(1),
  hours: z.strictObject({ open: TimeOfDaySchema, close: TimeOfDaySchema }),
  /** How far an agent may go without asking; beyond it an action succeeds and is recorded as unauthorised. */
  authority: z.strictObject({
    /** Most that may be refunded or compensated without a return. */
    goodwillMax: MoneySchema,
    giftsPerOrder: z.int().min(0).max(5),
    couponsPerOrder: z.int().min(0).max(5),
    waiveFreight: z.boolean(),
    text: z.string().min(1),
  }),
  /** Whether a sheet says everything: a claim that is not on a complete sheet is wrong, on an incomplete one only unsupported. */
  families: z.strictObject(
    Object.fromEntries(
      FACT_FAMILIES.map((family) => [family, z.strictObject({ complete: z.boolean() })]),
    ) as Record<(typeof FACT_FAMILIES)[number], z.ZodObject<{ complete: z.ZodBoolean }>>,
  ),
  /** Ready answers that agents of this shop use; `{slots}` as in phrases. */
  quickPhrases: z.array(z.strictObject({ key: z.string().min(1), text: z.string().min(1) })).default([]),
});

export const ShopSheetSchemas = {
  shop: ShopHeadSchema,
  products: z.strictObject({
    kind: z.literal('products'),
    version: z.literal(1),
    products: z.array(ProductSchema).min(1),
  }),
  prices: PricesSchema,
  logistics: LogisticsSchema,
  policies: PoliciesSchema,
  orders: z.strictObject({ kind: z.literal('orders'), version: z.literal(1), orders: z.array(OrderSchema) }),
  customers: z.strictObject({
    kind: z.literal('customers'),
    version: z.literal(1),
    customers: z.array(CustomerSchema),
  }),
} as const;
export const SHOP_SHEETS = Object.keys(ShopSheetSchemas) as (keyof typeof ShopSheetSchemas)[];

export type ShopHead = z.output<typeof ShopHeadSchema>;

/** A shop as the program holds it: all sheets joined, money in minor units, durations in milliseconds. */
export interface Shop extends ShopHead {
  readonly products: readonly z.output<typeof ProductSchema>[];
  readonly prices: z.output<typeof PricesSchema>;
  readonly logistics: z.output<typeof LogisticsSchema>;
  readonly policies: z.output<typeof PoliciesSchema>;
  readonly orders: readonly z.output<typeof OrderSchema>[];
  readonly customers: readonly z.output<typeof CustomerSchema>[];
}
