import { z } from 'zod';
import { DaySchema, IdSchema } from './scalars.ts';

/** Where a rule spoke on labelled conversations: rightly, wrongly; and where it should have and did not. Once a conversation. */
export const MeasuredRuleSchema = z.strictObject({
  right: z.int().min(0),
  wrong: z.int().min(0),
  missed: z.int().min(0),
});
export type MeasuredRule = z.output<typeof MeasuredRuleSchema>;

/** `src/packs/measured.yaml`, written by `npm run eval:scoring -- --update`. */
export const MeasuredFileSchema = z.strictObject({
  kind: z.literal('measured'),
  version: z.literal(1),
  /** Day of the measurement. */
  on: DaySchema,
  /** How many labelled conversations and how many with a broken bot it rests on. */
  conversations: z.int().min(0),
  faultRuns: z.int().min(0),
  rules: z.record(IdSchema, MeasuredRuleSchema),
});
export type MeasuredFile = z.output<typeof MeasuredFileSchema>;

/** A rule may fail a person on its own from this share of right findings on, */
export const PRECISION_MIN = 0.98;
/** measured on at least this many conversations in which it spoke: fewer prove nothing either way. */
export const SPOKEN_MIN = 10;

/** Share of its findings that were right; `null` where it never spoke. */
export function precisionOf({ right, wrong }: MeasuredRule): number | null {
  return right + wrong === 0 ? null : right / (right + wrong);
}

export function isProven(measured: MeasuredRule | undefined): boolean {
  if (measured === undefined || measured.right + measured.wrong < SPOKEN_MIN) return false;
  return precisionOf(measured)! >= PRECISION_MIN;
}
