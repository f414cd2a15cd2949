import type { HaggleRung, Persona } from '../model/persona.ts';
import type { Reading } from '../model/reading.ts';
import type { Draws } from '../random/stream.ts';
import type { Negotiation } from './state.ts';

type Haggling = NonNullable<Persona['haggling']>;

/** Opens a negotiation: the opening and the reservation price are drawn once. */
export function openNegotiation(
  matter: number,
  role: string,
  list: number,
  now: number,
  persona: Persona,
  draws: Draws,
): Negotiation {
  const { haggling, buying } = persona;
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * draws.share();
  const limit = haggling?.target === undefined ? between(buying.reservation) : null;
  const opens = haggling ? between(haggling.opening) : 0.9;
  const target = limit === null ? between(haggling!.target!) : 1;
  const reservation = Math.round(list * (limit ?? target + (1 - target) * between(haggling!.give)));
  return {
    matter,
    role,
    list,
    asked: now,
    offers: [],
    asks: [now],
    reservation,
    opening: tidyBelow(list * target * opens, Math.min(reservation, now)),
    rung: 0,
    round: 0,
    bareRefusals: 0,
    evaded: 0,
    reasons: 0,
    gained: [],
    fresh: [],
    over: false,
  };
}

/**
 * The next price this buyer names: what its tactic has come to, as a round figure. Never below the last own offer, and above
 * neither the reservation price nor what the seller asks, except that an offer once made is not taken back.
 */
export function nextOffer(negotiation: Negotiation, haggling: Haggling): number {
  const { opening, reservation, asked, offers } = negotiation;
  const last = offers.at(-1);
  if (last === undefined) return opening;
  const limit = Math.min(reservation, asked);
  return Math.max(last, tidyBelow(concession(negotiation, haggling), limit));
}

/**
 * Where the tactic has come to, minor units: a weighted sum of a time-dependent one, `opening + α(t)·(reservation − opening)` with
 * `α(t) = (t/T)^(1/β)`, and a behaviour-dependent one that repeats the seller's last relative concession, `own last · before/after`
 * (relative tit-for-tat with δ = 1), both within opening and reservation.
 * Source: Faratin, Sierra, Jennings, Negotiation decision functions for autonomous agents, 1998, sections 4.1 and 4.3.
 */
export function concession(negotiation: Negotiation, haggling: Haggling): number {
  const { opening, reservation, offers, asks, round } = negotiation;
  const share = Math.min(1, round / haggling.rounds) ** (1 / haggling.beta);
  const byTime = opening + share * (reservation - opening);
  const [before, after] = asks.slice(-2);
  const gave = before === undefined || after === undefined || after <= 0 ? 1 : Math.max(1, before / after);
  const byBehaviour = Math.min(reservation, (offers.at(-1) ?? opening) * gave);
  return haggling.timeWeight * byTime + (1 - haggling.timeWeight) * byBehaviour;
}

/** People name round figures: whole units, fives above 100, tens above 500. Minor units in and out. */
export function tidyPrice(minor: number): number {
  const step = tidyStep(minor);
  return Math.max(100, Math.round(minor / step) * step);
}

/** The round figure next to an amount that is not above the limit; the limit itself where there is none. */
function tidyBelow(minor: number, limit: number): number {
  const tidied = tidyPrice(Math.min(minor, limit));
  if (tidied <= limit) return tidied;
  const lower = tidied - tidyStep(limit);
  return lower > 0 ? lower : limit;
}

function tidyStep(minor: number): number {
  return minor >= 50_000 ? 1_000 : minor >= 10_000 ? 500 : 100;
}

/** What a message of the agent means in the bargaining. */
export interface Move {
  readonly price: number | null;
  readonly gained: readonly HaggleRung[];
  readonly refusal: 'bare' | 'reason' | null;
  readonly consent: boolean;
  readonly spoke: boolean;
}

export function readMove(reading: Reading, negotiation: Negotiation): Move {
  const plain = new Set(reading.acts.filter((act) => act.modality === 'plain').map((act) => act.act));
  const refusal =
    plain.has('refuse-with-reason') || plain.has('refuse-with-alternative')
      ? 'reason'
      : plain.has('refuse')
        ? 'bare'
        : null;
  const price = priceNamed(reading, negotiation);
  const gained: HaggleRung[] = [];
  if (plain.has('concede-freight')) gained.push('freight');
  if (plain.has('concede-gift')) gained.push('gift');
  if (plain.has('concede-coupon')) gained.push('coupon');
  if (plain.has('concede-price') && price === null) gained.push('price');
  // A bare yes may answer anything ("yes, I'm here"); only agreement to a wish takes the buyer's price.
  const consent = plain.has('consent');
  return {
    price,
    gained,
    refusal,
    consent,
    spoke: price !== null || gained.length > 0 || refusal !== null || consent,
  };
}

