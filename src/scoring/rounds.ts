import type { ActName } from '../model/act.ts';
import type { Ending } from '../model/ending.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Moment } from './conversation.ts';

/**
 * From the first buyer message that is owed an answer to the first valid one. Times are milliseconds since the session
 * began; `reply` and `answer` are `null` where none came.
 */
export interface Round {
  readonly opens: Moment;
  readonly buyerMessages: readonly Moment[];
  /** The first valid message. */
  readonly reply: Moment | null;
  /** The first message of substance: no greeting, hold or thanks alone. */
  readonly answer: Moment | null;
  readonly waitMs: number;
  readonly answerMs: number;
  /** The longest stretch in which the buyer saw nothing new, and the moments at its two ends. */
  readonly silence: { readonly ms: number; readonly from: Moment; readonly to: Moment | null };
}

/** Endings in which a last message without an answer is nobody's fault. */
const CUT_SHORT: readonly Ending[] = ['turn-limit', 'time-limit', 'interrupted'];
/** A buyer who leaves this soon after writing gave nobody time to answer. */
const TIME_TO_ANSWER_MS = 20_000;

/** Messages made of these alone are owed no answer: 好的, 谢谢, 再见. */
export const OWED_NOTHING: ReadonlySet<ActName> = new Set<ActName>([
  'thank',
  'farewell',
  'acknowledge',
  'leave',
  'accept',
  'interjection-only',
  'praise-shop',
  'affirm',
  'hesitate',
]);
/** Agent messages made of these alone keep the buyer waiting for the answer itself. */
const NO_SUBSTANCE: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'hold',
  'thank',
  'apologise',
  'apologise-strongly',
  'acknowledge',
  'interjection-only',
  'offer-help',
  'empathise',
]);

/** Rounds whose answer is still out at the same time; more are a flood that nobody answers one by one. */
const PENDING_MAX = 4;

/** The rounds of a conversation by the rubric's way of counting; rounds outside its hours are left out. */
export function findRounds(
  moments: readonly Moment[],
  counts: Rubric['counts'],
  startsAt: string,
  ending: Ending,
  endedAt: number,
): Round[] {
  const drafts: Draft[] = [];
  /** The round that has no reply at all. */
  let waiting: Draft | null = null;
  /** Rounds without an answer of substance, the waiting one included. */
  let pending: Draft[] = [];

  for (const moment of moments) {
    if (moment.kind !== 'message') continue;
    if (moment.by === 'buyer') {
      if (waiting) waiting.buyerMessages.push(moment);
      else if (owesAnswer(moment)) {
        waiting = draft(moment);
        drafts.push(waiting);
        pending = pending.length < PENDING_MAX ? [...pending, waiting] : [...pending.slice(0, -1), waiting];
      }
    } else if (isValidReply(moment, counts)) {
      for (const round of pending) takeReply(round, moment);
      pending = pending.filter((round) => round.answer === null);
      waiting = null;
    }
  }

  const inHours = hoursFilter(counts, startsAt);
  const cutShort = (round: Draft) =>
    round.reply === null && (CUT_SHORT.includes(ending) || endedAt - round.opens.at < TIME_TO_ANSWER_MS);
  return drafts
    .filter((round) => !cutShort(round) && inHours(round.opens.at))
    .map((round) => finish(round, counts.waitCap, endedAt));
}

interface Draft {
  readonly opens: Moment;
  readonly buyerMessages: Moment[];
  reply: Moment | null;
  answer: Moment | null;
  last: Moment;
  /** Until when the agent asked to be waited for. */
  quietUntil: number;
  silence: { ms: number; from: Moment; to: Moment | null };
}

function draft(opens: Moment): Draft {
  const silence = { ms: 0, from: opens, to: null };
  return {
    opens,
    buyerMessages: [opens],
    reply: null,
    answer: null,
    last: opens,
    quietUntil: opens.at,
    silence,
  };
}

