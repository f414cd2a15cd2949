import { afterAgentAction, afterBuyer, atTime, emptyLedger } from '../dialogue/ledger.ts';
import type { BuyerEvent, BuyerSnapshot, Plan, PlannedDeed } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { FAREWELL_MS } from './closing.ts';
import { compose } from './compose.ts';
import { decide, dropTrifles } from './decide.ts';
import { hear, waitLevel, waitTrigger } from './hear.ts';
import { matterName, mattersOf, pending, withMatter } from './matters.ts';
import { feel } from './mood.ts';
import { opening } from './opening.ts';
import { patienceMs, thinkingMs } from './pace.ts';
import { scripted, startScript } from './script.ts';
import { settle, settleByAction } from './settle.ts';
import type { BuyerState, Draft } from './state.ts';

/** How long after walking away over the price a buyer comes back, if it does. */
const COMES_BACK_MS = [45_000, 110_000] as const;
const PAYS_AFTER_MS = [6_000, 18_000] as const;

export function startState(buyer: BuyerCase): BuyerState {
  const draws = buyer.random.stream('character', 0);
  return {
    turn: 0,
    mood: buyer.persona.temper.mood,
    moodAt: 0,
    trust: buyer.persona.trust,
    willing: draws.chance(buyer.scenario.closes ?? buyer.persona.buying.closes),
    ledger: emptyLedger(buyer.given),
    matters: mattersOf(buyer),
    negotiation: null,
    heard: [],
    drafts: [],
    sending: false,
    waitingSince: null,
    patienceUntil: 0,
    nudges: 0,
    replyAt: null,
    nudgeAt: null,
    byeAt: null,
    draftAt: 0,
    deeds: [],
    causes: [],
    unspoken: null,
    waitCharged: 0,
    heldUntil: 0,
    answeredOnce: false,
    usedWordings: [],
    closingSince: null,
    closingAs: null,
    notUnderstood: 0,
    once: [],
    orderPlaced: null,
    paid: false,
    script: buyer.scenario.script ? { step: 0, met: false, waitUntil: 0 } : null,
    because: [],
  };
}

/** The buyer as a reducer: what it makes of an event, and everything it now means to do. */
export function step(
  before: BuyerState,
  buyer: BuyerCase,
  event: BuyerEvent,
): { readonly state: BuyerState; readonly plan: Plan | null } {
  const state = react({ ...before, because: [] }, buyer, event);
  const plan = planOf(state, before, buyer, event.at);
  return { state, plan };
}

function react(state: BuyerState, buyer: BuyerCase, event: BuyerEvent): BuyerState {
  const { at } = event;
  switch (event.type) {
    case 'start':
      return drafted(state.script ? startScript(state, buyer, at) : opening(state, buyer, at), at);
    case 'agent-message':
      return listen(hear(state, buyer, event.text, event.event, at), buyer, event.text.length, at);
    case 'agent-action':
      return acted(state, buyer, event, at);
    case 'own-message':
      return sent(state, buyer, event, at);
    case 'own-action':
      return done(state, buyer, event, at);
    case 'world':
      return event.name === 'action-result' ? state : worldTurned(state, buyer, event, at);
    case 'timer':
      return rang(state, buyer, event.timer, event.event, at);
    case 'channel-error':
      return feel(state, buyer, [{ trigger: 'channel-error', event: event.event }], at);
    case 'agent-typing':
      // Somebody who is seen typing is waited for a little longer.
      return { ...state, patienceUntil: Math.max(state.patienceUntil, at + 15_000) };
    case 'status':
      return state;
  }
}

