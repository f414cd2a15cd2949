import type { ActName } from '../model/act.ts';
import type { PROBLEMS, Question } from '../model/question.ts';
import type { Want } from '../model/scenario.ts';
import type { Topic } from '../model/topic.ts';
import { demand } from './bargain.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import type { Line } from './compose.ts';
import { giveDetail, knowsDetail } from './details.ts';
import { isMust, withMatter } from './matters.ts';
import { openNegotiation } from './negotiation.ts';
import { questionOf } from './questions.ts';
import { settle } from './settle.ts';
import type { BuyerState, Effect, Heard, Matter } from './state.ts';

export interface Raised {
  readonly state: BuyerState;
  readonly lines: readonly Line[];
  /** Something already brought up is still to come: nothing new is said. */
  readonly waiting: boolean;
}

/** How many open matters may be brought up again in one breath. */
const AGAIN_MAX = 2;

/** What answers nothing. */
const COURTESIES: ReadonlySet<ActName> = new Set<ActName>([
  'greet',
  'hold',
  'offer-help',
  'interjection-only',
  'acknowledge',
  'small-talk',
  'thank',
]);

/** Brings up what is next: again what was passed over, else the next matters of the agenda. */
export function raise(state: BuyerState, buyer: BuyerCase, at: number, heard: readonly Heard[]): Raised {
  let next = state;
  const lines: Line[] = [];
  const answeredSomething = heard.some((one) => one.reading.acts.some(({ act }) => !COURTESIES.has(act)));
  for (const matter of state.matters) {
    if (matter.status !== 'open' || lines.length >= AGAIN_MAX) continue;
    if ('haggle' in matter.want || 'order' in matter.want) return { state: next, lines, waiting: true };
    if (!answeredSomething) continue;
    const insists = 'tempt' in matter.want ? matter.want.insists : buyer.persona.asksAgain;
    if (matter.tries > insists) {
      next = settle(next, buyer, matter.id, 'given-up', 'dropped');
      continue;
    }
    const again = lineFor(matter, next, buyer, at);
    if (again === null) continue;
    next = again.state;
    lines.push(...again.lines);
  }
  const stillOpen = next.matters.some((matter) => matter.status === 'open');
  if (lines.length > 0 || (stillOpen && !answeredSomething)) return { state: next, lines, waiting: true };
  if (stillOpen) return { state: next, lines, waiting: true };
  return raiseNew(next, buyer, at);
}

/** The next matters that have not been brought up; several at once for a buyer who says most unasked. */
export function raiseNew(state: BuyerState, buyer: BuyerCase, at: number): Raised {
  const lines: Line[] = [];
  let next = state;
  const draws = buyer.random.stream('raise', state.turn);
  const { reveals } = buyer.persona;
  const atOnce = reveals === 'all' ? 3 : reveals === 'most' ? 2 : 1;
  let taken = 0;
  for (const matter of state.matters) {
    if (matter.status !== 'todo') continue;
    const alone =
      'haggle' in matter.want ||
      'order' in matter.want ||
      'tempt' in matter.want ||
      'threaten' in matter.want;
    if (taken > 0 && (alone || taken >= atOnce || !draws.chance(0.6))) break;
    if (next.mood < -1.5 && !isMust(matter.want) && buyer.scenario.stage === 'pre-sale') {
      next = change(next, {
        matters: withMatter(next.matters, matter.id, { status: 'dropped', result: 'no-mood' }),
      });
      continue;
    }
    const raised = lineFor(matter, next, buyer, at);
    if (raised === null) {
      // A step that only a script can take is no matter of an agenda.
      next = change(next, {
        matters: withMatter(next.matters, matter.id, { status: 'done', result: 'nothing-to-say' }),
      });
      continue;
    }
    next = raised.state;
    lines.push(...raised.lines);
    if (raised.lines.length === 0) continue;
    taken += 1;
    if (alone) break;
  }
  if (lines.length > 0 && taken === 1 && draws.chance(buyer.persona.chats))
    lines.push({ intent: 'chat.aside' });
  return { state: next, lines, waiting: false };
}

