import type { Draws } from '../../src/random/stream.ts';
import type { Negotiated } from './haggler-people.ts';
import { quantile } from './kolmogorov.ts';

/** A person who sells and bargains, in a dozen numbers. */
export interface Seller {
  /** Logistic: whether an offer is taken, by its share of the list price and its distance from the present ask. */
  readonly accept: { readonly base: number; readonly offer: number; readonly gap: number };
  /** Given that it is not taken: the chance of a price in answer; otherwise words alone. */
  readonly counters: number;
  /** How much less of a distance is given for each list price that it is wide: a low offer is met coldly. */
  readonly tightens: number;
  /** How much of the distance between ask and offer a counter-offer gives, before that: percentiles 10, 25, 50, 75, 90. */
  readonly gives: readonly [number, number, number, number, number];
  /** Chance to have named the list price before the first counter-offer, and to name it again where an offer is refused. */
  readonly namesList: number;
  readonly recallsList: number;
  /** Chance that a deal is closed by the chat's button, without a word of the buyer's. */
  readonly wordless: number;
  /** Chance at each message that somebody is gone or gives up, for reasons that no message shows. */
  readonly gone: number;
  /** Chances that the buyer says 0, 1, 2, 3 messages before it speaks of a price. */
  readonly before: readonly [number, number, number, number];
}

/**
 * As `npm run eval:haggler -- --calibrate` gives it on the development half. It was fitted again while the buyer was first tuned,
 * when a buyer's yes had been counted as an offer and low offers had been met too warmly; the buyer's numbers that ship were drawn
 * after that, against these. Not from data: a refusal gives a reason half of the time.
 */
export const SELLER: Seller = {
  accept: { base: 0.664, offer: -0.394, gap: -6.174 },
  counters: 0.694,
  tightens: 0.552,
  gives: [0.141, 0.343, 0.536, 0.736, 0.889],
  namesList: 0.368,
  recallsList: 0.071,
  wordless: 0.482,
  gone: 0.0224,
  before: [0.14, 0.343, 0.289, 0.228],
};

const REASON = 0.5;

export type SellerMove =
  | { readonly type: 'accept' }
  | { readonly type: 'counter'; readonly ask: number }
  | { readonly type: 'refuse'; readonly reason: boolean; readonly recalls: boolean };

/** The seller's answer to an offer; shares of the list price. */
export function answerOffer(seller: Seller, offer: number, ask: number, draws: Draws): SellerMove {
  if (draws.chance(acceptance(seller, offer, ask))) return { type: 'accept' };
  if (!draws.chance(seller.counters))
    return { type: 'refuse', reason: draws.chance(REASON), recalls: draws.chance(seller.recallsList) };
  const give = between(seller.gives, draws.share()) * Math.max(0, 1 - seller.tightens * (ask - offer));
  return { type: 'counter', ask: Math.max(offer, ask - give * (ask - offer)) };
}

/** Fits the seller to the raw negotiations: a logistic regression for taking an offer, quantiles and shares for the rest. */
export function calibrateSeller(negotiated: readonly Negotiated[]): Seller {
  const answered = negotiated.flatMap(answersIn);
  const refused = answered.filter((one) => one.taken === 0);
  const countered = refused.flatMap(({ next, ask, offer }) =>
    next !== null && next <= ask && ask > offer
      ? [{ gap: ask - offer, give: (ask - next) / (ask - offer) }]
      : [],
  );
  const tightens = rounded(tightening(countered));
  const firsts = negotiated.flatMap(({ moves }) => moves.find((move) => move.by === 'seller')?.share ?? []);
  const recalled = refused.filter(({ next, ask }) => next !== null && next > ask);
  const messages = negotiated.reduce((sum, one) => sum + one.messages, 0);
  const asked = negotiated.filter((one) => one.moves.some((move) => move.by === 'buyer'));
  const before = (count: number) =>
    rounded(asked.filter((one) => Math.min(3, one.asked) === count).length / asked.length);
  return {
    accept: logistic(answered),
    counters: rounded(countered.length / refused.length),
    tightens,
    gives: [0.1, 0.25, 0.5, 0.75, 0.9].map((share) =>
      rounded(
        Math.max(
          0,
          quantile(
            countered.map(({ gap, give }) => give / (1 - tightens * gap)),
            share,
          ),
        ),
      ),
    ) as unknown as Seller['gives'],
    namesList: rounded(firsts.filter((share) => share >= 0.98).length / firsts.length),
    recallsList: rounded(recalled.length / (refused.length - countered.length)),
    wordless: rounded(
      negotiated.filter((one) => one.wordless).length / negotiated.filter((one) => one.final !== null).length,
    ),
    gone: rounded(negotiated.filter((one) => one.abandoned).length / messages, 4),
    before: [before(0), before(1), before(2), before(3)],
  };
}

