/**
 * What people did in the raw negotiations, as samples. Prices are the amounts named in messages between a fifth and one and a half
 * times the list price; a buyer's amounts below the list price are its offers, repeats dropped. Counted so,
 * times and messages agree with the published statistics of the development half exactly, offers and final prices within 0.02, and the
 * seller's steps, of which the last price of a message counts, within 0.03.
 */
export interface Samples {
  readonly firstOffer: number[];
  readonly upStep: number[];
  readonly sellerStep: number[];
  readonly final: number[];
  readonly messages: number[];
  readonly buyerMessages: number[];
  readonly thinkS: number[];
  readonly typingS: number[];
  deals: number;
  negotiations: number;
}

export interface Negotiated {
  /** The buyer's assigned target, as a share of the list price, and the list price in whole units. */
  readonly target: number;
  readonly list: number;
  readonly moves: readonly { readonly by: 'buyer' | 'seller'; readonly share: number }[];
  readonly final: number | null;
  readonly messages: number;
  /** Agreed, and the seller wrote last: the buyer took it by a button. */
  readonly wordless: boolean;
  /** Ended without an offer or anybody's decision: somebody was gone or gave up. */
  readonly abandoned: boolean;
  readonly asked: number;
}

interface RawEvent {
  readonly action: string;
  readonly agent: number;
  readonly data: unknown;
  readonly start_time: string | null;
  readonly time: string;
}

export interface RawNegotiation {
  readonly scenario: {
    readonly kbs: readonly {
      readonly personal: { readonly Role: string; readonly Target: number };
      readonly item: { readonly Price: number };
    }[];
  };
  readonly outcome: { readonly reward?: number; readonly offer?: { readonly price?: number | null } } | null;
  readonly events: readonly RawEvent[];
}

export function emptySamples(): Samples {
  return {
    firstOffer: [],
    upStep: [],
    sellerStep: [],
    final: [],
    messages: [],
    buyerMessages: [],
    thinkS: [],
    typingS: [],
    deals: 0,
    negotiations: 0,
  };
}

/** Adds what one negotiation shows, whoever held it: offers and asks in order, as shares of the list price. */
export function addPrices(
  samples: Samples,
  offers: readonly number[],
  asks: readonly number[],
  final: number | null,
): void {
  const below = withoutRepeats(offers.filter((share) => share < 1));
  if (below[0] !== undefined) samples.firstOffer.push(below[0]);
  for (const [index, share] of below.entries()) {
    const before = below[index - 1];
    if (before !== undefined && share > before) samples.upStep.push((share - before) / (1 - before));
  }
  const asked = withoutRepeats(asks);
  for (const [index, share] of asked.entries()) {
    const before = asked[index - 1];
    if (before !== undefined) samples.sellerStep.push(share - before);
  }
  samples.negotiations += 1;
  if (final === null) return;
  samples.deals += 1;
  if (final >= 0.2 && final <= 1.2) samples.final.push(final);
}

export function readPeople(raw: readonly RawNegotiation[]): {
  readonly samples: Samples;
  readonly negotiated: readonly Negotiated[];
} {
  const samples = emptySamples();
  const negotiated = raw.map((one) => readOne(one, samples));
  return { samples, negotiated };
}

function readOne({ scenario, outcome, events }: RawNegotiation, samples: Samples): Negotiated {
  const buyer = scenario.kbs.findIndex((each) => each.personal.Role === 'buyer');
  const { personal, item } = scenario.kbs[buyer]!;
  const list = item.Price;
  const moves: { by: 'buyer' | 'seller'; share: number }[] = [];
  let before: RawEvent | undefined;
  let all = 0;
  let own = 0;
  let asked = 0;
  let wroteLast: 'buyer' | 'seller' = 'buyer';
  for (const event of events) {
    if (event.action === 'message') {
      all += 1;
      const by = event.agent === buyer ? 'buyer' : 'seller';
      if (by === 'buyer') {
        own += 1;
        addTimes(event, before, buyer, samples);
      }
      const named = pricesIn(String(event.data), list);
      if (moves.every((move) => move.by !== 'buyer') && by === 'buyer' && named.length === 0) asked += 1;
      // Of several prices in a seller's message the last is where it arrives; each of a buyer's is an offer.
      const meant = by === 'buyer' ? named : named.filter((share) => share >= 0.3 && share <= 1.2).slice(-1);
      moves.push(...meant.map((share) => ({ by, share }) as const));
      wroteLast = by;
    }
    before = event;
  }
  const price = outcome?.reward === 1 ? outcome.offer?.price : undefined;
  const final = price === undefined || price === null ? null : price / list;
  const sharesOf = (by: string) => moves.filter((move) => move.by === by).map((move) => move.share);
  addPrices(samples, sharesOf('buyer'), sharesOf('seller'), final);
  samples.messages.push(all);
  samples.buyerMessages.push(own);
  const decided = events.some((event) => event.action === 'offer' || event.action === 'accept');
  return {
    target: personal.Target / list,
    list,
    moves,
    final,
    messages: all,
    wordless: final !== null && wroteLast === 'seller',
    abandoned: !decided,
    asked,
  };
}

/** From the seller's message to the first key, and from there to sending; a message begun before the seller's came shows neither. */
function addTimes(event: RawEvent, before: RawEvent | undefined, buyer: number, samples: Samples): void {
  if (before === undefined || before.agent === buyer || event.start_time === null) return;
  const think = Number(event.start_time) - Number(before.time);
  const typing = Number(event.time) - Number(event.start_time);
  if (think <= 0 || typing <= 0) return;
  samples.thinkS.push(think);
  samples.typingS.push(typing);
}

/** Amounts in a text as shares of the list price, those that could be a price of it. */
export function pricesIn(text: string, list: number): number[] {
  return [...text.matchAll(/(?<![\w.])[$£]?\s?(\d[\d,]*(?:\.\d+)?)\s?(k)?(?![\w%])/gi)]
    .map((match) => (Number(match[1]!.replaceAll(',', '')) * (match[2] ? 1_000 : 1)) / list)
    .filter((share) => share >= 0.2 && share <= 1.5);
}

function withoutRepeats(shares: readonly number[]): number[] {
  return shares.filter((share, index) => index === 0 || share !== shares[index - 1]);
}
