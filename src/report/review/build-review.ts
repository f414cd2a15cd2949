import type { Transcript, TranscriptEvent } from '../../model/event.ts';
import type { Override } from '../../model/override.ts';
import type { Persona } from '../../model/persona.ts';
import type { Rule } from '../../model/rule.ts';
import { DIMENSIONS, type Finding, type Scorecard } from '../../model/scorecard.ts';
import { buildConversation } from '../../scoring/build-conversation.ts';
import type { Conversation } from '../../scoring/conversation.ts';
import { applyOverrides } from '../../scoring/overrides.ts';
import { type ScoreInput, scoreConversation } from '../../scoring/score.ts';
import type { Cause, Mark, Move, Review, ReviewLine, ReviewScore, Wait } from './review.ts';

export interface ReviewInput extends Omit<ScoreInput, 'overrides'> {
  readonly persona: Persona;
  /** Objections that have been made. */
  readonly overrides?: readonly Override[];
}

/** Everything a review shows of one conversation. Pure; scores it with the rules that are given. */
export function buildReview(input: ReviewInput): Review {
  const { transcript, overrides = [], persona, scenario } = input;
  const { header } = transcript;
  const conversation = buildConversation(input);
  const ruled = scoreConversation(conversation, input.rules);
  const standing = new Set(applyOverrides(ruled.findings, overrides, transcript));
  const disputed = standing.size < ruled.findings.length;
  const allowed = disputed ? scoreConversation(conversation, input.rules, overrides) : null;
  const rules = new Map(input.rules.rules.map((rule) => [rule.id, rule]));
  const marks = ruled.findings.map((finding) =>
    markOf(
      finding,
      rules.get(finding.rule),
      conversation,
      standing.has(finding) ? undefined : reasonFor(finding, overrides),
    ),
  );
  return {
    id: transcript.id,
    locale: header.locale,
    scenario: header.scenario.id,
    persona: header.persona.id,
    title: scenario?.title[header.locale] ?? header.scenario.id,
    buyer: persona.title[header.locale],
    startsAt: header.startsAt,
    endedAtMs: conversation.endedAt,
    ending: conversation.ending,
    verdict: ruled.verdict,
    reasons: ruled.reasons,
    parent: header.parent ?? null,
    total: scoreBoth('total', ruled, allowed),
    dimensions: DIMENSIONS.map((dimension) => ({
      dimension,
      ...scoreBoth(dimension, ruled, allowed),
      moves: movesOf(marks.filter((mark) => mark.dimension === dimension)),
    })),
    lines: linesOf(transcript.events, conversation, marks),
    waits: waitsOf(conversation, rules),
    strengths: marks.filter((mark) => mark.strength),
    whyLeft: causesOf(transcript.events, conversation),
  };
}

const reasonFor = (finding: Finding, overrides: readonly Override[]): string =>
  overrides.find((one) => one.rule === finding.rule)?.reason ?? '';

function markOf(
  finding: Finding,
  rule: Rule | undefined,
  conversation: Conversation,
  reason: string | undefined,
): Mark {
  return {
    rule: finding.rule,
    title: rule?.title[conversation.locale] ?? finding.rule,
    dimension: finding.dimension,
    severity: finding.severity,
    points: finding.points,
    message: finding.message,
    event: causeOf(finding, conversation.transcript.events),
    ...(finding.suggestion === undefined ? {} : { better: finding.suggestion }),
    ...(finding.strength ? { strength: true as const } : {}),
    ...(reason === undefined ? {} : { disputed: { reason } }),
  };
}

/** A finding stands beside the last thing the agent did that proves it; else beside the first event that does. */
export function causeOf({ events }: Pick<Finding, 'events'>, all: readonly TranscriptEvent[]): number {
  const agents = events.filter((index) => {
    const event = all[index];
    return event?.type === 'message'
      ? event.from === 'agent' || event.from === 'bot'
      : event?.type === 'action' && event.by === 'agent';
  });
  return agents.at(-1) ?? events[0]!;
}

function scoreBoth(of: keyof Scorecard['score'], ruled: Scorecard, allowed: Scorecard | null): ReviewScore {
  const value = ruled.score[of];
  const other = allowed === null ? value : allowed.score[of];
  return { value, ...(other === value ? {} : { allowed: other }) };
}

