import { z } from 'zod';
import { IdSchema, MoneySchema, TimeOfDaySchema } from './scalars.ts';
import { StatementSchema } from './statement.ts';

/** `scenarios/shops/<id>/logistics.yaml`. */
export const LogisticsSchema = z.strictObject({
  kind: z.literal('logistics'),
  version: z.literal(1),
  dispatch: z.strictObject({
    /** Paid before this time leaves the same working day. */
    cutOff: TimeOfDaySchema,
    /** Latest, in hours from payment, whatever the day. */
    withinHours: z.int().min(1).max(720),
    /** Days on which nothing leaves: 0 is Sunday. */
    closedWeekdays: z.array(z.int().min(0).max(6)).default([]),
    from: z.string().min(1),
    text: StatementSchema,
  }),
  couriers: z
    .array(
      z.strictObject({
        id: IdSchema,
        name: z.string().min(1),
        aliases: z.array(z.string().min(1)).default([]),
        /** Extra charge for choosing it; 0 for the standard one. */
        extra: MoneySchema,
        standard: z.boolean(),
        trackingPattern: z.string().min(1),
      }),
    )
    .min(1),
  /** Whether a buyer may choose among couriers. */
  courierChoice: StatementSchema,
  regions: z
    .array(
      z.strictObject({
        id: IdSchema,
        name: z.string().min(1),
        aliases: z.array(z.string().min(1)).default([]),
        reachable: z.boolean(),
        /** From dispatch to door, `[least, most]`. */
        days: z.tuple([z.int().min(0), z.int().min(0)]),
        freight: MoneySchema,
        couriers: z.array(IdSchema).default([]),
        note: z.string().min(1).optional(),
      }),
    )
    .min(1),
  freeFreightFrom: MoneySchema.nullable(),
  /** Region ids for which the free-freight threshold does not apply. */
  freeFreightExcept: z.array(IdSchema).default([]),
  /** Highest declared value that a lost or damaged parcel is paid for. */
  insuredValue: MoneySchema,
  insurance: StatementSchema,
  exceptions: StatementSchema,
});
export type Logistics = z.output<typeof LogisticsSchema>;
