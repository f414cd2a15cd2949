import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMove,
  concession,
  type Move,
  nextOffer,
  openNegotiation,
  react,
  tidyPrice,
} from '../../src/buyer/negotiation.ts';
import type { Negotiation } from '../../src/buyer/state.ts';
import { type Persona, PersonaSchema } from '../../src/model/persona.ts';
import { createDraws } from '../../src/random/stream.ts';

type Haggling = NonNullable<Persona['haggling']>;

const HAGGLING: Haggling = PersonaSchema.shape.haggling.parse({
  style: 'habitual',
  opening: [0.6, 0.8],
  rungs: ['price', 'odd-amount', 'freight'],
})!;

function bargainer(haggling: Partial<Haggling>, reservation: [number, number] = [0.8, 1]): Persona {
  return { haggling: { ...HAGGLING, ...haggling }, buying: { closes: 1, reservation } } as Persona;
}

function negotiation(changes: Partial<Negotiation>): Negotiation {
  return {
    matter: 0,
    role: 'item',
    list: 20_000,
    asked: 20_000,
    offers: [],
    asks: [20_000],
    reservation: 18_000,
    opening: 12_000,
    rung: 0,
    round: 0,
    bareRefusals: 0,
    evaded: 0,
    reasons: 0,
    gained: [],
    fresh: [],
    over: false,
    ...changes,
  };
}

function move(changes: Partial<Move>): Move {
  return { price: null, gained: [], refusal: null, consent: false, spoke: true, ...changes };
}

const someHaggling = fc.record({
  opening: fc.constantFrom<[number, number]>([0.5, 0.7], [0.7, 1.1], [0.1, 1.2]),
  target: fc.constantFrom<[number, number] | undefined>(undefined, [0.5, 0.9], [0.9, 1]),
  give: fc.constantFrom<[number, number]>([0, 0], [0.1, 0.9], [1, 1]),
  timeWeight: fc.double({ min: 0, max: 1, noNaN: true }),
  beta: fc.double({ min: 0.05, max: 20, noNaN: true }),
  rounds: fc.integer({ min: 1, max: 12 }),
}) as fc.Arbitrary<Partial<Haggling>>;

const somePrices = fc.array(fc.double({ min: 0.3, max: 1.05, noNaN: true }), { maxLength: 12 });

