import type { Locale } from '../../../model/locale.ts';
import { isRed, type ReportConversation } from '../../../model/report.ts';
import type { Verdict } from '../../../model/scorecard.ts';
import type { ReportView } from '../../build.ts';
import type { Overview } from '../../overview.ts';

/** More would make a file that no browser opens at once; what did not pass comes first. */
export const SHOWN_MAX = 5_000;

/** What the page must know before its first line is written: gathered in one pass, in memory bounded by the names there are. */
export interface Survey {
  readonly count: number;
  readonly shown: number;
  readonly locales: readonly Locale[];
  readonly scenarios: readonly string[];
  readonly personas: readonly string[];
  readonly rules: readonly string[];
  /** Totals by tens, from 0; the last bin holds 100 as well. */
  readonly spread: readonly Readonly<Record<Verdict, number>>[];
  readonly drifts: Readonly<Record<DriftKey, number>> | null;
  /** Places on the page of the conversations that the overview points at. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Whether a conversation is on the page; asked of each in their order, once a pass. */
  createChooser(): (conversation: ReportConversation) => boolean;
}

export const DRIFT_KEYS = ['same', 'info', 'notable', 'severe'] as const;
export type DriftKey = (typeof DRIFT_KEYS)[number];

export function surveyOf(report: ReportView, overview: Overview, max = SHOWN_MAX): Survey {
  const names = { locales: new Set<Locale>(), scenarios: new Set<string>(), personas: new Set<string>() };
  const spread = Array.from({ length: 10 }, () => ({ pass: 0, fail: 0, unknown: 0 }));
  const drifts = { same: 0, info: 0, notable: 0, severe: 0 };
  let drifted = false;
  const wanted = new Set([
    ...overview.findings.map(({ conversation }) => conversation.id),
    ...overview.worst.map(({ id }) => id),
  ]);
  const placeOf = new Map<string, number>();
  const passesMax = Math.max(0, max - Math.min(max, notPassed(overview)));
  const createChooser = () => {
    let left = max;
    let passesLeft = passesMax;
    return (conversation: ReportConversation) => {
      const passed = conversation.verdict === 'pass' && !isRed(conversation);
      if (left === 0 || (passed && passesLeft === 0)) return false;
      left -= 1;
      if (passed) passesLeft -= 1;
      return true;
    };
  };
  const choose = createChooser();
  let count = 0;
  let shown = 0;
  for (const conversation of report.conversations) {
    count += 1;
    const { score, drift, verdict } = conversation;
    if (score.total !== null) spread[Math.min(9, Math.floor(score.total / 10))]![verdict] += 1;
    if (drift !== undefined) {
      drifted = true;
      drifts[drift.level ?? 'same'] += 1;
    }
    if (!choose(conversation)) continue;
    names.locales.add(conversation.locale);
    names.scenarios.add(conversation.scenario);
    names.personas.add(conversation.persona);
    if (wanted.has(conversation.id) && !placeOf.has(conversation.id)) placeOf.set(conversation.id, shown);
    shown += 1;
  }
  return {
    count,
    shown,
    locales: [...names.locales].sort(),
    scenarios: [...names.scenarios].sort(),
    personas: [...names.personas].sort(),
    rules: [...overview.byRule.keys()].sort(),
    spread,
    drifts: drifted ? drifts : null,
    placeOf,
    createChooser,
  };
}

/** Whatever is not a plain pass. */
function notPassed({ failed, unknown, unexpectedPasses }: Overview): number {
  return failed + unknown + unexpectedPasses;
}