/** The agent has spoken: read, think, and answer unless more comes. An unsent answer is thought over again. */
function listen(state: BuyerState, buyer: BuyerCase, length: number, at: number): BuyerState {
  if (state.closingSince !== null) {
    const draws = buyer.random.stream('bye', state.turn);
    return {
      ...state,
      heard: [],
      byeAt: Math.min(state.byeAt ?? Number.POSITIVE_INFINITY, at + draws.int(2_000, 6_000)),
    };
  }
  const draws = buyer.random.stream('think', state.turn * 16 + state.heard.length);
  const replyAt = Math.max(state.replyAt ?? 0, at + thinkingMs(buyer, length, draws));
  const thoughtOver: BuyerState = state.sending || state.drafts.length === 0 ? state : unsay(state);
  return { ...thoughtOver, replyAt, nudgeAt: null, waitCharged: 0 };
}

/** Drops what was about to be sent, with everything it would have changed; what it answered is heard again. */
function unsay(state: BuyerState): BuyerState {
  const { unspoken } = state;
  if (unspoken === null) return { ...state, drafts: [], draftAt: 0 };
  return {
    ...state,
    ...unspoken,
    heard: [...unspoken.heard, ...state.heard],
    drafts: [],
    draftAt: 0,
    unspoken: null,
  };
}

/** One of its messages has gone out. */
function sent(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'own-message' }>,
  at: number,
): BuyerState {
  const [draft, ...rest] = state.drafts;
  const ledger = afterBuyer(state.ledger, event.event, at, event.said);
  let next: BuyerState = {
    ...state,
    ledger,
    unspoken: null,
    drafts: rest,
    sending: rest.length > 0,
    draftAt: rest.length > 0 ? at + rest[0]!.afterMs : 0,
  };
  for (const effect of draft?.effects ?? []) next = applyEffect(next, buyer, effect, at);
  if (rest.length > 0 || next.closingSince !== null) return next;
  // An answer that came while the burst was going out is still to be dealt with.
  if (next.heard.length > 0) return next.replyAt === null ? { ...next, replyAt: at + 1_500 } : next;
  return waitFromNow(next, buyer, at);
}

function waitFromNow(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const draws = buyer.random.stream('patience', state.turn);
  return {
    ...state,
    waitingSince: at,
    waitCharged: 0,
    patienceUntil: at + patienceMs(buyer, !state.answeredOnce, state.mood, draws),
    nudgeAt: at + Math.round(buyer.persona.patience.nudgeAfter * (0.8 + 0.4 * draws.share())),
    nudges: 0,
  };
}

function applyEffect(
  state: BuyerState,
  buyer: BuyerCase,
  effect: Draft['effects'][number],
  at: number,
): BuyerState {
  switch (effect.type) {
    case 'open': {
      const matter = state.matters.find((known) => known.id === effect.matter);
      return {
        ...state,
        matters: withMatter(state.matters, effect.matter, {
          status: 'open',
          tries: (matter?.tries ?? 0) + 1,
        }),
      };
    }
    case 'done':
      return settle(state, buyer, effect.matter, effect.result);
    case 'closing': {
      const draws = buyer.random.stream('farewell', state.turn);
      const [least, most] = FAREWELL_MS;
      const waits = state.closingAs === 'walked-out' ? draws.int(1_000, 3_000) : draws.int(least, most);
      return {
        ...state,
        closingSince: at,
        closingAs: state.closingAs ?? 'closed',
        byeAt: at + waits,
        waitingSince: null,
        nudgeAt: null,
      };
    }
    case 'act':
      return { ...state, deeds: [...state.deeds, { name: effect.name, args: effect.args, at: at + 500 }] };
    case 'offer':
      return state;
  }
}