interface Answered {
  readonly offer: number;
  readonly ask: number;
  readonly taken: 0 | 1;
  /** The price named in answer. */
  readonly next: number | null;
}

function answersIn({ moves, final }: Negotiated): Answered[] {
  const answers: Answered[] = [];
  let ask = 1;
  for (const [index, move] of moves.entries()) {
    if (move.by === 'seller') {
      ask = move.share;
      continue;
    }
    // At or above the ask it is no offer: the buyer says yes to the seller's price.
    if (move.share >= Math.min(1, ask - 0.006)) continue;
    const next = moves[index + 1];
    const met = (share: number) => Math.abs(share - move.share) < 0.006;
    const taken = next === undefined ? final !== null && met(final) : next.by === 'seller' && met(next.share);
    if (next === undefined && !taken && final !== null) continue;
    answers.push({
      offer: move.share,
      ask,
      taken: taken ? 1 : 0,
      next: !taken && next?.by === 'seller' ? next.share : null,
    });
  }
  return answers;
}

function acceptance({ accept }: Pick<Seller, 'accept'>, offer: number, ask: number): number {
  return 1 / (1 + Math.exp(-(accept.base + accept.offer * offer + accept.gap * (ask - offer))));
}

/** The slope of a straight line through shares given over distances, relative to where it begins. */
function tightening(points: readonly { readonly gap: number; readonly give: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const gap = mean((point) => point.gap);
  const give = mean((point) => point.give);
  const slope =
    mean((point) => (point.gap - gap) * (point.give - give)) / mean((point) => (point.gap - gap) ** 2);
  return -slope / (give - slope * gap);
}

/** Plain gradient ascent: three weights and some hundred answers need no more. */
function logistic(answers: readonly Answered[]): Seller['accept'] {
  let accept = { base: 0, offer: 0, gap: 0 };
  for (let pass = 0; pass < 20_000; pass += 1) {
    const slope = { base: 0, offer: 0, gap: 0 };
    for (const { offer, ask, taken } of answers) {
      const missed = taken - acceptance({ accept }, offer, ask);
      slope.base += missed;
      slope.offer += missed * offer;
      slope.gap += missed * (ask - offer);
    }
    const rate = 4 / answers.length;
    accept = {
      base: accept.base + rate * slope.base,
      offer: accept.offer + rate * slope.offer,
      gap: accept.gap + rate * slope.gap,
    };
  }
  return { base: rounded(accept.base), offer: rounded(accept.offer), gap: rounded(accept.gap) };
}

/** A draw from the distribution with these quantiles, straight lines between them. */
function between([p10, p25, p50, p75, p90]: Seller['gives'], share: number): number {
  const points: readonly (readonly [number, number])[] = [
    [0, p10],
    [0.1, p10],
    [0.25, p25],
    [0.5, p50],
    [0.75, p75],
    [0.9, p90],
    [1, 1],
  ];
  const above = points.findIndex(([at]) => at >= share && at > 0);
  const [x1, y1] = points[above]!;
  const [x0, y0] = points[above - 1]!;
  return y0 + ((y1 - y0) * (share - x0)) / (x1 - x0);
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
