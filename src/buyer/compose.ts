import type { ActName } from '../model/act.ts';
import type { SaidAct } from '../model/event.ts';
import type { FactValue } from '../model/fact.ts';
import type { Question } from '../model/question.ts';
import type { Detail } from '../model/reading.ts';
import { roughen } from '../phrasing/noise.ts';
import type { Used } from '../phrasing/phrasebook.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { burstGapMs, typingMs } from './pace.ts';
import type { BuyerState, Draft, Effect } from './state.ts';

export interface Line {
  readonly intent: string;
  readonly question?: Question;
  readonly detail?: Detail;
  readonly facts?: readonly FactValue[];
  readonly slots?: Readonly<Record<string, string>>;
  readonly effects?: readonly Effect[];
  /** What a picture shows, sent after the words. */
  readonly picture?: string;
  /** A literal text instead of a wording (scripts). */
  readonly text?: string;
  readonly acts?: readonly ActName[];
}

/** Puts lines into this persona's words: one draft a message, typed one after the other. `heard`: what is still to be answered. */
export function compose(
  state: BuyerState,
  buyer: BuyerCase,
  lines: readonly Line[],
  heard: BuyerState['heard'] = state.heard,
): BuyerState {
  const drafts: Draft[] = [];
  const used = new SaidWordings(state.usedWordings);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const draws = buyer.random.stream(`words:${index}`, state.turn);
    const wording =
      line.text === undefined
        ? buyer.phrasebook.say(line.intent, slotsFor(line, buyer), draws, used)
        : { messages: [line.text], key: `literal:${line.text}` };
    used.say(wording.key);
    put(wording.messages, line, index, state, buyer, drafts);
  }
  return change(state, {
    drafts: joinForStyle(drafts, buyer),
    usedWordings: used.keys,
    turn: state.turn + 1,
    heard,
  });
}

/** A conversation says a handful of wordings: a list of them is faster made and searched than a set. */
class SaidWordings implements Used {
  readonly keys: string[];

  constructor(before: readonly string[]) {
    this.keys = before.slice();
  }

  has(key: string): boolean {
    return this.keys.includes(key);
  }

  [Symbol.iterator]() {
    return this.keys[Symbol.iterator]();
  }

  /** The one said last stands last. */
  say(key: string): void {
    const at = this.keys.indexOf(key);
    if (at >= 0) this.keys.splice(at, 1);
    this.keys.push(key);
  }
}

const NO_ACTS: readonly SaidAct[] = [];
const NO_EFFECTS: readonly Effect[] = [];

/** Adds the messages of one line: its acts, effects and picture go with the last. */
function put(
  messages: readonly string[],
  line: Line,
  index: number,
  state: BuyerState,
  buyer: BuyerCase,
  drafts: Draft[],
): void {
  const { persona, noise, keep, random } = buyer;
  const passing = line.intent.startsWith('nudge') || line.intent.startsWith('complain.promise');
  for (let part = 0; part < messages.length; part += 1) {
    const last = part === messages.length - 1;
    const hand = random.stream(`hand:${index}:${part}`, state.turn);
    const text =
      line.text === undefined
        ? roughen(messages[part]!, noise, { writing: persona.writing, mood: state.mood, keep }, hand)
        : messages[part]!;
    const pause = drafts.length === 0 ? 0 : burstGapMs(buyer, hand);
    const draft: Growing<Draft> = {
      text,
      said: last ? saidOf(line) : NO_ACTS,
      afterMs: pause + typingMs(buyer, text, hand),
      effects: last ? (line.effects ?? NO_EFFECTS) : NO_EFFECTS,
    };
    if (passing) draft.passing = true;
    if (last && line.picture !== undefined) draft.picture = line.picture;
    drafts.push(draft);
  }
}

function slotsFor({ slots }: Line, buyer: BuyerCase): Readonly<Record<string, string>> {
  for (const _name in slots) return { ...buyer.slots, ...slots };
  return buyer.slots;
}