/** The agent did something. */
function acted(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'agent-action' }>,
  at: number,
): BuyerState {
  if (!event.result.ok) return state;
  const ledger = afterAgentAction(state.ledger, event.event, at, event.name);
  const { state: next, settled } = settleByAction({ ...state, ledger }, buyer, event.name, event.args);
  const pleased = settled ? feel(next, buyer, [{ trigger: 'remedy-done', event: event.event }], at) : next;
  const changedPrice = event.name === 'change-price' && pleased.orderPlaced !== null && !pleased.paid;
  const paying = changedPrice ? payLater(pleased, buyer, at) : pleased;
  if (event.name === 'transfer') return { ...paying, closingAs: 'transferred' };
  // What was done may need no words, but the buyer looks at the chat again.
  return settled && paying.heard.length === 0 && paying.drafts.length === 0 && paying.closingSince === null
    ? { ...paying, replyAt: Math.max(paying.replyAt ?? 0, at + 4_000) }
    : paying;
}

function payLater(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  if (state.orderPlaced === null || state.deeds.some((deed) => deed.name === 'pay')) return state;
  const draws = buyer.random.stream('pay', 0);
  return {
    ...state,
    deeds: [
      ...state.deeds,
      {
        name: 'pay',
        args: { order: state.orderPlaced },
        at: at + draws.int(PAYS_AFTER_MS[0], PAYS_AFTER_MS[1]),
      },
    ],
  };
}

/** One of its own deeds has been carried out, or could not be. */
function done(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'own-action' }>,
  at: number,
): BuyerState {
  const deeds = state.deeds.slice(1);
  const next: BuyerState = { ...state, deeds };
  const matter = next.matters.find((known) => known.status === 'open' && 'order' in known.want);
  if (event.name === 'place-order') {
    if (!event.result.ok) {
      const dropped = matter ? settle(next, buyer, matter.id, 'no-stock', 'dropped') : next;
      return drafted(compose(dropped, buyer, [{ intent: 'order.no-stock' }]), at);
    }
    const order = String(event.result.changed['order'] ?? '');
    const placed: BuyerState = { ...next, orderPlaced: order };
    const pays = matter === undefined || !('order' in matter.want) || matter.want.pay;
    if (!pays) return matter ? settle(placed, buyer, matter.id, 'unpaid') : placed;
    const total = Number(event.result.changed['total'] ?? 0) * 100;
    const agreed = state.negotiation?.agreed;
    const quantity = Number(event.args['quantity'] ?? 1);
    if (agreed !== undefined && total > agreed * quantity + 1_500) {
      return drafted(
        compose(placed, buyer, [
          { intent: 'order.change-price', slots: { price: buyer.spokenMoney(agreed), order } },
        ]),
        at,
      );
    }
    return payLater(placed, buyer, at);
  }
  if (event.name === 'pay' && event.result.ok) {
    const settled = matter
      ? settle({ ...next, paid: true }, buyer, matter.id, 'paid')
      : { ...next, paid: true };
    return drafted(
      compose(settled, buyer, [{ intent: 'paid', slots: { order: state.orderPlaced ?? '' } }]),
      at,
    );
  }
  return next;
}

/** Something happened outside; the buyer sees what concerns its own order. */
function worldTurned(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'world' }>,
  at: number,
): BuyerState {
  const index = state.causes.findIndex((cause) => cause.name === event.name);
  if (index >= 0)
    return worldTurned({ ...state, causes: state.causes.filter((_, i) => i !== index) }, buyer, event, at);
  if (state.closingSince !== null || state.drafts.length > 0) return state;
  const intent = `notice.${event.name}`;
  if (
    ['order-placed', 'order-paid', 'return-requested', 'complaint-filed', 'rated', 'favourited'].includes(
      event.name,
    ) ||
    !buyer.phrasebook.has(intent)
  )
    return state;
  // The agent gets a moment to speak first: telling unasked is what good service does.
  return { ...state, once: [...state.once, intent], replyAt: Math.max(state.replyAt ?? 0, at + 25_000) };
}

function rang(state: BuyerState, buyer: BuyerCase, timer: string, event: number, at: number): BuyerState {
  switch (timer) {
    case 'reply':
      return answer({ ...state, replyAt: null }, buyer, at);
    case 'nudge':
      return nudge(state, buyer, event, at);
    case 'patience':
      return outOfPatience(state, buyer, at);
    case 'back':
      return comeBack(state, buyer, at);
    case 'script':
      return drafted(scripted({ ...state, heard: [] }, buyer, at), at);
    default:
      return state;
  }
}

