import type { ActName } from '../model/act.ts';
import type { FactValue } from '../model/fact.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import type { Line } from './compose.ts';
import { afterMove, concession, type Move, nextOffer, react, readMove } from './negotiation.ts';
import { settle } from './settle.ts';
import type { BuyerState, Heard, Negotiation } from './state.ts';

export interface Bargained {
  readonly state: BuyerState;
  readonly lines: readonly Line[];
  /** The price is still being talked about: nothing new is brought up. */
  readonly waiting: boolean;
  /** Walked away over the price. */
  readonly left: boolean;
}

/** The buyer's move in an open negotiation. */
export function bargain(state: BuyerState, buyer: BuyerCase, heard: readonly Heard[], at: number): Bargained {
  const negotiation = state.negotiation;
  if (negotiation === null || negotiation.over || negotiation.offers.length + negotiation.round === 0)
    return { state, lines: [], waiting: false, left: false };
  const move = [...heard.map((one) => readMove(one.reading, negotiation)), byDeeds(negotiation)].reduce(
    join,
    EMPTY,
  );
  const moved = afterMove(negotiation, move);
  const haggling = buyer.persona.haggling;
  switch (react(moved, move, haggling)) {
    case 'wait': {
      // Words that say nothing on the price: the buyer puts its wish again once, then takes what there is.
      const spoke = heard.some((one) => !one.reading.acts.every((act) => SAYS_NOTHING.has(act.act)));
      if (!spoke)
        return { state: change(state, { negotiation: moved }), lines: [], waiting: true, left: false };
      const evaded = moved.evaded + 1;
      if (evaded <= buyer.persona.asksAgain) return demand(state, buyer, { ...moved, evaded }, true);
      return moved.asked <= moved.reservation
        ? accept(state, buyer, moved)
        : walk(change(state, { negotiation: moved }), buyer, moved, at);
    }
    case 'accept':
      return accept(state, buyer, moved);
    case 'walk':
      return walk(change(state, { negotiation: moved }), buyer, moved, at);
    case 'next-rung':
      return demand(state, buyer, { ...moved, rung: nextRung(moved, haggling) });
    case 'offer': {
      // A wish that is no price is put once; after that the next one is due.
      const rungs = haggling?.rungs ?? [];
      const onPrice = rungs[moved.rung] === 'price';
      return demand(
        state,
        buyer,
        onPrice || moved.rung >= rungs.length - 1 ? moved : { ...moved, rung: nextRung(moved, haggling) },
        true,
      );
    }
  }
}

function accept(state: BuyerState, buyer: BuyerCase, negotiation: Negotiation): Bargained {
  const agreed = { ...negotiation, over: true, agreed: negotiation.asked };
  const settled = settle(change(state, { negotiation: agreed }), buyer, negotiation.matter, 'agreed');
  if (!state.willing && onlyBuyingIsLeft(settled)) {
    // Somebody who would not have bought anyway does not take the price; it goes away to think about it.
    return {
      state: change(settled, { closingAs: 'closed' }),
      lines: [{ intent: 'hesitate', effects: [{ type: 'closing' }] }],
      waiting: false,
      left: true,
    };
  }
  const intent = state.willing ? 'haggle.accept' : 'ack';
  return {
    state: settled,
    lines: [{ intent, slots: { price: buyer.spokenMoney(negotiation.asked) } }],
    waiting: false,
    left: false,
  };
}

function onlyBuyingIsLeft(state: BuyerState): boolean {
  return state.matters.every(
    ({ status, want }) => status === 'done' || status === 'dropped' || 'order' in want,
  );
}

const SAYS_NOTHING = new Set<ActName>([
  'hold',
  'greet',
  'acknowledge',
  'thank',
  'offer-help',
  'interjection-only',
  'praise',
]);

/** What the agent did instead of saying it. */
function byDeeds(negotiation: Negotiation): Move {
  return { ...EMPTY, gained: negotiation.fresh, spoke: negotiation.fresh.length > 0 };
}

