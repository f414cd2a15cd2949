import { atTime } from '../dialogue/ledger.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { compose } from './compose.ts';
import { dropTrifles } from './decide.ts';
import { waitLevel, waitTrigger } from './hear.ts';
import { feel } from './mood.ts';
import { settle } from './settle.ts';
import { drafted } from './speaking.ts';
import type { BuyerState } from './state.ts';

/** 在吗? Waiting long enough hurts; asking once or twice comes before going. */
export function nudge(state: BuyerState, buyer: BuyerCase, event: number, at: number): BuyerState {
  if (state.waitingSince === null) return change(state, { nudgeAt: null });
  const ledger = atTime(state.ledger, at);
  const broken = ledger.promises.some(
    (promise, i) => promise.status === 'broken' && state.ledger.promises[i]?.status === 'open',
  );
  const level = waitLevel(state, at);
  const felt = [
    ...(broken ? [{ trigger: 'promise-broken' as const, event }] : []),
    ...(level > state.waitCharged && waitTrigger(level) ? [{ trigger: waitTrigger(level)!, event }] : []),
  ];
  const moved = feel(change(state, { ledger }), buyer, felt, at);
  const nudges = state.nudges + 1;
  const next = compose(change(moved, { nudges, waitCharged: Math.max(level, state.waitCharged) }), buyer, [
    { intent: broken ? 'complain.promise' : moved.mood <= -1 || nudges > 1 ? 'nudge.angry' : 'nudge' },
  ]);
  const gap = buyer.persona.patience.nudgeAfter * (1 + nudges);
  return change(drafted(next, at), { nudgeAt: nudges < buyer.persona.patience.nudgesMax ? at + gap : null });
}

export function outOfPatience(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const level = Math.max(1, waitLevel(state, at));
  const trigger = level > state.waitCharged ? waitTrigger(level) : null;
  const moved = dropTrifles(trigger ? feel(state, buyer, [{ trigger, event: 0 }], at) : state);
  const angry = moved.mood <= buyer.persona.temper.threatAt + 1 && buyer.scenario.stage !== 'pre-sale';
  if (buyer.random.stream('silent', 1).chance(buyer.persona.leavesSilently) && !angry)
    return change(moved, { closingAs: 'drifted', closingSince: at, byeAt: at });
  const effects = angry
    ? ([{ type: 'act', name: 'complain', args: { with: 'platform', about: 'no answer' } }] as const)
    : [];
  const next = compose(change(moved, { closingAs: angry ? 'walked-out' : 'left' }), buyer, [
    { intent: 'leave.waited', effects: [...effects, { type: 'closing' }] },
  ]);
  return drafted(next, at);
}

export function comeBack(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const negotiation = state.negotiation;
  if (negotiation === null || negotiation.over) return state;
  const agreed = settle(
    change(state, { negotiation: { ...negotiation, over: true, agreed: negotiation.asked } }),
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