function answer(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  if (state.drafts.length > 0 && state.sending) return state;
  const { negotiation, closingAs, heard, once, notUnderstood } = state;
  const decided = state.script ? scripted(state, buyer, at) : decide(state, buyer, at);
  const next = drafted(
    { ...decided, unspoken: state.script ? null : { negotiation, closingAs, heard, once, notUnderstood } },
    at,
  );
  if (next.drafts.length > 0 || next.closingSince !== null || next.deeds.length > 0) return next;
  // Nothing to say: the buyer waits on, its patience counted from what it heard.
  return {
    ...waitFromNow(next, buyer, at),
    nudgeAt: Math.max(at, next.heldUntil) + buyer.persona.patience.nudgeAfter,
  };
}

/** 在吗? Waiting long enough hurts; asking once or twice comes before going. */
function nudge(state: BuyerState, buyer: BuyerCase, event: number, at: number): BuyerState {
  if (state.waitingSince === null) return { ...state, nudgeAt: null };
  const ledger = atTime(state.ledger, at);
  const broken = ledger.promises.some(
    (promise, i) => promise.status === 'broken' && state.ledger.promises[i]?.status === 'open',
  );
  const level = waitLevel(state, at);
  const felt = [
    ...(broken ? [{ trigger: 'promise-broken' as const, event }] : []),
    ...(level > state.waitCharged && waitTrigger(level) ? [{ trigger: waitTrigger(level)!, event }] : []),
  ];
  const moved = feel({ ...state, ledger }, buyer, felt, at);
  const nudges = state.nudges + 1;
  const next = compose({ ...moved, nudges, waitCharged: Math.max(level, state.waitCharged) }, buyer, [
    { intent: broken ? 'complain.promise' : moved.mood <= -1 || nudges > 1 ? 'nudge.angry' : 'nudge' },
  ]);
  const gap = buyer.persona.patience.nudgeAfter * (1 + nudges);
  return { ...drafted(next, at), nudgeAt: nudges < buyer.persona.patience.nudgesMax ? at + gap : null };
}

function outOfPatience(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const level = Math.max(1, waitLevel(state, at));
  const trigger = level > state.waitCharged ? waitTrigger(level) : null;
  const moved = dropTrifles(trigger ? feel(state, buyer, [{ trigger, event: 0 }], at) : state);
  const angry = moved.mood <= buyer.persona.temper.threatAt + 1 && buyer.scenario.stage !== 'pre-sale';
  if (buyer.random.stream('silent', 1).chance(buyer.persona.leavesSilently) && !angry)
    return { ...moved, closingAs: 'drifted', closingSince: at, byeAt: at };
  const effects = angry
    ? ([{ type: 'act', name: 'complain', args: { with: 'platform', about: 'no answer' } }] as const)
    : [];
  const next = compose({ ...moved, closingAs: angry ? 'walked-out' : 'left' }, buyer, [
    { intent: 'leave.waited', effects: [...effects, { type: 'closing' }] },
  ]);
  return drafted(next, at);
}

function comeBack(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const negotiation = state.negotiation;
  if (negotiation === null || negotiation.over) return state;
  const agreed = settle(
    { ...state, negotiation: { ...negotiation, over: true, agreed: negotiation.asked } },
    buyer,
    negotiation.matter,
    'came-back',
  );
  return drafted(
    compose(agreed, buyer, [
      { intent: 'haggle.back', slots: { price: buyer.spokenMoney(negotiation.asked) } },
    ]),
    at,
  );
}

