import { sameQuestion } from '../dialogue/ledger.ts';
import type { ActName } from '../model/act.ts';
import type { ActionArgs } from '../model/action.ts';
import type { Remedy } from '../model/question.ts';
import type { Want } from '../model/scenario.ts';
import type { Topic } from '../model/topic.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { deferred } from './hear.ts';
import { eventsOn, withMatter } from './matters.ts';
import { questionOf } from './questions.ts';
import type { BuyerState, Heard, Matter } from './state.ts';

/** Looks at every open matter in the light of what was heard; gives back the state with the settled ones settled. */
export function settleMatters(state: BuyerState, buyer: BuyerCase): BuyerState {
  let next = toldUnasked(state, buyer);
  for (const matter of state.matters) {
    if (matter.status !== 'open') continue;
    const result = resultOf(matter, next, buyer);
    if (result !== null) next = settle(next, buyer, matter.id, result);
  }
  return next;
}

/** What the agent told before it was asked need not be asked any more. */
function toldUnasked(state: BuyerState, buyer: BuyerCase): BuyerState {
  if (state.heard.length === 0 || state.script !== null) return state;
  let next = state;
  for (const { id, status, want } of state.matters) {
    if (status !== 'todo' || !('ask' in want)) continue;
    const about = want.about === undefined ? undefined : buyer.cast[want.about];
    const told = state.heard.some(({ reading }) =>
      reading.claims.some(
        (claim) =>
          claim.topic === want.ask &&
          claim.facts.length > 0 &&
          claim.facts.every((fact) => fact.kind !== 'product' || fact.product === about),
      ),
    );
    if (told) next = settle(next, buyer, id, 'told-unasked');
  }
  return next;
}

/** The rest of a burst without the questions that have just been answered: nobody asks for what stands on the screen. */
export function withoutTold(state: BuyerState, buyer: BuyerCase): BuyerState {
  const told = toldUnasked(state, buyer);
  if (told === state) return state;
  const done = new Set(told.matters.filter(({ status }) => status === 'done').map(({ id }) => id));
  const drafts = told.drafts.filter(
    ({ effects }) => !effects.some((effect) => effect.type === 'open' && done.has(effect.matter)),
  );
  return change(told, drafts.length > 0 ? { drafts } : { drafts, sending: false, draftAt: 0 });
}

/** Marks a matter settled, and lets happen what the scenario ties to it. */
export function settle(
  state: BuyerState,
  buyer: BuyerCase,
  id: number,
  result: string,
  status: 'done' | 'dropped' = 'done',
): BuyerState {
  // What the scenario ties to a matter happens when it was seen to, not when it was given up.
  const tied = status === 'done' ? eventsOn(buyer.scenario, id + 1) : [];
  const matters = withMatter(state.matters, id, { status, result });
  if (tied.length === 0) return change(state, { matters });
  const causes = tied.map((event) => ({
    at: state.moodAt + (event.after ?? 400),
    name: event.name,
    args: event.about ? { ...event.args, order: buyer.cast[event.about] ?? event.about } : event.args,
  }));
  return change(state, {
    matters,
    causes: [...state.causes, ...causes],
  });
}

function resultOf(matter: Matter, state: BuyerState, buyer: BuyerCase): string | null {
  const { want } = matter;
  const heard = state.heard;
  const putOff = heard.some((one) => deferred(one.notes, one.at));
  if (putOff && ('ask' in want || 'request' in want || 'report' in want || 'arrange' in want))
    return 'deferred';
  if ('ask' in want) return askResult(want, matter, state, buyer);
  if ('need' in want)
    return heard.some(
      (one) =>
        has(one, 'recommend') ||
        one.reading.facts.some((fact) => fact.kind === 'product') ||
        one.reading.claims.some((claim) => claim.topic === 'recommendation'),
    )
      ? 'recommended'
      : refused(heard);
  if ('report' in want)
    return heard.some((one) => TAKES_UP.some((act) => has(one, act)) || about(one, CARE_TOPICS))
      ? 'taken-up'
      : null;
  if ('request' in want) return requestResult(want.request, want.promise, heard, matter);
  if ('arrange' in want)
    return heard.some(
      (one) =>
        has(one, 'consent', 'promise', 'affirm', 'confirm-details') ||
        (has(one, 'inform', 'acknowledge') && !has(one, 'hold')),
    )
      ? 'arranged'
      : refused(heard);
  if ('chat' in want) return heard.length > 0 && matter.tries >= want.turns ? 'chatted' : null;
  if ('tempt' in want) return temptResult(heard, matter, want.insists);
  if ('threaten' in want)
    return heard.some((one) =>
      has(
        one,
        'refuse-with-reason',
        'refuse-with-alternative',
        'refuse',
        'apologise',
        'apologise-strongly',
        'empathise',
        'own',
        'promise',
        'give-options',
        'concede-gift',
        'concede-coupon',
        'concede-price',
        'buy-review',
        'inform',
        'invite-review',
      ),
    )
      ? 'answered'
      : null;
  return null;
}

const TAKES_UP: readonly ActName[] = [
  'apologise',
  'apologise-strongly',
  'empathise',
  'own',
  'promise',
  'ask-evidence',
  'ask-clarification',
  'ask-need',
  'give-options',
  'instruct',
  'consent',
  'refuse',
  'refuse-with-reason',
  'refuse-with-alternative',
];
const CARE_TOPICS: readonly Topic[] = [
  'remedy',
  'delay-cause',
  'order-state',
  'tracking',
  'refund-time',
  'exchange',
  'return-process',
  'return-freight',
  'compensation',
  'arrival',
  'dispatch',
];