/** One matter in words, with what sending it changes; `null` where there is nothing to say on it. */
export function raiseOne(
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
): { readonly state: BuyerState; readonly lines: readonly Line[] } | null {
  return lineFor(matter, state, buyer, at);
}

function lineFor(
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
): { readonly state: BuyerState; readonly lines: readonly Line[] } | null {
  const { want } = matter;
  const opened: Effect = { type: 'open', matter: matter.id };
  const again = matter.tries > 0;
  const one = (line: Omit<Line, 'effects'>) => ({
    state,
    lines: [Object.assign(line, { effects: [opened] })],
  });
  if ('ask' in want) {
    const question = questionOf(want, buyer);
    return one({
      intent: soldOut(want, buyer) ? `ask.${want.ask}.variant` : askIntent(want.ask, question),
      question,
      slots: roleSlots(want.about, want.other, buyer),
    });
  }
  if ('need' in want) return one({ intent: `need.${want.need}` });
  if ('report' in want) return reportLines(want, matter, state, buyer, opened);
  if ('request' in want) {
    const remedy = want.request[0]!;
    return one({
      intent: again ? 'request.insist' : `request.${remedy}`,
      question: orderQuestion('remedy', want.about, buyer),
      slots: { remedy },
    });
  }
  if ('arrange' in want) return one({ intent: `arrange.${want.arrange}`, ...arranged(want, buyer) });
  if ('chat' in want) return one({ intent: `chat.${want.chat}` });
  if ('tempt' in want) return one({ intent: again ? `tempt.${want.tempt}.insist` : `tempt.${want.tempt}` });
  if ('threaten' in want) return one({ intent: `threaten.${want.threaten}` });
  if ('tell' in want) return tell(want.tell, matter, state, buyer);
  if ('haggle' in want) return openBargaining(want.haggle, matter, state, buyer, at);
  if ('order' in want) return order(want, matter, state, buyer, at);
  return null;
}

/** Where the very colour (and size) are gone, the question must name them, or an honest "yes, in stock" is held against the agent. */
function soldOut(want: Extract<Want, { ask: Topic }>, { scenario, knows }: BuyerCase): boolean {
  const role = want.about === undefined ? undefined : scenario.roles[want.about];
  return (
    want.ask === 'stock' &&
    role?.kind === 'product' &&
    role.needs.includes('no-stock') &&
    knows.colour !== undefined
  );
}

function askIntent(topic: Topic, question: Question): string {
  if (question.attribute !== undefined) return `ask.${topic}.${question.attribute}`;
  // After the order one asks otherwise (when does it come?) than before it (how long would it take?).
  return question.order === undefined ? `ask.${topic}` : `ask.${topic}.order`;
}

/** `{item}` is whatever the matter is about; `{item-b}` what it is compared with. */
function roleSlots(
  about: string | undefined,
  other: string | undefined,
  buyer: BuyerCase,
): Readonly<Record<string, string>> {
  const name = about === undefined ? undefined : buyer.slots[`role-${about}`];
  const second = other === undefined ? undefined : buyer.slots[`role-${other}`];
  return {
    ...(name === undefined ? {} : { item: name }),
    ...(second === undefined ? {} : { 'item-b': second }),
  };
}

function orderQuestion(topic: Topic, role: string, buyer: BuyerCase): Question {
  const report = [...(buyer.scenario.agenda ?? []), ...(buyer.scenario.script ?? [])].find(
    (want) => 'report' in want && want.about === role,
  );
  const problem = report !== undefined && 'report' in report ? report.report : undefined;
  const id = buyer.cast[role];
  return { topic, ...(id === undefined ? {} : { order: id }), ...(problem === undefined ? {} : { problem }) };
}

