import type { Transcript } from '../model/event.ts';
import type { Gate } from '../model/gate.ts';
import { REPORT_FORMAT, type Report, type ReportConversation } from '../model/report.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Measure, Scorecard } from '../model/scorecard.ts';
import { aggregate, standingFigures } from '../scoring/aggregate.ts';
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
  /** Whose targets the figures over all conversations are held to; absent: no figures are told. */
  readonly rubric?: Rubric;
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
export function buildReport({ version, run, wallMs, cases, rubric }: ReportedRun): Report {
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
  const conversations = cases.map((each) => each.conversation);
  return {
    ...head,
    ...(rubric === undefined ? {} : { figures: figuresOf(conversations, rubric) }),
    conversations,
  };
}

/** What the whole comes to: the standing figures, and those that the rubric asks for, each with its number of trials. */
function figuresOf(cards: readonly ReportConversation[], rubric: Rubric): NonNullable<Report['figures']> {
  const measured = cards.map(({ locale, measures }) => ({
    locale,
    measures: measures as readonly Measure[],
  }));
  const held = aggregate(measured, rubric);
  const named = new Set(held.map(({ measure }) => measure));
  const unitOf = (measure: string) =>
    cards.flatMap(({ measures }) => measures.find(({ id }) => id === measure) ?? [])[0]?.unit ?? 'share';
  return [
    ...standingFigures(measured)
      .filter(({ measure }) => !named.has(measure))
      .map((figure) => ({ ...figure })),
    ...held.map(({ measure, value, trials, target, tooFew, met }) => ({
      measure,
      unit: unitOf(measure),
      value,
      trials,
      target: {
        title: target.title,
        ...(target.atLeast === undefined ? {} : { atLeast: target.atLeast }),
        ...(target.atMost === undefined ? {} : { atMost: target.atMost }),
        sampleMin: target.sampleMin,
        on: target.on,
        tooFew,
        met,
        consequences: [...target.consequences],
      },
    })),
  ];
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