/** Brings the next demand forward: a price, or whatever stands on the present rung. */
export function demand(
  state: BuyerState,
  buyer: BuyerCase,
  negotiation: Negotiation,
  insisting = false,
): Bargained {
  const haggling = buyer.persona.haggling;
  const rung = haggling?.rungs[Math.min(negotiation.rung, haggling.rungs.length - 1)] ?? 'price';
  const round = negotiation.round + 1;
  if (rung !== 'price' || !haggling) {
    const slots =
      rung === 'odd-amount'
        ? {
            offer: buyer.spokenMoney(roundDown(negotiation.asked)),
            amount: buyer.spokenMoney(negotiation.asked - roundDown(negotiation.asked)),
          }
        : {};
    const offers =
      rung === 'odd-amount'
        ? [...negotiation.offers, Math.max(roundDown(negotiation.asked), negotiation.offers.at(-1) ?? 0)]
        : negotiation.offers;
    const facts: readonly FactValue[] =
      rung === 'odd-amount' ? [{ kind: 'money', minor: roundDown(negotiation.asked), role: 'price' }] : [];
    return {
      state: change(state, { negotiation: { ...negotiation, round, offers } }),
      lines: [{ intent: haggling ? `haggle.${rung}` : 'haggle.open', slots, facts }],
      waiting: true,
      left: false,
    };
  }
  const offer = nextOffer({ ...negotiation, round: negotiation.offers.length === 0 ? 0 : round }, haggling);
  const first = negotiation.offers.length === 0;
  const intent =
    first && haggling.style === 'rival' && buyer.slots['rival']
      ? 'haggle.rival'
      : insisting && offer === negotiation.offers.at(-1)
        ? 'haggle.insist'
        : 'haggle.price';
  const next: Negotiation = { ...negotiation, round, offers: [...negotiation.offers, offer] };
  return {
    state: change(state, { negotiation: next }),
    lines: [
      {
        intent,
        slots: { offer: buyer.spokenMoney(offer), price: buyer.spokenMoney(negotiation.asked) },
        facts: [{ kind: 'money', minor: offer, role: 'price' }],
      },
    ],
    waiting: true,
    left: false,
  };
}

/** The next thing to ask for. The odd amount is asked off only by who would pay the rest by now. */
function nextRung(negotiation: Negotiation, haggling: BuyerCase['persona']['haggling']): number {
  const { rung, asked, round } = negotiation;
  const rungs = haggling?.rungs ?? [];
  const skips =
    haggling !== undefined &&
    rungs[rung + 1] === 'odd-amount' &&
    rung + 2 < rungs.length &&
    roundDown(asked) > concession({ ...negotiation, round: round + 1 }, haggling);
  return rung + (skips ? 2 : 1);
}

/** Goes away over the price; some come back to take it after all. */
function walk(state: BuyerState, buyer: BuyerCase, negotiation: Negotiation, at: number): Bargained {
  const affordable = negotiation.asked <= negotiation.reservation;
  const returns =
    affordable &&
    negotiation.walkedAt === undefined &&
    buyer.random.stream('come-back', 0).chance(buyer.persona.haggling?.comesBack ?? 0);
  if (returns) {
    const next: BuyerState = change(state, { negotiation: { ...negotiation, walkedAt: at } });
    return { state: next, lines: [{ intent: 'haggle.walk' }], waiting: true, left: true };
  }
  const gone = settle(
    change(state, { negotiation: { ...negotiation, over: true, walkedAt: at } }),
    buyer,
    negotiation.matter,
    'walked',
    'dropped',
  );
  return {
    state: change(gone, { closingAs: 'left' }),
    lines: [{ intent: 'haggle.walk', effects: [{ type: 'closing' }] }],
    waiting: false,
    left: true,
  };
}

/** 抹零: the next lower round figure. */
export function roundDown(minor: number): number {
  const step = minor >= 10_000 ? 1_000 : 100;
  const down = Math.floor(minor / step) * step;
  return down === minor ? minor - step : down;
}

const EMPTY: Move = { price: null, gained: [], refusal: null, consent: false, spoke: false };

function join(a: Move, b: Move): Move {
  return {
    price: b.price ?? a.price,
    gained: [...a.gained, ...b.gained],
    refusal: b.refusal === 'reason' || a.refusal === 'reason' ? 'reason' : (b.refusal ?? a.refusal),
    consent: a.consent || b.consent,
    spoke: a.spoke || b.spoke,
  };
}
