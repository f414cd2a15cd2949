import { z } from 'zod';
import { IdSchema, InstantSchema, MoneySchema } from './scalars.ts';

/** Every state an order can be in; `shops` ship with an example of each. */
export const ORDER_STATES = [
  'unpaid',
  'paid',
  'shipped',
  'in-transit',
  'stuck',
  'delivered',
  'received',
  'return-requested',
  'returning',
  'refunded',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

const ItemSchema = z.strictObject({
  product: IdSchema,
  colour: z.string().min(1).optional(),
  size: z.string().min(1).optional(),
  quantity: z.int().min(1).max(999),
  /** Paid for one piece. */
  price: MoneySchema,
});

const AddressSchema = z.strictObject({
  name: z.string().min(1),
  phone: z.string().min(1),
  region: IdSchema,
  line: z.string().min(1),
});
export type Address = z.output<typeof AddressSchema>;

export const OrderSchema = z.strictObject({
  id: IdSchema,
  /** What the platform and people call it: digits, or as the market writes it. */
  number: z.string().min(4).max(40),
  customer: IdSchema,
  state: z.enum(ORDER_STATES),
  placedAt: InstantSchema,
  paidAt: InstantSchema.optional(),
  shippedAt: InstantSchema.optional(),
  deliveredAt: InstantSchema.optional(),
  items: z.array(ItemSchema).min(1),
  /** What was really in the parcel, where it differs. */
  sent: z.array(ItemSchema).optional(),
  freight: MoneySchema,
  address: AddressSchema,
  courier: IdSchema.optional(),
  tracking: z.string().min(4).max(40).optional(),
  /** What the courier's page shows, oldest first. */
  trail: z.array(z.strictObject({ at: InstantSchema, text: z.string().min(1) })).default([]),
  /** Why it is late, stuck, lost or confiscated. */
  trouble: z
    .strictObject({
      cause: z.string().min(1),
      keys: z.array(z.string().min(1)).default([]),
      newEta: InstantSchema.optional(),
    })
    .optional(),
  refund: z
    .strictObject({
      requestedAt: InstantSchema,
      amount: MoneySchema,
      state: z.enum(['requested', 'goods-on-way', 'goods-received', 'paid']),
      reason: z.string().min(1),
    })
    .optional(),
  note: z.string().optional(),
  gifts: z.array(IdSchema).default([]),
});
export type Order = z.output<typeof OrderSchema>;

/** Invented people: made with faker once and frozen, so that a library upgrade changes no case. */
export const CustomerSchema = z.strictObject({
  id: IdSchema,
  name: z.string().min(1),
  account: z.string().min(1),
  phone: z.string().min(1),
  address: AddressSchema,
  since: z.string().regex(/^\d{4}$/),
  level: z.enum(['new', 'returning', 'member']),
  ordersBefore: z.int().min(0),
  note: z.string().min(1).optional(),
});
export type Customer = z.output<typeof CustomerSchema>;
