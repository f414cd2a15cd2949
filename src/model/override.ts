import { z } from 'zod';
import { DaySchema, IdSchema } from './scalars.ts';

/** A finding that a reviewer has overruled, and why. */
export const OverrideSchema = z.strictObject({
  rule: IdSchema,
  /** `<conversation>` for all of a rule's findings there, `<conversation>#<event>` for one. */
  place: z.string().regex(/^[^#\s]+(#\d+)?$/, 'must be a conversation, or a conversation#event'),
  reason: z.string().min(1),
  reviewer: z.string().min(1),
  /** Last day on which it holds; compared with the day the conversation was held. */
  expires: DaySchema,
});
export type Override = z.output<typeof OverrideSchema>;

export const OverrideFileSchema = z.strictObject({
  kind: z.literal('overrides'),
  version: z.literal(1),
  overrides: z.array(OverrideSchema),
});
export type OverrideFile = z.output<typeof OverrideFileSchema>;