function takeReply(round: Draft, moment: Moment): void {
  noteSilence(round, moment);
  round.reply ??= moment;
  if (answers(round, moment)) round.answer ??= moment;
  else round.quietUntil = moment.at + askedForMs(moment);
}

function answers(round: Draft, moment: Moment): boolean {
  if (hasSubstance(moment)) return true;
  return round.buyerMessages.every(onlyGreets) && !moment.acts.some((act) => act.act === 'hold');
}

function noteSilence(round: Draft, moment: Moment): void {
  const since = Math.max(round.last.at, round.quietUntil);
  const ms = Math.max(0, moment.at - since);
  if (ms > round.silence.ms) round.silence = { ms, from: round.last, to: moment };
  round.last = moment;
  round.quietUntil = moment.at;
}

function finish(round: Draft, capMs: number, endedAt: number): Round {
  const waitMs = round.reply ? Math.min(round.reply.at - round.opens.at, capMs) : capMs;
  const answerMs = round.answer
    ? Math.min(round.answer.at - round.opens.at, capMs)
    : round.reply
      ? Math.min(Math.max(endedAt - round.opens.at, waitMs), capMs)
      : capMs;
  const silence = round.reply
    ? round.silence
    : { ms: Math.min(endedAt - round.opens.at, capMs), from: round.opens, to: null };
  return {
    opens: round.opens,
    buyerMessages: round.buyerMessages,
    reply: round.reply,
    answer: round.answer,
    waitMs,
    answerMs,
    silence,
  };
}

/** Whether a buyer message waits for an answer. What was not understood does. */
export function owesAnswer(moment: Moment): boolean {
  return moment.acts.length === 0 || !moment.acts.every((act) => OWED_NOTHING.has(act.act));
}

/**
 * Whether an agent message says something beyond politeness. What was not understood does, and so does a courtesy that asks
 * for no patience and greets nobody: "thank you, noted" ends the matter.
 */
export function hasSubstance({ acts }: Pick<Moment, 'acts'>): boolean {
  if (acts.length === 0 || !acts.every((act) => NO_SUBSTANCE.has(act.act))) return true;
  if (acts.some((act) => act.act === 'hold')) return false;
  // A greeting with an apology in it takes a stand on what was asked, even where the reader missed which.
  return acts.some((act) => act.act.startsWith('apologise')) || !acts.some((act) => act.act === 'greet');
}

/** A hello wants a hello back and nothing more. */
function onlyGreets({ acts }: Moment): boolean {
  return (
    acts.length > 0 &&
    acts.every((act) => act.act === 'greet' || act.act === 'small-talk' || act.act === 'nudge')
  );
}

export function isValidReply(moment: Moment, counts: Rubric['counts']): boolean {
  if (moment.kind !== 'message' || moment.by !== 'agent') return false;
  if (moment.via === 'auto' && !counts.autoReplies) return false;
  return counts.assistBot || moment.source.type !== 'message' || moment.source.from !== 'bot';
}

/** 请给我两分钟: the time asked for, in milliseconds; 0 where none is named. */
function askedForMs(moment: Moment): number {
  let longest = 0;
  for (const fact of moment.facts) if (fact.kind === 'duration') longest = Math.max(longest, fact.msMax);
  return longest;
}

const DAY_MS = 86_400_000;

function hoursFilter(counts: Rubric['counts'], startsAt: string): (at: number) => boolean {
  const hours = counts.hours;
  if (!hours) return () => true;
  const sessionStart = localMs(startsAt);
  const open = clockMs(hours.open);
  const close = clockMs(hours.close);
  return (at) => {
    const time = (sessionStart + (counts.hoursBy === 'session' ? 0 : at)) % DAY_MS;
    return open <= close ? time >= open && time < close : time >= open || time < close;
  };
}

/** Milliseconds of the local wall clock: the offset is added, so that `% DAY_MS` is the time of day. */
function localMs(instant: string): number {
  const sign = instant.at(-6) === '-' ? -1 : 1;
  return Date.parse(instant) + sign * clockMs(instant.slice(-5));
}

function clockMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
}
