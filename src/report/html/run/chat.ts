import type { Transcript, TranscriptEvent } from '../../../model/event.ts';
import type { Locale } from '../../../model/locale.ts';
import type { ReportConversation } from '../../../model/report.ts';
import type { Verdict } from '../../../model/scorecard.ts';
import { SCORE_KEYS } from '../../overview.ts';
import { causeOf } from '../../review/build-review.ts';
import type { Say } from '../../say.ts';
import type { ReportFinding } from '../../worst.ts';
import { forPage } from '../for-page.ts';
import { axisOf } from './axis.ts';
import { driftOf } from './drift.ts';
import { linesOf } from './lines.ts';
import type { ChatData, FindingData, Tone } from './page-data.ts';
import type { Titles } from './titles.ts';
import { type WaitLimits, waitsOf } from './waits.ts';
import type { WordList } from './words.ts';

export interface ChatContext {
  /** Language of the page. */
  readonly locale: Locale;
  readonly say: Say;
  readonly titles: Titles;
  readonly limits: WaitLimits;
  readonly words: WordList;
  /** The command that plays it again. */
  readonly command: (conversation: ReportConversation) => string;
}

export const VERDICT_TONE: Readonly<Record<Verdict, Tone>> = { pass: 'good', fail: 'bad', unknown: 'warn' };

/** A conversation as the page shows it, with every text inert. */
export function chatOf(
  conversation: ReportConversation,
  transcript: Transcript | null,
  context: ChatContext,
): ChatData {
  const { locale, say, titles, words } = context;
  const events = transcript?.events ?? [];
  const placed = placeFindings(conversation.findings, events, context);
  const waits = waitsOf(events, context.limits);
  const lines = linesOf(events, waits, placed.byEvent, context);
  const faults = conversation.findings
    .filter(({ strength }) => !strength)
    .flatMap((finding) => events[causeOf(finding, events)]?.t ?? []);
  return {
    lang: conversation.locale,
    title: forPage(`${titles.scenario(conversation.scenario)} · ${titles.persona(conversation.persona)}`),
    verdict: [VERDICT_TONE[conversation.verdict], say(`report.verdict.${conversation.verdict}`)],
    about: [
      forPage(conversation.id),
      endingText(conversation.ending, say),
      say('html.seed', { seed: conversation.seed }),
    ],
    scores: SCORE_KEYS.map((key) => [words.at(say(`report.column.${key}`)), conversation.score[key]]),
    reasons: conversation.reasons.map(forPage),
    notes: notesOf(conversation, transcript, say),
    command: forPage(context.command(conversation)),
    axis: transcript === null ? null : axisOf(transcript, waits, [...new Set(faults)], locale, say),
    lines: lines.lines,
    loose: [...placed.byEvent].flatMap(([event, findings]) => (lines.shown.has(event) ? [] : findings)),
    ...(conversation.drift === undefined ? {} : { drift: driftOf(conversation.drift, locale, words, say) }),
  };
}

/** “You closed it” is said to who practised; here somebody else reads. */
export function endingText(ending: string, say: Say): string {
  return ending === 'agent-closed' ? say('html.agent-closed') : say(`ending.${ending}`);
}

function notesOf(conversation: ReportConversation, transcript: Transcript | null, say: Say): string[] {
  const { state, because, attempts } = conversation;
  return [
    ...(transcript === null ? [say('html.no-transcript', { place: forPage(conversation.transcript) })] : []),
    ...(state === undefined ? [] : [say(`html.state.${state}`)]),
    ...(because === undefined ? [] : [forPage(because)]),
    ...(attempts ?? []).map(({ verdict, total }, index) =>
      say('html.attempt', {
        number: index + 1,
        verdict: say(`report.verdict.${verdict}`),
        total: total?.toFixed(1) ?? '–',
      }),
    ),
  ];
}

function placeFindings(
  findings: readonly ReportFinding[],
  events: readonly TranscriptEvent[],
  { say, titles, words }: ChatContext,
): { readonly byEvent: ReadonlyMap<number, readonly FindingData[]> } {
  const byEvent = new Map<number, FindingData[]>();
  for (const finding of findings) {
    const event = causeOf(finding, events) ?? -1;
    const data: FindingData = {
      r: words.at(titles.rule(finding.rule)),
      v: toneOf(finding),
      s: words.at(finding.strength ? say('report.strengths') : say(`html.severity.${finding.severity}`)),
      p: finding.points,
      m: forPage(finding.message),
      ...(finding.suggestion === undefined ? {} : { b: forPage(finding.suggestion) }),
    };
    byEvent.set(event, [...(byEvent.get(event) ?? []), data]);
  }
  return { byEvent };
}

export function toneOf({ strength, severity }: Pick<ReportFinding, 'strength' | 'severity'>): Tone {
  if (strength) return 'good';
  return severity === 'info' || severity === 'minor' ? 'warn' : 'bad';
}
