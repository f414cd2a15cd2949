import type { EventOf, SaidAct, TranscriptEvent } from '../../../model/event.ts';
import { actionName, detailName, topicName } from '../../../scoring/wording/names.ts';
import { plainLines } from '../../review/build-review.ts';
import type { ReviewLine, Wait } from '../../review/review.ts';
import { clockText, deedText, waitState, waitText } from '../../review/words.ts';
import { forPage } from '../for-page.ts';
import { TONES } from './axis.ts';
import { type ChatContext, endingText } from './chat.ts';
import type { FindingData, LineData } from './page-data.ts';
import { bracketed, listed, withTopic } from './punctuation.ts';
import { sayOr } from './words.ts';

type LineContext = Pick<ChatContext, 'locale' | 'say' | 'words'>;

/** What happened, line by line, with mood, meaning, waits and findings where they belong. */
export function linesOf(
  events: readonly TranscriptEvent[],
  waits: readonly Wait[],
  findings: ReadonlyMap<number, readonly FindingData[]>,
  context: LineContext,
): { readonly lines: readonly LineData[]; readonly shown: ReadonlySet<number> } {
  const lines: LineData[] = [];
  const shown = new Set<number>();
  const plain = new Map(plainLines(events).map((line) => [line.event, line]));
  let mood: number | undefined;
  for (const event of events) {
    const line = plain.get(event.index);
    if (line !== undefined) {
      shown.add(event.index);
      lines.push({
        ...lineData(line, event, context),
        ...waitData(waits, event.index, context),
        ...(findings.has(event.index) ? { f: findings.get(event.index)! } : {}),
      });
    } else if (event.type === 'buyer-state') {
      const text = moodText(event, mood, context);
      if (text !== null) lines.push({ s: 'm', t: clockText(event.t), x: text });
      mood = event.mood;
    }
  }
  return { lines, shown };
}

function lineData(line: ReviewLine, event: TranscriptEvent, context: LineContext): LineData {
  const t = clockText(line.t);
  if (line.kind !== 'message') return { s: 'd', t, x: forPage(deedLine(line, context)) };
  const said = event.type === 'message' ? (event.said ?? []) : [];
  return {
    s: line.side === 'buyer' ? 'b' : line.side === 'agent' ? 'a' : 'y',
    t,
    x: forPage(line.text),
    ...(said.length === 0 ? {} : { a: said.map((act) => context.words.at(actText(act, context))) }),
  };
}

/** Of a run somebody else is told, so the agent is not “you”. */
function deedLine(line: ReviewLine, { locale, say }: LineContext): string {
  const details = bracketed(Object.values(line.args).map(String), locale);
  if (line.kind === 'action' && line.side === 'agent')
    return say('html.line.action', { action: actionName(line.text, locale), details });
  if (line.kind === 'status') return line.text === 'away' ? say('html.line.away') : say('html.line.online');
  if (line.kind === 'ending') return say('review.line.ending', { ending: endingText(line.text, say) });
  return sayOr(() => deedText(line, { locale }, say), `${line.text}${details}`);
}

function waitData(waits: readonly Wait[], reply: number, { locale, say }: LineContext): Pick<LineData, 'w'> {
  const wait = waits.find((each) => each.reply === reply);
  return wait === undefined ? {} : { w: [TONES[waitState(wait)], waitText(wait, { locale }, say)] };
}

function actText({ act, question, detail }: SaidAct, { locale, say }: LineContext): string {
  const name = sayOr(() => say(`html.act.${act}`), act);
  const topic = question === undefined ? undefined : topicName(question.topic, locale);
  const about = topic ?? (detail === undefined ? undefined : detailName(detail, locale));
  return about === undefined ? name : withTopic(name, about, locale);
}

/** Only where something moved it: that it fades with time is seen on the axis. */
function moodText(
  { mood, because }: EventOf<'buyer-state'>,
  before: number | undefined,
  { locale, say }: LineContext,
): string | null {
  if (because.length === 0 || before === undefined || signed(before) === signed(mood)) return null;
  const causes = [...new Set(because.map(({ trigger }) => trigger))].map((trigger) =>
    sayOr(() => say(`review.trigger.${trigger}`), forPage(trigger)),
  );
  return say('html.mood', { from: signed(before), to: signed(mood), causes: listed(causes, locale) });
}

function signed(mood: number): string {
  const text = Math.abs(mood).toFixed(1);
  return text === '0.0' ? '0' : `${mood > 0 ? '+' : '−'}${text}`;
}
