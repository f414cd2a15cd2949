import type { BuyerEvent, Plan } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { acted, done, worldTurned } from './dealing.ts';
import { decide } from './decide.ts';
import { hear } from './hear.ts';
import { comeBack, nudge, outOfPatience } from './impatience.ts';
import { feel } from './mood.ts';
import { opening } from './opening.ts';
import { thinkingMs } from './pace.ts';
import { planOf } from './plan.ts';
import { scripted, startScript } from './script.ts';
import { withoutTold } from './settle.ts';
import { drafted, sent, unsay, waitFromNow } from './speaking.ts';
import type { BuyerState } from './state.ts';

/** The buyer as a reducer: what it makes of an event, and everything it now means to do. */
export function step(
  before: BuyerState,
  buyer: BuyerCase,
  event: BuyerEvent,
): { readonly state: BuyerState; readonly plan: Plan | null } {
  const fresh = before.because.length === 0 ? before : change(before, { because: [] });
  const state = react(fresh, buyer, event);
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
      return change(state, { patienceUntil: Math.max(state.patienceUntil, at + 15_000) });
    case 'status':
      return state;
  }
}

/** The agent has spoken: read, think, and answer unless more comes. An unsent answer is thought over again. */
function listen(state: BuyerState, buyer: BuyerCase, length: number, at: number): BuyerState {
  if (state.closingSince !== null) {
    const draws = buyer.random.stream('bye', state.turn);
    return change(state, {
      heard: [],
      byeAt: Math.min(state.byeAt ?? Number.POSITIVE_INFINITY, at + draws.int(2_000, 6_000)),
    });
  }
  const draws = buyer.random.stream('think', state.turn * 16 + state.heard.length);
  const replyAt = Math.max(state.replyAt ?? 0, at + thinkingMs(buyer, length, draws));
  const thoughtOver =
    state.drafts.length === 0 ? state : state.sending ? withoutTold(state, buyer) : unsay(state, replyAt);
  return change(thoughtOver, { replyAt, nudgeAt: null, waitingSince: null, waitCharged: 0 });
}

function rang(state: BuyerState, buyer: BuyerCase, timer: string, event: number, at: number): BuyerState {
  switch (timer) {
    case 'reply':
      return answer(change(state, { replyAt: null }), buyer, at);
    case 'nudge':
      return nudge(state, buyer, event, at);
    case 'patience':
      return outOfPatience(state, buyer, at);
    case 'back':
      return comeBack(state, buyer, at);
    case 'script':
      return drafted(scripted(change(state, { heard: [] }), buyer, at), at);
    default:
      return state;
  }
}

function answer(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  // A line of a script is not thought over: its step is taken, so it would be lost.
  if (state.drafts.length > 0 && (state.sending || state.script !== null)) return state;
  const { negotiation, closingAs, heard, once, notUnderstood } = state;
  const decided = state.script ? scripted(state, buyer, at) : decide(state, buyer, at);
  const unspoken = state.script ? null : { negotiation, closingAs, heard, once, notUnderstood };
  const first = decided.sending ? undefined : decided.drafts[0];
  const next = change(
    decided,
    first === undefined ? { unspoken } : { unspoken, draftAt: at + first.afterMs, nudgeAt: null },
  );
  if (next.drafts.length > 0 || next.closingSince !== null || next.deeds.length > 0) return next;
  // A script waits by its own clock.
  if (next.script !== null) return change(next, { waitingSince: null, nudgeAt: null });
  // Nothing to say: the buyer waits on, its patience counted from what it heard.
  return change(waitFromNow(next, buyer, at), {
    nudgeAt: Math.max(at, next.heldUntil) + buyer.persona.patience.nudgeAfter,
  });
}
