import { z } from 'zod';
import type { Transcript } from '../model/event.ts';
import { DaySchema, IdSchema } from '../model/scalars.ts';
import type { Finding } from '../model/scorecard.ts';

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

/** The findings that stand. */
export function applyOverrides(
  findings: readonly Finding[],
  overrides: readonly Override[],
  transcript: Transcript,
): Finding[] {
  const day = transcript.header.startsAt.slice(0, 10);
  const places = new Set([transcript.id, transcript.header.case]);
  const here = overrides.filter((one) => one.expires >= day && places.has(one.place.split('#', 1)[0]!));
  return findings.filter(
    (finding) => !here.some((one) => one.rule === finding.rule && holdsAt(one.place, finding)),
  );
}

function holdsAt(place: string, finding: Finding): boolean {
  const event = place.split('#')[1];
  return event === undefined || finding.events.includes(Number(event));
}
