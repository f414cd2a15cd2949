import { type AgentNotes, afterAgent } from '../dialogue/ledger.ts';
import type { ActName } from '../model/act.ts';
import type { Reading } from '../model/reading.ts';
import type { Topic } from '../model/topic.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { type Felt, feel } from './mood.ts';
import type { BuyerState } from './state.ts';
import type { Trigger } from './triggers.ts';

/** How long a bare 请稍等 keeps a buyer from asking where the agent is. */
export const HOLD_MS = 120_000;

/** What a single act does to the mood. Good words count only while there is something to make good, and twice at most. */
const FELT_OF_ACT: Partial<Record<ActName, Trigger>> = {
  'interjection-only': 'interjection-only',
  retort: 'retort',
  accuse: 'accusation',
  'pass-the-buck': 'passed-the-buck',
  command: 'told-to-calm-down',
  press: 'pressed',
  abuse: 'abuse',
  apologise: 'apology',
  'apologise-strongly': 'strong-apology',
  empathise: 'empathy',
  own: 'ownership',
  'give-options': 'options',
  'concede-price': 'concession',
  'concede-freight': 'concession',
  'concede-gift': 'concession',
  'concede-coupon': 'concession',
  thank: 'thanked',
};
const GOOD_TWICE = 2;
const CHEERFUL = /[😀-😂😄-😆😊😍🥰😘🌹]|~~|亲亲|么么/u;

/** Takes an agent message in: what it answered, how it felt. Nothing is said yet. */
export function hear(
  state: BuyerState,
  buyer: BuyerCase,
  text: string,
  event: number,
  at: number,
): BuyerState {
  const asked = openTopics(state);
  const reading = buyer.reader.read(text, 'agent', { asked });
  const { ledger, notes } = afterAgent(
    state.ledger,
    { truthOf: buyer.truthOf, holdMs: HOLD_MS, corrections: false },
    event,
    at,
    reading,
  );
  const felt = feltIn(state, reading, notes, event, at);
  const held =
    reading.acts.some((act) => act.act === 'hold') ||
    notes.promised.some((promise) => promise.kind === 'follow-up');
  let { heldUntil } = state;
  if (held && !deferred(notes, at)) {
    heldUntil = at + buyer.persona.patience.holdWorth;
    for (const { status, dueAt } of ledger.promises)
      if (status === 'open' && dueAt !== null && dueAt - at <= WAITS_HERE_MS)
        heldUntil = Math.max(heldUntil, dueAt);
  }
  const moved = feel(state, buyer, felt, at);
  let { once } = moved;
  for (const { trigger } of felt) if (isGood(trigger)) once = [...once, trigger];
  return change(moved, {
    ledger,
    heldUntil,
    heard: [...moved.heard, { event, at, reading, notes }],
    once,
    answeredOnce: true,
  });
}

/** A promise further off than this is not waited for in the chat. */
const WAITS_HERE_MS = 300_000;

/** Whether the agent put the answer off to a time after this chat (24小时内回复您). */
export function deferred(notes: AgentNotes, at: number): boolean {
  return notes.promised.some(
    (promise) => promise.kind === 'follow-up' && promise.dueAt !== null && promise.dueAt - at > WAITS_HERE_MS,
  );
}

export function openTopics(state: BuyerState): readonly Topic[] {
  const { questions } = state.ledger;
  const topics: Topic[] = [];
  for (let i = questions.length - 1; i >= 0; i -= 1) {
    const { status, question } = questions[i]!;
    if (status === 'open' || status === 'beside') topics.push(question.topic);
  }
  return topics;
}

