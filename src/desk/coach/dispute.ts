import type { Transcript } from '../../model/event.ts';
import type { Override } from '../../model/override.ts';
import type { Scorecard } from '../../model/scorecard.ts';
import { type ScoreInput, score } from '../../scoring/score.ts';

/** How long an objection holds until somebody confirms it: a rule that is mended should be held again. */
const HOLDS_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * An objection to one finding as an entry of `overrides.yaml`. It holds for 90 days from the day the conversation was held;
 * `reviewer` is who objects.
 */
export function disputeOf(
  { id, header }: Transcript,
  finding: { readonly rule: string; readonly event: number },
  reason: string,
  reviewer: string,
): Override {
  const held = Date.parse(`${header.startsAt.slice(0, 10)}T00:00:00Z`);
  return {
    rule: finding.rule,
    place: `${id}#${finding.event}`,
    reason: reason.trim(),
    reviewer,
    expires: new Date(held + HOLDS_DAYS * DAY_MS).toISOString().slice(0, 10),
  };
}

/** The score as the rules have it, and as it is once the objections are allowed. */
export interface BothWays {
  readonly ruled: Scorecard;
  /** The same object where no objection touches it. */
  readonly allowed: Scorecard;
}

export function scoreBothWays(input: ScoreInput, overrides: readonly Override[]): BothWays {
  const ruled = score({ ...input, overrides: [] });
  if (overrides.length === 0) return { ruled, allowed: ruled };
  const allowed = score({ ...input, overrides });
  return { ruled, allowed: allowed.findings.length === ruled.findings.length ? ruled : allowed };
}
