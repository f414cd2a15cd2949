import type { Transcript } from '../model/event.ts';
import type { Override } from '../model/override.ts';
import type { Finding } from '../model/scorecard.ts';

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