function askResult(
  want: Extract<Want, { ask: Topic }>,
  matter: Matter,
  state: BuyerState,
  buyer: BuyerCase,
): string | null {
  const question = questionOf(want, buyer);
  const known = state.ledger.questions.find((one) => sameQuestion(one.question, question));
  if (known !== undefined && known.status !== 'open' && known.status !== 'beside') return 'answered';
  // Small matters about the conversation itself are answered by any answer.
  if (
    ['identity', 'follow-up', 'chat', 'recommendation', 'comparison', 'how-to-order', 'payment'].includes(
      want.ask,
    ) &&
    state.heard.some((one) =>
      has(
        one,
        'affirm',
        'deny',
        'inform',
        'recommend',
        'instruct',
        'promise',
        'refuse-with-reason',
        'refuse-with-alternative',
      ),
    )
  )
    return 'answered';
  if (
    state.heard.some(
      (one) =>
        has(one, 'refuse', 'refuse-with-reason', 'refuse-with-alternative') &&
        !one.reading.claims.length &&
        matter.tries > 0,
    )
  )
    return 'refused';
  return null;
}

function requestResult(
  remedies: readonly Remedy[],
  promise: boolean,
  heard: readonly Heard[],
  matter: Matter,
): string | null {
  if (
    remedies.includes('explain') &&
    heard.some((one) => about(one, ['delay-cause', 'order-state', 'remedy', 'tracking']))
  )
    return 'explained';
  if (
    remedies.includes('track') &&
    heard.some((one) => about(one, ['tracking', 'order-state', 'arrival', 'delay-cause']))
  )
    return 'tracked';
  if (
    promise &&
    heard.some(
      (one) =>
        has(one, 'promise', 'consent') ||
        (has(one, 'own', 'instruct', 'confirm-details') && about(one, CARE_TOPICS)),
    )
  )
    return 'promised';
  if (
    remedies.includes('compensate') &&
    heard.some((one) => has(one, 'concede-coupon', 'concede-gift', 'concede-price'))
  )
    return 'compensated';
  if (matter.tries >= 2 && heard.some((one) => has(one, 'refuse-with-reason', 'refuse-with-alternative')))
    return 'refused';
  return null;
}

/** Deeds that settle a wish for a remedy. */
const DEEDS: Readonly<Record<string, readonly Remedy[]>> = {
  refund: ['refund', 'part-refund', 'compensate'],
  exchange: ['exchange', 'reship'],
  reship: ['reship', 'exchange'],
  'accept-return': ['return', 'refund', 'exchange'],
  'send-tracking': ['track', 'explain'],
  intercept: ['intercept', 'track'],
  'file-claim': ['claim', 'track', 'explain'],
  'issue-coupon': ['compensate'],
  'add-gift': ['compensate'],
};
const ARRANGED_BY: Readonly<Record<string, readonly string[]>> = {
  'address-change': ['change-address', 'note-order'],
  note: ['note-order'],
  packaging: ['note-order', 'add-gift'],
  invoice: ['note-order'],
  cancel: ['refund', 'intercept'],
  intercept: ['intercept'],
};

/** After an action of the agent that succeeded: which open matters it settles. */
export function settleByAction(
  state: BuyerState,
  buyer: BuyerCase,
  name: string,
  _args: ActionArgs,
): { readonly state: BuyerState; readonly settled: boolean } {
  let next = state;
  for (const { id, status, want } of state.matters) {
    if (status !== 'open') continue;
    if ('request' in want && (DEEDS[name] ?? []).some((remedy) => want.request.includes(remedy)))
      next = settle(next, buyer, id, `done:${name}`);
    else if ('arrange' in want && (ARRANGED_BY[want.arrange] ?? []).includes(name))
      next = settle(next, buyer, id, `done:${name}`);
    else if ('report' in want && (DEEDS[name] ?? []).length > 0)
      next = settle(next, buyer, id, `done:${name}`);
  }
  return { state: next, settled: next !== state };
}

function temptResult(heard: readonly Heard[], matter: Matter, insists: number): string | null {
  if (heard.some((one) => has(one, 'off-platform', 'buy-review'))) return 'given';
  const no = heard.some((one) =>
    has(
      one,
      'refuse',
      'refuse-with-reason',
      'refuse-with-alternative',
      'deny',
      'ask-clarification',
      'inform',
      'instruct',
    ),
  );
  if (no) return matter.tries > insists ? 'refused' : null;
  return heard.some((one) => has(one, 'consent', 'affirm')) ? 'given' : null;
}

function refused(heard: readonly Heard[]): string | null {
  return heard.some((one) => has(one, 'refuse-with-reason', 'refuse-with-alternative', 'refuse'))
    ? 'refused'
    : null;
}

/** Whether a message does one of these things and means it. */
export function has(one: Heard, ...acts: readonly ActName[]): boolean {
  for (const { act, modality } of one.reading.acts)
    if (acts.includes(act) && (modality === 'plain' || act.startsWith('ask-'))) return true;
  return false;
}

function about(one: Heard, topics: readonly Topic[]): boolean {
  return (
    one.reading.claims.some((claim) => topics.includes(claim.topic)) ||
    one.reading.acts.some(
      (act) =>
        act.modality === 'plain' &&
        act.topic !== undefined &&
        topics.includes(act.topic) &&
        !['hold', 'acknowledge', 'greet'].includes(act.act),
    )
  );
}
