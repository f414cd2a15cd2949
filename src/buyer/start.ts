import { emptyLedger } from '../dialogue/ledger.ts';
import type { BuyerCase } from './case.ts';
import { mattersOf } from './matters.ts';
import type { BuyerState } from './state.ts';

/** What it costs, in points of mood, to have to begin once more. */
const LEFT_WAITING = 1.5;

/** Whether the earlier chat ended with a line of the buyer's that nobody answered. */
function leftWaiting({ scenario, locale }: BuyerCase): boolean {
  return scenario.priorLog?.[locale]?.at(-1)?.from === 'buyer';
}

export function startState(buyer: BuyerCase): BuyerState {
  const draws = buyer.random.stream('character', 0);
  return {
    turn: 0,
    mood: buyer.persona.temper.mood - (leftWaiting(buyer) ? LEFT_WAITING : 0),
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
    notice: null,
    once: [],
    orderPlaced: null,
    paid: false,
    script: buyer.scenario.script ? { step: 0, met: false, waitUntil: 0 } : null,
    because: [],
  };
}
