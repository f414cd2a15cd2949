import type { ActName } from '../model/act.ts';
import type { SaidAct } from '../model/event.ts';
import type { FactValue } from '../model/fact.ts';
import type { Question } from '../model/question.ts';
import type { Detail } from '../model/reading.ts';
import { roughen } from '../phrasing/noise.ts';
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

/** Puts lines into this persona's words: one draft a message, typed one after the other. */
export function compose(state: BuyerState, buyer: BuyerCase, lines: readonly Line[]): BuyerState {
  const drafts: Draft[] = [];
  const used = new Set(state.usedWordings);
  lines.forEach((line, index) => {
    const draws = buyer.random.stream(`words:${index}`, state.turn);
    const wording =
      line.text === undefined
        ? buyer.phrasebook.say(line.intent, slotsFor(line, buyer), draws, used)
        : { messages: [line.text], key: `literal:${line.text}` };
    // The one said last stands last.
    used.delete(wording.key);
    used.add(wording.key);
    const said = saidOf(line);
    const passing = line.intent.startsWith('nudge') || line.intent.startsWith('complain.promise');
    wording.messages.forEach((message, part) => {
      const last = part === wording.messages.length - 1;
      const hand = buyer.random.stream(`hand:${index}:${part}`, state.turn);
      const text =
        line.text === undefined
          ? roughen(
              message,
              buyer.noise,
              { writing: buyer.persona.writing, mood: state.mood, keep: buyer.keep },
              hand,
            )
          : message;
      const pause = drafts.length === 0 ? 0 : burstGapMs(buyer, hand);
      drafts.push({
        text,
        said: last ? said : [],
        afterMs: pause + typingMs(buyer, text, hand),
        effects: last ? (line.effects ?? []) : [],
        ...(passing ? { passing: true as const } : {}),
        ...(last && line.picture !== undefined ? { picture: line.picture } : {}),
      });
    });
  });
  return change(state, {
    drafts: joinForStyle(drafts, buyer),
    usedWordings: [...used],
    turn: state.turn + 1,
  });
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
  return (line.acts ?? actsOf(line.intent)).map((act) => ({
    act,
    intent: line.intent,
    ...(line.question === undefined ? {} : { question: line.question }),
    ...(line.detail === undefined ? {} : { detail: line.detail }),
    ...(line.facts === undefined ? {} : { facts: line.facts }),
  }));
}

function actsOf(intent: string): readonly ActName[] {
  for (let name = intent; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const acts = ACTS_OF_INTENT[name];
    if (acts) return acts;
  }
  return ['inform'];
}
