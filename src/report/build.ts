import type { Transcript } from '../model/event.ts';
import { REPORT_FORMAT, type Report, type ReportConversation } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';

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

/** What every reporter shows: the shape that `--reporter json` writes. */
export function buildReport({ version, run, wallMs, cases }: ReportedRun): Report {
  const verdicts = (verdict: string) => cases.filter((each) => each.conversation.verdict === verdict).length;
  return {
    format: REPORT_FORMAT,
    tool: { name: 'peilian', version },
    run,
    summary: {
      conversations: cases.length,
      passed: verdicts('pass'),
      failed: verdicts('fail'),
      unknown: verdicts('unknown'),
      exchanges: cases.reduce((sum, each) => sum + each.exchanges, 0),
      wallMs: Math.round(wallMs),
      agentLatencyMs: percentiles(cases.flatMap((each) => [...each.agentLatencyMs])),
    },
    conversations: cases.map((each) => each.conversation),
  };
}

/** Nearest-rank percentiles in milliseconds, to a tenth; `null` without a value. */
export function percentiles(values: readonly number[]): { p50: number; p90: number; p99: number } | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]! * 10) / 10;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
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
    repeat: Number(/\/(\d+)$/.exec(id)?.[1] ?? 1),
    verdict: scorecard.verdict,
    reasons: [...scorecard.reasons],
    ending: scorecard.ending,
    score: { ...scorecard.score },
    autoFail: [...scorecard.autoFail],
    findings: scorecard.findings.map((finding) => ({ ...finding, events: [...finding.events] })),
    measures: scorecard.measures.map((measure) => ({ ...measure })),
    transcript: place,
  };
}