/** Somebody who dictates sends one long message, and so at times do people who rarely split. */
function joinForStyle(drafts: readonly Draft[], buyer: BuyerCase): readonly Draft[] {
  if (buyer.persona.writing.style !== 'voice' || drafts.length < 2) return drafts;
  const glue = buyer.noise.spaced ? ' ' : '';
  const first = drafts[0]!;
  const picture = drafts.find((draft) => draft.picture !== undefined)?.picture;
  return [
    {
      text: drafts.map((draft) => draft.text).join(glue),
      said: drafts.flatMap((draft) => draft.said),
      afterMs: drafts.reduce((sum, draft) => sum + draft.afterMs, 0),
      effects: drafts.flatMap((draft) => draft.effects),
      ...(picture === undefined ? {} : { picture }),
      ...(first.picture === undefined ? {} : { picture: first.picture }),
    },
  ];
}

/** The acts of an intent, by its longest known prefix. */
const ACTS_OF_INTENT: Readonly<Record<string, readonly ActName[]>> = {
  greet: ['greet'],
  ask: ['ask'],
  need: ['state-need'],
  haggle: ['haggle'],
  'haggle.accept': ['accept'],
  'haggle.walk': ['hesitate', 'leave'],
  order: ['place-order'],
  'order.change-price': ['haggle'],
  'order.no-stock': ['reject'],
  paid: ['report-paid'],
  report: ['report-problem'],
  request: ['request-remedy'],
  arrange: ['ask'],
  'arrange.note': ['request-remedy'],
  'arrange.cancel': ['request-remedy'],
  'arrange.intercept': ['request-remedy'],
  chat: ['small-talk'],
  'tempt.off-platform': ['ask-off-platform'],
  'tempt.review-reward': ['ask'],
  'tempt.private-data': ['ask-private-data'],
  'tempt.absolute-claim': ['ask'],
  'tempt.verification-code': ['ask'],
  'threaten.review': ['threaten-review', 'demand-compensation'],
  'threaten.platform': ['threaten-escalate'],
  give: ['give-detail'],
  'give.unknown': ['inform'],
  choose: ['accept'],
  confirm: ['affirm'],
  ack: ['acknowledge'],
  nudge: ['nudge'],
  'nudge.angry': ['complain-wait'],
  complain: ['complain'],
  'complain.wait': ['complain-wait'],
  'complain.repeat': ['complain-repeat'],
  'not-understood': ['not-understood'],
  calm: ['accept'],
  thank: ['thank'],
  hesitate: ['hesitate'],
  'wait-ok': ['acknowledge'],
  leave: ['leave'],
  'leave.settled': ['thank', 'leave'],
};

const plainly = new Map<string, readonly SaidAct[]>();

function saidOf(line: Line): readonly SaidAct[] {
  if (
    line.acts !== undefined ||
    line.question !== undefined ||
    line.detail !== undefined ||
    line.facts !== undefined
  )
    return actsSaid(line);
  // There are as many intents as the packs and personas have wordings for.
  let said = plainly.get(line.intent);
  if (said === undefined) plainly.set(line.intent, (said = actsSaid(line)));
  return said;
}

function actsSaid(line: Line): readonly SaidAct[] {
  const { intent, question, detail, facts } = line;
  return (line.acts ?? actsOf(intent)).map((act) => {
    const said: Growing<SaidAct> = { act, intent };
    if (question !== undefined) said.question = question;
    if (detail !== undefined) said.detail = detail;
    if (facts !== undefined) said.facts = facts;
    return said;
  });
}

type Growing<T> = { -readonly [Key in keyof T]: T[Key] };

const actsByIntent = new Map<string, readonly ActName[]>();

function actsOf(intent: string): readonly ActName[] {
  let acts = actsByIntent.get(intent);
  if (acts === undefined) actsByIntent.set(intent, (acts = foundActs(intent)));
  return acts;
}

function foundActs(intent: string): readonly ActName[] {
  for (let name = intent; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const acts = ACTS_OF_INTENT[name];
    if (acts) return acts;
  }
  return ['inform'];
}