/** The price of one piece that a message arrives at, if any: a named amount, an amount off, or a share. */
function priceNamed(reading: Reading, negotiation: Negotiation): number | null {
  const naming = reading.acts.some(
    (act) =>
      act.modality === 'plain' &&
      ['quote', 'counter-offer', 'concede-price', 'consent', 'concede-coupon', 'inform'].includes(act.act),
  );
  if (!naming) return null;
  const { list, asked } = negotiation;
  const plausible = (minor: number) => minor >= list * 0.3 && minor <= list * 1.05;
  const candidates: number[] = [];
  for (const fact of reading.facts) {
    if (fact.modality !== undefined || fact.negated) continue;
    if (fact.kind === 'money' && (fact.role === undefined || fact.role === 'price') && plausible(fact.minor))
      candidates.push(fact.minor);
    if (fact.kind === 'discount' && plausible(Math.round(list * fact.payShare)))
      candidates.push(Math.round(list * fact.payShare));
    if (fact.kind === 'threshold-off' && list >= fact.thresholdMinor && plausible(list - fact.offMinor))
      candidates.push(list - fact.offMinor);
  }
  if (candidates.length === 0) {
    for (const fact of reading.facts)
      if (
        fact.kind === 'money' &&
        fact.role === 'off' &&
        fact.modality === undefined &&
        plausible(asked - fact.minor)
      )
        candidates.push(asked - fact.minor);
  }
  // The last price of a message is where it arrives: "list 269, today 239".
  return candidates.length === 0 ? null : Math.min(...candidates);
}

/** What the buyer makes of the agent's move. */
export type Reaction = 'accept' | 'offer' | 'next-rung' | 'walk' | 'wait';

export function afterMove(negotiation: Negotiation, move: Move): Negotiation {
  const asked = move.price !== null && move.price < negotiation.asked ? move.price : negotiation.asked;
  const agreedToOffer =
    move.consent && move.price === null && move.refusal === null && negotiation.offers.length > 0;
  return {
    ...negotiation,
    asked: agreedToOffer ? (negotiation.offers.at(-1) ?? asked) : asked,
    asks: move.price === null ? negotiation.asks : [...negotiation.asks, move.price],
    bareRefusals: negotiation.bareRefusals + (move.refusal === 'bare' ? 1 : 0),
    reasons: negotiation.reasons + (move.refusal === 'reason' ? 1 : 0),
    gained: [...new Set([...negotiation.gained, ...move.gained])],
    fresh: [],
  };
}

/**
 * A refusal with a reason takes the buyer to the next thing to ask for; a bare one makes it insist. It accepts what it can pay once
 * the price has met its offer or what it would offer next, something was gained at the end of the ladder, or two different reasons
 * were given.
 */
export function react(negotiation: Negotiation, move: Move, haggling: Haggling | undefined): Reaction {
  if (!move.spoke) return 'wait';
  const affordable = negotiation.asked <= negotiation.reservation;
  const lastOffer = negotiation.offers.at(-1);
  if (lastOffer !== undefined && negotiation.asked <= lastOffer && affordable) return 'accept';
  if (!haggling) return affordable ? 'accept' : 'walk';
  if (negotiation.bareRefusals >= haggling.walksAfterBareRefusals) return 'walk';
  if (move.price !== null && affordable && meetsNext(negotiation, haggling)) return 'accept';
  // Its time is up and the price still beyond it: it withdraws, as the model has it at the deadline.
  if (!affordable && negotiation.round > haggling.rounds) return 'walk';
  const lastRung = negotiation.rung >= haggling.rungs.length - 1;
  const pleased = move.gained.length > 0 || (move.price !== null && negotiation.round >= haggling.rounds);
  if (affordable && (pleased || negotiation.reasons >= 2) && (lastRung || negotiation.round >= 2))
    return 'accept';
  if (move.refusal === 'reason' || move.gained.length > 0)
    return lastRung ? (affordable ? 'accept' : 'walk') : 'next-rung';
  if (lastRung && haggling.rungs[negotiation.rung] !== 'price') return affordable ? 'accept' : 'walk';
  if (negotiation.round >= haggling.rounds + haggling.rungs.length) return affordable ? 'accept' : 'walk';
  return 'offer';
}

/** The seller asks no more than this buyer would offer next, give or take half a round figure. */
function meetsNext(negotiation: Negotiation, haggling: Haggling): boolean {
  if (negotiation.offers.length === 0) return false;
  const next = concession({ ...negotiation, round: negotiation.round + 1 }, haggling);
  return negotiation.asked <= next + tidyStep(negotiation.asked) / 2;
}
