import type { EventBody, Ref, Transcript, TranscriptEvent } from '../model/event.ts';
import { IMPORTED, TRANSCRIPT_FORMAT } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import { readMoment } from '../workbook/moment.ts';
import type { LogConversation, LogMessage } from './log.ts';
import type { Side } from './sides.ts';

export interface TranscriptOptions {
  readonly locale: Locale;
  /** Of the clock that the log's times are of: `+08:00`. */
  readonly utcOffset: string;
  readonly sideOf: (speaker: string) => Side;
  /** What the texts become before anything is written. */
  readonly rewrite: (text: string) => string;
  readonly tool: string;
  readonly packs: Ref;
  /** The shop whose sheets answers may be held to. */
  readonly shop: Ref | null;
  readonly agent: string;
}

/** A month: what is further apart is no conversation, and what goes back in time is out of order. */
const GAP_MAX_MS = 31 * 86_400_000;

/**
 * A conversation of a log as a transcript. Messages whose times go backwards are put in order; those without a time stand right
 * after the one before. A log without any times is marked as such, so that nothing about time is judged.
 */
export function toTranscript(log: LogConversation, id: string, options: TranscriptOptions): Transcript {
  const timed = withTimes(log.messages, options.utcOffset);
  const startMs = timed.find(({ ms }) => ms !== null)?.ms ?? null;
  const events: TranscriptEvent[] = [];
  const push = (t: number, body: EventBody) =>
    events.push({ conversation: id, index: events.length, t, ...body } as TranscriptEvent);
  push(0, {
    type: 'header',
    format: TRANSCRIPT_FORMAT,
    tool: options.tool,
    seed: 0,
    clock: 'system',
    latency: 'measured',
    locale: options.locale,
    startsAt: instantOf(startMs, options.utcOffset),
    case: id,
    scenario: IMPORTED,
    persona: IMPORTED,
    shop: options.shop,
    packs: options.packs,
    cast: {},
    agent: options.agent,
    ...(startMs === null ? { untimed: true as const } : {}),
  });
  let t = 0;
  for (const { message, ms } of timed) {
    if (ms !== null && startMs !== null) t = Math.max(t, Math.min(ms - startMs, t + GAP_MAX_MS));
    const body = bodyOf(message, options);
    if (body !== null) push(t, body);
  }
  push(t, { type: 'ending', ...endingOf(log.messages, options) });
  return { id, header: events[0] as Transcript['header'], events };
}

function withTimes(messages: readonly LogMessage[], utcOffset: string) {
  const timed = messages.map((message) => ({ message, ms: millisecondsOf(message.at, utcOffset) }));
  // A log is in order unless its times say otherwise; those without a time stay behind the one before.
  let last = Number.NEGATIVE_INFINITY;
  const keys = timed.map(({ ms }) => (last = ms ?? last));
  return timed
    .map((one, index) => ({ ...one, key: keys[index]!, index }))
    .sort((a, b) => (a.key === b.key ? a.index - b.index : a.key - b.key));
}

function millisecondsOf(at: string | null, utcOffset: string): number | null {
  if (at === null) return null;
  const read = readMoment(at.replace(/(\d{2}:\d{2}:\d{2})\.\d+/, '$1'), 'instant', {
    utcOffset,
    dayFirst: true,
  });
  if (!read.ok) return null;
  const fraction = /\d{2}:\d{2}:\d{2}\.(\d{1,3})/.exec(at)?.[1];
  return Date.parse(read.value as string) + (fraction === undefined ? 0 : Number(fraction.padEnd(3, '0')));
}

/** An instant on the log's own clock. */
function instantOf(ms: number | null, utcOffset: string): string {
  if (ms === null) return `2000-01-01T00:00:00${utcOffset}`;
  const sign = utcOffset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(utcOffset.slice(1, 3)) * 60 + Number(utcOffset.slice(4, 6)));
  return new Date(ms + minutes * 60_000).toISOString().slice(0, 19) + utcOffset;
}

function bodyOf(message: LogMessage, { sideOf, rewrite }: TranscriptOptions): EventBody | null {
  const from = message.speaker === '' ? 'system' : (message.side ?? sideOf(message.speaker));
  if (message.deed !== undefined) {
    if (from !== 'buyer' && from !== 'agent') return null;
    return {
      type: 'action',
      by: from,
      id: `l${message.line}`,
      name: message.deed.name,
      args: message.deed.args,
      result: { ok: true, changed: {} },
    };
  }
  const text = rewrite(message.text);
  if (text === '') return null;
  return {
    type: 'message',
    from,
    text,
    via: 'imported',
    ...(message.kind === 'picture' ? { content: [{ type: 'image' as const, alt: text }] } : {}),
  };
}

/** How a log ends nobody recorded: it was closed, unless somebody quit or accepted. */
function endingOf(messages: readonly LogMessage[], { sideOf }: TranscriptOptions) {
  const deeds = messages.flatMap(({ deed, side, speaker }) =>
    deed === undefined ? [] : [{ name: deed.name, side: side ?? sideOf(speaker) }],
  );
  const last = deeds.at(-1);
  if (last?.name === 'accept')
    return { ending: 'settled', by: 'session', reason: 'an offer was accepted' } as const;
  if (last?.name === 'quit' || last?.name === 'reject')
    return {
      ending: 'left',
      by: last.side === 'agent' ? 'agent' : 'buyer',
      reason: `ended by ${last.name}`,
    } as const;
  return { ending: 'closed', by: 'session', reason: 'end of the log' } as const;
}