function reportLines(
  want: Extract<Want, { report: (typeof PROBLEMS)[number] }>,
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
  opened: Effect,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  const lines: Line[] = [
    {
      intent: `report.${want.report}`,
      effects: [opened],
      question: orderQuestion('remedy', want.about, buyer),
    },
  ];
  const tellsAll = buyer.persona.reveals === 'all' || buyer.persona.reveals === 'most';
  const known = state.ledger.given;
  if (
    matter.tries === 0 &&
    tellsAll &&
    knowsDetail(buyer, 'order-number') &&
    known['order-number'] === undefined
  )
    lines.push(giveDetail(buyer, 'order-number'));
  return { state, lines };
}

function arranged(want: Extract<Want, { arrange: string }>, buyer: BuyerCase): Partial<Line> {
  const topic: Topic | null =
    want.arrange === 'address-change'
      ? 'address-change'
      : want.arrange === 'packaging' || want.arrange === 'note'
        ? 'packaging'
        : want.arrange === 'invoice'
          ? 'invoice'
          : null;
  const id = want.about === undefined ? undefined : buyer.cast[want.about];
  return topic === null
    ? {}
    : {
        question: {
          topic,
          ...(id !== undefined && buyer.scenario.roles[want.about!]?.kind === 'order' ? { order: id } : {}),
        },
      };
}

const DETAIL_OF_KEY = {
  heightCm: 'body',
  region: 'region',
  occasion: 'occasion',
  problem: 'problem',
  evidence: 'photo',
  'order-number': 'order-number',
  needBy: 'need-by',
  note: null,
  budget: 'budget',
} as const;

function tell(
  key: keyof typeof DETAIL_OF_KEY,
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  const detail = DETAIL_OF_KEY[key];
  const line: Line = detail === null ? { intent: 'give.note' } : giveDetail(buyer, detail);
  if (line.intent === 'give.unknown')
    return {
      state: change(state, {
        matters: withMatter(state.matters, matter.id, { status: 'done', result: 'nothing-to-tell' }),
      }),
      lines: [],
    };
  return { state, lines: [{ ...line, effects: [{ type: 'done', matter: matter.id, result: 'told' }] }] };
}

function openBargaining(
  role: string,
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  const list = buyer.listPrice(role);
  if (list === null)
    return { state, lines: [{ intent: 'haggle.open', effects: [{ type: 'open', matter: matter.id }] }] };
  const negotiation = openNegotiation(
    matter.id,
    role,
    list,
    buyer.priceNow(role, at) ?? list,
    buyer.persona,
    buyer.random.stream('reservation', 0),
  );
  const { state: next, lines } = demand(state, buyer, negotiation);
  return {
    state: next,
    lines: lines.map((line) => ({ ...line, effects: [{ type: 'open', matter: matter.id }] })),
  };
}

/** Buys, if this buyer buys at all, is in the mood, and can pay the price. */
function order(
  want: Extract<Want, { order: string }>,
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
): { readonly state: BuyerState; readonly lines: readonly Line[] } {
  const drop = (result: string) => ({
    state: change(state, { matters: withMatter(state.matters, matter.id, { status: 'dropped', result }) }),
    lines: [] as readonly Line[],
  });
  if (!state.willing) return drop('not-buying');
  if (state.mood <= -1) return drop('put-off');
  const price = state.negotiation?.agreed ?? buyer.priceNow(want.order, at);
  const limit = state.negotiation?.reservation ?? Number.POSITIVE_INFINITY;
  if (price !== null && price > limit) return drop('too-dear');
  const product = buyer.cast[want.order];
  if (product === undefined) return drop('no-product');
  const { knows } = buyer;
  const args = {
    product,
    quantity: knows.quantity ?? 1,
    ...(knows.colour ? { colour: knows.colour } : {}),
    ...(knows.size ? { size: knows.size } : {}),
  };
  return {
    state,
    lines: [
      {
        intent: 'order',
        effects: [
          { type: 'open', matter: matter.id },
          { type: 'act', name: 'place-order', args },
        ],
      },
    ],
  };
}