function movesOf(marks: readonly Mark[]): Move[] {
  const moves = new Map<string, Move>();
  for (const { rule, title, points, event } of marks) {
    const before = moves.get(rule);
    moves.set(rule, {
      rule,
      title,
      points: Math.round(((before?.points ?? 0) + points) * 10) / 10,
      times: (before?.times ?? 0) + 1,
      event: before?.event ?? event,
    });
  }
  return [...moves.values()].filter(({ points }) => points !== 0).sort((a, b) => a.points - b.points);
}

/** What happened, without any score: for playing a transcript back. */
export function plainLines(events: readonly TranscriptEvent[]): readonly ReviewLine[] {
  return events.flatMap((event) => {
    const said = lineOf(event);
    return said === null ? [] : [lineWith(event, said, null, [])];
  });
}

function linesOf(
  events: readonly TranscriptEvent[],
  conversation: Conversation,
  marks: readonly Mark[],
): ReviewLine[] {
  const waited = new Map(
    conversation.rounds.flatMap((round) =>
      round.reply === null ? [] : [[round.reply.event, round.waitMs] as const],
    ),
  );
  return events.flatMap((event): ReviewLine[] => {
    const said = lineOf(event);
    if (said === null) return [];
    const own = marks.filter((mark) => mark.event === event.index);
    return [lineWith(event, said, waited.get(event.index) ?? null, own)];
  });
}

function lineWith(
  { index, t }: TranscriptEvent,
  said: Said,
  waitedMs: number | null,
  marks: readonly Mark[],
): ReviewLine {
  return { event: index, t, args: {}, via: null, waitedMs, marks, ...said };
}

type Said = Pick<ReviewLine, 'side' | 'kind' | 'text'> & Partial<Pick<ReviewLine, 'args' | 'via'>>;

function lineOf(event: TranscriptEvent): Said | null {
  switch (event.type) {
    case 'message':
      return {
        side: event.from === 'buyer' ? 'buyer' : event.from === 'system' ? 'system' : 'agent',
        kind: 'message',
        text: event.text,
        via: event.via,
      };
    case 'action':
      return { side: event.by, kind: 'action', text: event.name, args: event.args };
    case 'world':
      return event.name === 'action-result'
        ? null
        : { side: 'system', kind: 'world', text: event.name, args: event.args };
    case 'status':
      return { side: 'agent', kind: 'status', text: event.status };
    case 'error':
      return { side: 'agent', kind: 'error', text: event.code };
    case 'ending':
      return { side: event.by === 'session' ? 'system' : event.by, kind: 'ending', text: event.ending };
    default:
      return null;
  }
}

const LIMIT_MS = { first: 30_000, later: 60_000 } as const;

function waitsOf({ rounds, rubric }: Conversation, rules: ReadonlyMap<string, Rule>): Wait[] {
  const limitOf = (rule: string, otherwise: number) =>
    rubric.rules[rule]?.limit ?? rules.get(rule)?.limit ?? otherwise;
  const first = limitOf('slow-first-response', LIMIT_MS.first);
  const later = limitOf('long-silence', LIMIT_MS.later);
  return rounds.map((round, index) => ({
    from: round.opens.event,
    fromMs: round.opens.at,
    reply: round.reply?.event ?? null,
    ms: round.waitMs,
    limitMs: index === 0 ? first : later,
    first: index === 0,
  }));
}

const CONTENT = ['settled', 'closed', 'transferred'];

/** The worst of what happened to the buyer's mood, in order, where it did not leave content. */
function causesOf(events: readonly TranscriptEvent[], { ending }: Conversation): Cause[] {
  if (CONTENT.includes(ending)) return [];
  const causes = events
    .flatMap((event) =>
      event.type === 'buyer-state' ? event.because.map((cause) => ({ ...cause, t: event.t })) : [],
    )
    .filter(({ change }) => change < 0);
  const worst = [...causes].sort((a, b) => a.change - b.change).slice(0, 5);
  return causes
    .filter((cause) => worst.includes(cause))
    .map(({ trigger, event, change, t }) => ({ trigger, event, change, t }));
}
