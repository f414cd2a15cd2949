import { z } from 'zod';

/** `a-z`, digits and hyphens, starting with a letter: safe as a file name, so an id never leaves its folder. */
export const IdSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}$/,
    'must be an id: lower-case letters, digits and hyphens, starting with a letter',
  );

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** YAML writes `500ms`, `45s`, `2m`, `24h`, `7d`; the program holds integer milliseconds. */
export const DurationSchema = z
  .string({ error: 'must be a duration such as 45s or 2m' })
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'must be a duration such as 45s or 2m')
  .transform((text): number => {
    const unit = /[a-z]+$/.exec(text)![0] as keyof typeof UNITS_MS;
    return Math.round(Number.parseFloat(text) * UNITS_MS[unit]);
  });

/** YAML writes an amount in the market's currency with at most two decimals; the program holds integer minor units. */
export const MoneySchema = z
  .number({ error: 'must be an amount such as 239 or 239.50' })
  .min(0)
  .max(10_000_000)
  .refine(
    (amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6,
    'must have at most two decimals',
  )
  .transform((amount): number => Math.round(amount * 100));

/** 0 to 1, both included. */
export const ShareSchema = z.number().min(0).max(1);

/** A date and time with its offset from UTC: `2026-11-11T20:15:00+08:00`. Never today's date. */
export const InstantSchema = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+|-)\d\d:\d\d$/,
    'must be a date and time with an offset, such as 2026-11-11T20:15:00+08:00',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a real date and time');

/** A calendar day in the shop's own zone: `2026-11-11`. */
export const DaySchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-11')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a real day');

/** A time of day in the shop's own zone: `16:00`. */
export const TimeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 16:00');
