import type { Transcript } from '../model/event.ts';
import type { Gate } from '../model/gate.ts';
import { REPORT_FORMAT, type Report, type ReportConversation } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { createLatencyTally, type Percentiles, percentilesOf } from './latency.ts';
import { type Overview, overviewOf } from './overview.ts';

/** One conversation as it came out of a run, or of scoring an old transcript. */
export interface ReportedCase {
  /** `<scenario>/<persona>/<locale>/<repetition>` */
  readonly id: string;
  readonly transcript: Transcript;
  readonly scorecard: Scorecard;
  readonly exchanges: number;
  /** How long the bot really took for each answer; empty where it cannot be measured. */
  readonly agentLatencyMs: readonly number[];
  /** Where the transcript lies: `file#id`. */
  readonly place: string;
}

/** What a report needs of a conversation: its transcript may be let go of. */
export interface KeptCase {
  readonly conversation: ReportConversation;
  readonly exchanges: number;
  readonly agentLatencyMs: readonly number[];
}

export interface ReportedRun {
  readonly version: string;
  readonly run: Report['run'];
  readonly wallMs: number;
  /** In the order they are to be shown; never in the order they were finished. */
  readonly cases: readonly KeptCase[];
}

/**
 * A report whose conversations may lie elsewhere, to be gone through one at a time and more than once. Every `Report` is
 * one; `overview` spares who only tells of the whole from going through them.
 */
export interface ReportView extends Omit<Report, 'conversations'> {
  readonly conversations: Iterable<ReportConversation>;
  readonly overview?: Overview;
}

export interface ReportedWhole {
  readonly version: string;
  readonly run: Report['run'];
  readonly wallMs: number;
  readonly overview: Overview;
  readonly exchanges: number;
  readonly latency: Percentiles | null;
  readonly gates?: readonly Gate[];
  readonly notPlayed?: readonly string[];
  readonly notPlayedCount?: number;
}

/** What every reporter shows: the shape that `--reporter json` writes. */
export function buildReport({ version, run, wallMs, cases }: ReportedRun): Report {
  const latency = createLatencyTally();
  for (const each of cases) for (const ms of each.agentLatencyMs) latency.add(ms);
  const head = reportHead({
    version,
    run,
    wallMs,
    overview: overviewOf(cases.map((each) => each.conversation)),
    exchanges: cases.reduce((sum, each) => sum + each.exchanges, 0),
    latency: percentilesOf(latency),
  });
  return { ...head, conversations: cases.map((each) => each.conversation) };
}

/** Everything of a report but its conversations. */
export function reportHead(whole: ReportedWhole): Omit<Report, 'conversations'> {
  const { overview, gates = [], notPlayed = [], notPlayedCount = notPlayed.length } = whole;
  const some = (name: string, count: number) => (count === 0 ? {} : { [name]: count });
  return {
    format: REPORT_FORMAT,
    tool: { name: 'peilian', version: whole.version },
    run: whole.run,
    summary: {
      conversations: overview.all.count,
      passed: overview.all.passed,
      failed: overview.failed,
      unknown: overview.unknown,
      exchanges: whole.exchanges,
      wallMs: Math.round(whole.wallMs),
      agentLatencyMs: whole.latency,
      ...some('flaky', overview.flaky),
      ...some('accepted', overview.accepted),
      ...some('unexpectedPasses', overview.unexpectedPasses),
      ...some('notPlayed', notPlayedCount),
    },
    ...(gates.length === 0 ? {} : { gates: [...gates] }),
    ...(notPlayed.length === 0 ? {} : { notPlayed: [...notPlayed] }),
  };
}

/** A run of ten thousand conversations keeps this of each, and nothing that grows with what was said in them. */
export function keepCase(each: ReportedCase): KeptCase {
  const { exchanges, agentLatencyMs } = each;
  return { conversation: toConversation(each), exchanges, agentLatencyMs: [...agentLatencyMs] };
}

function toConversation({ id, transcript, scorecard, place }: ReportedCase): ReportConversation {
  const { header } = transcript;
  return {
    id,
    scenario: header.scenario.id,
    persona: header.persona.id,
    locale: header.locale,
    seed: header.seed,
    repeat: Number(/\/(\d+)$/.exec(header.case)?.[1] ?? 1),
    verdict: scorecard.verdict,
    reasons: [...scorecard.reasons],
    ending: scorecard.ending,
    score: { ...scorecard.score },
    autoFail: [...scorecard.autoFail],
    ...(scorecard.review === undefined
      ? {}
      : { review: { ...scorecard.review, rules: [...scorecard.review.rules] } }),
    findings: scorecard.findings.map((finding) => ({ ...finding, events: [...finding.events] })),
    measures: scorecard.measures.map((measure) => ({ ...measure })),
    transcript: place,
  };
}