function feltIn(
  state: BuyerState,
  reading: Reading,
  notes: AgentNotes,
  event: number,
  at: number,
): readonly Felt[] {
  const felt: Trigger[] = [];
  const waited = waitLevel(state, at);
  if (waited > state.waitCharged) felt.push(WAITS[waited]!);
  const { triggers, searching, ignorant, bareRefusal } = gistOf(reading);
  for (const trigger of triggers) if (!isGood(trigger) || welcome(state, trigger)) felt.push(trigger);
  if (ignorant && !searching) felt.push('ignorance');
  if (bareRefusal) felt.push('bare-refusal');
  if (state.mood <= -1 && CHEERFUL.test(reading.text)) felt.push('too-cheerful');
  if (notes.askedAgain.length > 0) felt.push('asked-again');
  if (notes.repeat !== null) felt.push('canned-line');
  if (notes.beside.length > 0 && !searching && !asksBack(reading)) felt.push('beside-the-question');
  if (notes.contradictions.length > 0) felt.push('contradiction');
  const timed = notes.promised.some(
    (promise) =>
      promise.dueAt !== null &&
      promise.kind === 'follow-up' &&
      reading.facts.some((fact) => fact.kind === 'duration' || fact.kind === 'date'),
  );
  if (timed && welcome(state, 'definite-time')) felt.push('definite-time');
  if (notes.kept.some((promise) => promise.kind === 'follow-up') && welcome(state, 'promise-kept'))
    felt.push('promise-kept');
  const quick = state.waitingSince !== null && at - state.waitingSince <= 10_000;
  if (quick && notes.answered.length > 0 && welcome(state, 'quick-and-right')) felt.push('quick-and-right');
  return felt.length === 0 ? NOTHING_FELT : felt.map((trigger) => ({ trigger, event }));
}
const NOTHING_FELT: readonly Felt[] = [];

/** What the acts of a message come to for whoever hears it, whatever came before. */
interface Gist {
  /** Of its acts one by one, in their order. */
  readonly triggers: readonly Trigger[];
  readonly searching: boolean;
  readonly ignorant: boolean;
  readonly bareRefusal: boolean;
}

const known = new WeakMap<Reading, Gist>();

/** What a message does and means; made once for a reading. */
function gistOf(reading: Reading): Gist {
  let gist = known.get(reading);
  if (gist === undefined) {
    const acts = new Set<ActName>();
    for (const { act, modality } of reading.acts) if (modality === 'plain') acts.add(act);
    const triggers: Trigger[] = [];
    for (const act of acts) {
      const trigger = FELT_OF_ACT[act];
      if (trigger === undefined || (act === 'apologise' && acts.has('apologise-strongly'))) continue;
      triggers.push(trigger);
    }
    gist = {
      triggers,
      searching: acts.has('hold') || acts.has('promise') || acts.has('hand-over'),
      ignorant: acts.has('ignorance'),
      bareRefusal:
        acts.has('refuse') &&
        !acts.has('apologise') &&
        !acts.has('apologise-strongly') &&
        !acts.has('refuse-with-reason') &&
        !acts.has('refuse-with-alternative'),
    };
    known.set(reading, gist);
  }
  return gist;
}

export function asksBack(reading: Reading): boolean {
  return reading.acts.some(
    (act) => act.act === 'ask-need' || act.act === 'ask-clarification' || act.act === 'ask-evidence',
  );
}

const WAITS: readonly (Trigger | null)[] = [null, 'waited-30s', 'waited-60s', 'waited-180s'];

/** 0 to 3: how long the buyer has waited without being told to. */
export function waitLevel(state: BuyerState, at: number): number {
  if (state.waitingSince === null || at <= state.heldUntil) return 0;
  const waited = at - Math.max(state.waitingSince, state.heldUntil);
  return waited > 180_000 ? 3 : waited > 60_000 ? 2 : waited > 30_000 ? 1 : 0;
}

export function waitTrigger(level: number): Trigger | null {
  return WAITS[level] ?? null;
}

function isGood(trigger: Trigger): boolean {
  return GOOD.has(trigger);
}
const GOOD = new Set<Trigger>([
  'quick-and-right',
  'apology',
  'strong-apology',
  'empathy',
  'ownership',
  'options',
  'definite-time',
  'concession',
  'thanked',
  'promise-kept',
  'remedy-done',
  'unasked-help',
]);
const MAKES_GOOD = new Set<Trigger>(['apology', 'strong-apology', 'empathy', 'ownership']);

function welcome(state: BuyerState, trigger: Trigger): boolean {
  if (MAKES_GOOD.has(trigger) && state.mood >= 0.5) return false;
  return state.once.filter((known) => known === trigger).length < GOOD_TWICE;
}