describe('the opening', () => {
  it('is above neither what the shop asks today nor what the buyer would pay at most', () => {
    fc.assert(
      fc.property(
        someHaggling,
        fc.integer({ min: 300, max: 5_000_000 }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        fc.integer(),
        (haggling, list, today, seed) => {
          const now = Math.round(list * today);
          const opened = openNegotiation(0, 'item', list, now, bargainer(haggling), createDraws(seed));
          expect(opened.opening).toBeLessThanOrEqual(now);
          expect(opened.opening).toBeLessThanOrEqual(opened.reservation);
          expect(opened.opening).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('is a share of the list price, and the reservation price comes from buying, where there is no target', () => {
    const opened = openNegotiation(
      0,
      'item',
      20_000,
      20_000,
      bargainer({ opening: [0.7, 0.7] }, [0.9, 0.9]),
      createDraws(1),
    );
    expect(opened).toMatchObject({ opening: 14_000, reservation: 18_000 });
  });

  it('is a share of the target where there is one, and the reservation price lies above it by what the buyer gives', () => {
    const opened = openNegotiation(
      0,
      'item',
      20_000,
      20_000,
      bargainer({ target: [0.8, 0.8], opening: [0.9, 0.9], give: [0.5, 0.5] }),
      createDraws(1),
    );
    expect(opened).toMatchObject({ opening: tidyPrice(14_400), reservation: 18_000 });
  });
});

describe('the offers', () => {
  it('never fall, and are above neither the reservation price nor what is asked', () => {
    fc.assert(
      fc.property(someHaggling, somePrices, fc.integer(), (changes, prices, seed) => {
        const persona = bargainer(changes);
        let state = openNegotiation(0, 'item', 26_900, 25_900, persona, createDraws(seed));
        for (const share of prices) {
          const offer = nextOffer(state, persona.haggling!);
          expect(offer).toBeGreaterThanOrEqual(state.offers.at(-1) ?? 0);
          expect(offer).toBeLessThanOrEqual(state.reservation);
          expect(offer).toBeLessThanOrEqual(state.asked);
          state = { ...state, round: state.round + 1, offers: [...state.offers, offer] };
          const answer = move({ price: Math.round(26_900 * share) });
          state = afterMove(state, answer);
          // A price that meets the offer is taken: what comes after is no bargaining any more.
          if (state.asked <= offer) {
            expect(react(state, answer, persona.haggling)).toBe('accept');
            return;
          }
        }
      }),
    );
  });
});

describe('the time-dependent tactic', () => {
  const byTime = (round: number, rounds: number, beta: number) =>
    concession(negotiation({ opening: 10_000, reservation: 20_000, offers: [10_000], round }), {
      ...HAGGLING,
      timeWeight: 1,
      rounds,
      beta,
    });

  it('follows min + (t/tmax)^(1/β) · (max − min)', () => {
    expect(byTime(0, 4, 1)).toBe(10_000);
    expect(byTime(1, 4, 1)).toBe(12_500);
    expect(byTime(2, 4, 0.5)).toBe(12_500);
    expect(byTime(1, 4, 2)).toBe(15_000);
    expect(byTime(4, 4, 0.02)).toBe(20_000);
  });

  it('holds out below β = 1 (Boulware) and gives way early above (Conceder), at every time before the deadline', () => {
    for (let round = 1; round < 10; round += 1) {
      const linear = byTime(round, 10, 1);
      expect(byTime(round, 10, 0.2)).toBeLessThan(linear);
      expect(byTime(round, 10, 5)).toBeGreaterThan(linear);
    }
  });

  it('has reached the reservation price at the deadline, and stays there', () => {
    expect(byTime(4, 4, 0.6)).toBe(20_000);
    expect(byTime(9, 4, 0.6)).toBe(20_000);
  });
});

describe('the behaviour-dependent tactic', () => {
  const byBehaviour = (asks: readonly number[], last = 10_000) =>
    concession(negotiation({ opening: 10_000, reservation: 15_000, offers: [last], asks, round: 3 }), {
      ...HAGGLING,
      timeWeight: 0,
    });

  it("repeats the seller's last relative concession", () => {
    expect(byBehaviour([20_000, 18_000])).toBeCloseTo(10_000 * (20_000 / 18_000));
    expect(byBehaviour([20_000, 18_000, 16_000])).toBeCloseTo(10_000 * (18_000 / 16_000));
  });

  it('gives nothing for nothing, and does not answer a rise with a lower offer', () => {
    expect(byBehaviour([20_000])).toBe(10_000);
    expect(byBehaviour([20_000, 20_000])).toBe(10_000);
    expect(byBehaviour([18_000, 20_000])).toBe(10_000);
  });

  it('stops at the reservation price', () => {
    expect(byBehaviour([20_000, 8_000])).toBe(15_000);
  });
});

describe('the reaction', () => {
  const tactic: Haggling = { ...HAGGLING, timeWeight: 1, beta: 1, rounds: 4 };
  const offered = { offers: [12_000], round: 1 };

  it('takes a price that is no more than its own next offer', () => {
    const price = 15_000;
    const moved = afterMove(negotiation(offered), move({ price }));
    expect(react(moved, move({ price }), tactic)).toBe('accept');
  });

  it('goes on where the price is still above its next offer', () => {
    const price = 17_000;
    const moved = afterMove(negotiation(offered), move({ price }));
    expect(react(moved, move({ price }), tactic)).toBe('offer');
  });

  it('takes its own price when the seller agrees to it', () => {
    const moved = afterMove(negotiation(offered), move({ consent: true }));
    expect(moved.asked).toBe(12_000);
    expect(react(moved, move({ consent: true }), tactic)).toBe('accept');
  });

  it('asks for something else after a refusal with a reason, and walks after the bare ones it bears', () => {
    const reason = move({ refusal: 'reason' });
    expect(react(afterMove(negotiation(offered), reason), reason, tactic)).toBe('next-rung');
    const bare = move({ refusal: 'bare' });
    expect(react(afterMove(negotiation(offered), bare), bare, tactic)).toBe('offer');
    const last = afterMove(negotiation({ ...offered, bareRefusals: 2 }), bare);
    expect(react(last, bare, tactic)).toBe('walk');
  });

  it('withdraws when its time is up and the price is beyond it, and not before', () => {
    const price = 19_000;
    const at = (round: number) =>
      react(afterMove(negotiation({ ...offered, round }), move({ price })), move({ price }), tactic);
    expect(at(4)).toBe('offer');
    expect(at(5)).toBe('walk');
  });

  it('waits where nothing was said on the price', () => {
    expect(react(negotiation(offered), move({ spoke: false }), tactic)).toBe('wait');
  });
});