/** Sets when the first of the drafts goes out. */
function drafted(state: BuyerState, at: number): BuyerState {
  const first = state.drafts[0];
  return first === undefined || state.sending
    ? state
    : { ...state, draftAt: at + first.afterMs, nudgeAt: null };
}

/* ---- what the buyer now means to do ---- */

function planOf(state: BuyerState, before: BuyerState, buyer: BuyerCase, at: number): Plan {
  const deeds: PlannedDeed[] = state.causes.map(({ name, args, at: time }) => ({
    afterMs: Math.max(0, time - at),
    do: 'cause',
    name,
    args,
  }));
  let due = state.draftAt;
  state.drafts.forEach((draft, i) => {
    if (i > 0) due += draft.afterMs;
    deeds.push(say(draft, Math.max(0, due - at)));
  });
  for (const deed of state.deeds)
    deeds.push({ afterMs: Math.max(0, deed.at - at), do: 'act', name: deed.name, args: deed.args });
  const wake = (timer: string, time: number | null) => {
    if (time !== null) deeds.push({ afterMs: Math.max(0, time - at), do: 'wake', timer });
  };
  if (
    state.byeAt !== null &&
    state.closingAs !== null &&
    (state.drafts.length === 0 || state.closingAs === 'drifted')
  ) {
    deeds.push({
      afterMs: Math.max(0, state.byeAt - at),
      do: 'leave',
      ending: state.closingAs,
      reason: reasonOf(state),
    });
  } else if (state.drafts.length === 0) {
    if (state.heard.length > 0 || state.replyAt !== null) wake('reply', state.replyAt ?? at + 1_000);
    else {
      if (state.script !== null && state.script.waitUntil > 0)
        wake('script', Math.max(state.script.waitUntil, at));
      const held = state.heldUntil;
      wake('nudge', state.nudgeAt === null ? null : Math.max(state.nudgeAt, held));
      if (state.waitingSince !== null)
        wake('patience', Math.max(state.patienceUntil, held + buyer.persona.patience.nudgeAfter));
      if (state.negotiation?.walkedAt !== undefined && !state.negotiation.over) {
        const draws = buyer.random.stream('back', 0);
        wake('back', state.negotiation.walkedAt + draws.int(COMES_BACK_MS[0], COMES_BACK_MS[1]));
      }
    }
  }
  const snapshot = snapshotOf(state, at);
  const changed = state.because.length > 0 || pendingNames(state) !== pendingNames(before);
  return {
    deeds,
    ...(changed ? { state: snapshot } : {}),
    ...(state.heldUntil > at ? { expectsBy: state.heldUntil } : {}),
  };
}

function say(draft: Draft, afterMs: number): PlannedDeed {
  if (draft.picture === undefined) return { afterMs, do: 'say', text: draft.text, said: draft.said };
  return {
    afterMs,
    do: 'say',
    text: `${draft.text} [${draft.picture}]`,
    said: draft.said,
    content: [
      { type: 'text', text: draft.text },
      { type: 'image', alt: draft.picture },
    ],
  };
}

function snapshotOf(state: BuyerState, at: number): BuyerSnapshot {
  return {
    mood: state.mood,
    patienceMs: Math.max(0, state.patienceUntil - at),
    trust: state.trust,
    open: pending(state.matters).map((matter) => matterName(matter.want)),
    because: state.because,
  };
}

function pendingNames(state: BuyerState): string {
  return state.matters.map((matter) => matter.status[0]).join('');
}

function reasonOf(state: BuyerState): string {
  const left = pending(state.matters).map((matter) => matterName(matter.want));
  const results = state.matters
    .filter((matter) => matter.status === 'dropped')
    .map((matter) => `${matterName(matter.want)} ${matter.result ?? ''}`.trim());
  return (
    [
      ...(left.length > 0 ? [`still open: ${left.join(', ')}`] : []),
      ...(results.length > 0 ? [`given up: ${results.join(', ')}`] : []),
    ].join('; ') || 'everything was seen to'
  );
}
