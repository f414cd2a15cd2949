import { afterBuyer } from '../dialogue/ledger.ts';
import type { BuyerEvent } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { FAREWELL_MS } from './closing.ts';
import { asksBack } from './hear.ts';
import { withMatter } from './matters.ts';
import { patienceMs } from './pace.ts';
import { settle } from './settle.ts';
import type { BuyerState, Draft } from './state.ts';

/** One of its messages has gone out. */
export function sent(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'own-message' }>,
  at: number,
): BuyerState {
  const draft = state.drafts[0];
  const rest = state.drafts.slice(1);
  const ledger = afterBuyer(state.ledger, event.event, at, event.said);
  let next: BuyerState = change(state, {
    ledger,
    unspoken: null,
    drafts: rest,
    sending: rest.length > 0,
    draftAt: rest.length > 0 ? at + rest[0]!.afterMs : 0,
  });
  if (draft !== undefined) for (const effect of draft.effects) next = applyEffect(next, buyer, effect, at);
  if (next.heard.length > 0 && draft?.effects.some((effect) => effect.type === 'open'))
    next = change(next, { heard: next.heard.filter((one) => asksBack(one.reading)) });
  // What came while a script's line was being typed was no answer to it.
  if (state.script !== null && !state.sending && next.heard.length > 0) next = change(next, { heard: [] });
  if (rest.length > 0 || next.closingSince !== null) return next;
  // An answer that came while the burst was going out is still to be dealt with.
  if (next.heard.length > 0) return change(next, { replyAt: next.replyAt ?? at + 1_500 });
  // A nudge does not start the wait anew: who has waited long has still waited long.
  if (draft?.passing && next.waitingSince !== null) return next;
  return waitFromNow(next, buyer, at, null);
}

export function waitFromNow(
  state: BuyerState,
  buyer: BuyerCase,
  at: number,
  replyAt: BuyerState['replyAt'] = state.replyAt,
): BuyerState {
  const draws = buyer.random.stream('patience', state.turn);
  return change(state, {
    waitingSince: at,
    waitCharged: 0,
    patienceUntil: at + patienceMs(buyer, !state.answeredOnce, state.mood, draws),
    nudgeAt: at + Math.round(buyer.persona.patience.nudgeAfter * (0.8 + 0.4 * draws.share())),
    nudges: 0,
    replyAt,
  });
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
      return change(state, {
        matters: withMatter(state.matters, effect.matter, {
          status: 'open',
          tries: (matter?.tries ?? 0) + 1,
        }),
      });
    }
    case 'done':
      return settle(state, buyer, effect.matter, effect.result);
    case 'closing': {
      const draws = buyer.random.stream('farewell', state.turn);
      const [least, most] = FAREWELL_MS;
      const waits = state.closingAs === 'walked-out' ? draws.int(1_000, 3_000) : draws.int(least, most);
      return change(state, {
        closingSince: at,
        closingAs: state.closingAs ?? 'closed',
        byeAt: at + waits,
        waitingSince: null,
        nudgeAt: null,
      });
    }
    case 'act':
      return change(state, {
        deeds: [...state.deeds, { name: effect.name, args: effect.args, at: at + 500 }],
      });
    case 'offer':
      return state;
  }
}

/** Drops what was about to be sent, with everything it would have changed; what it answered is heard again. */
export function unsay(state: BuyerState, replyAt: number): BuyerState {
  const { unspoken } = state;
  if (unspoken === null) {
    // Said on its own account (ordered, paid): it waits until the answer has been read. A nudge is not needed any more.
    const drafts = state.drafts.filter((draft) => !draft.passing);
    return change(state, { drafts, draftAt: drafts.length > 0 ? Math.max(state.draftAt, replyAt) : 0 });
  }
  const { negotiation, closingAs, heard, once, notUnderstood } = unspoken;
  return change(state, {
    negotiation,
    closingAs,
    heard: [...heard, ...state.heard],
    once,
    notUnderstood,
    drafts: [],
    draftAt: 0,
    unspoken: null,
  });
}

/** Sets when the first of the drafts goes out. */
export function drafted(state: BuyerState, at: number): BuyerState {
  const first = state.drafts[0];
  return first === undefined || state.sending
    ? state
    : change(state, { draftAt: at + first.afterMs, nudgeAt: null });
}
