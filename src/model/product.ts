import { z } from 'zod';
import { DaySchema, IdSchema, MoneySchema } from './scalars.ts';
import { StatementSchema } from './statement.ts';

const RangeSchema = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([low, high]) => low <= high, 'must be [low, high]');

/** What a buyer fears of an item in use: 起球, 掉色, 缩水 … */
export const QUALITY_TRAITS = [
  'pilling',
  'fading',
  'shrinking',
  'wrinkling',
  'see-through',
  'smell',
  'shedding',
  'noise',
  'heat',
  'leaking',
  'scratching',
] as const;
export type QualityTrait = (typeof QUALITY_TRAITS)[number];

/** One thing the shop sells. Whatever trade: clothing uses sizes with bodies, others leave them out and name attributes. */
export const ProductSchema = z.strictObject({
  id: IdSchema,
  name: z.string().min(1),
  /** What buyers and agents call it in a chat, longest first. */
  aliases: z.array(z.string().min(1)).min(1),
  category: IdSchema,
  price: z.strictObject({
    list: MoneySchema,
    /** No agent may sell one piece below this, whatever promotions add up to. */
    floor: MoneySchema,
    /** Buying together with others. */
    group: z.strictObject({ people: z.int().min(2).max(20), price: MoneySchema }).optional(),
  }),
  material: z
    .array(
      z.strictObject({
        part: z.string().min(1).optional(),
        name: z.string().min(1),
        percent: z.number().min(0).max(100).optional(),
      }),
    )
    .default([]),
  care: StatementSchema.optional(),
  /**
   * Named attributes: cut, stretch, collar, style, season, capacity, power, net-weight, shelf-life … `label` is what the
   * attribute is called in the shop's language, `words` other ways to ask for it, `value` the answer, `number` with `unit`
   * where it is a quantity.
   */
  attributes: z
    .record(
      IdSchema,
      z.strictObject({
        label: z.string().min(1),
        words: z.array(z.string().min(1)).default([]),
        value: z.string().min(1),
        number: z.number().optional(),
        unit: z.string().min(1).optional(),
        /** Words of which an answer must hold one; the value itself always counts. */
        keys: z.array(z.string().min(1)).default([]),
        denies: z.array(z.string().min(1)).default([]),
      }),
    )
    .default({}),
  /** How it wears: each trait `no`, `slight` or `yes`. */
  quality: z.partialRecord(z.enum(QUALITY_TRAITS), z.enum(['no', 'slight', 'yes'])).default({}),
  qualityNote: StatementSchema.optional(),
  colours: z
    .array(
      z.strictObject({
        id: IdSchema,
        name: z.string().min(1),
        aliases: z.array(z.string().min(1)).default([]),
        note: z.string().min(1).optional(),
      }),
    )
    .default([]),
  sizes: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(12),
        aliases: z.array(z.string().min(1)).default([]),
        heightCm: RangeSchema.optional(),
        weightKg: RangeSchema.optional(),
        /** Measured flat, in the unit named: `{ bust: 98, length: 64 }`, centimetres. */
        measuresCm: z.record(IdSchema, z.number().min(0)).default({}),
      }),
    )
    .default([]),
  sizeNote: StatementSchema.optional(),
  /** Pieces on hand: colour id (or `one`) → size id (or `one`) → count. */
  stock: z.record(z.string(), z.record(z.string(), z.int().min(0))),
  restock: z
    .array(
      z.strictObject({
        colour: z.string().min(1).optional(),
        size: z.string().min(1).optional(),
        on: DaySchema,
      }),
    )
    .default([]),
  /** A shop that ships names both for every product; one that came from a spreadsheet may know neither yet. */
  strengths: z.array(StatementSchema).default([]),
  /** Told before somebody buys, not after. */
  drawbacks: z.array(StatementSchema).default([]),
  reviews: z
    .array(
      z.strictObject({
        stars: z.int().min(1).max(5),
        text: z.string().min(1),
        bought: z.string().min(1).optional(),
      }),
    )
    .default([]),
  comparesWith: z.array(z.strictObject({ product: IdSchema, difference: StatementSchema })).default([]),
  /** Why it costs what it does. */
  worth: StatementSchema.optional(),
  occasion: StatementSchema.optional(),
  goesWith: z.array(z.strictObject({ product: IdSchema, text: z.string().min(1) })).default([]),
  authenticity: StatementSchema.optional(),
  warranty: z.strictObject({ months: z.int().min(0).max(240), covers: StatementSchema }).optional(),
  /** Kinds of goods this is under the return rules: `custom-made`, `fresh`, `hygiene-opened` … */
  returnKinds: z.array(IdSchema).default([]),
  weightGrams: z.int().min(1).optional(),
});
export type Product = z.output<typeof ProductSchema>;
