import { bargain, demand } from '../../src/buyer/bargain.ts';
import type { BuyerCase } from '../../src/buyer/case.ts';
import { compose, type Line } from '../../src/buyer/compose.ts';
import { openNegotiation } from '../../src/buyer/negotiation.ts';
import { thinkingMs } from '../../src/buyer/pace.ts';
import { startState } from '../../src/buyer/start.ts';
import type { BuyerState, Heard } from '../../src/buyer/state.ts';
import type { Data } from '../../src/commands/data.ts';
import { caseInputs } from '../../src/commands/wiring/case-inputs.ts';
import { openLanguages } from '../../src/commands/wiring/languages.ts';
import type { ActName } from '../../src/model/act.ts';
import type { Persona } from '../../src/model/persona.ts';
import { buyerCase } from '../../src/play/buyer-case.ts';
import { createRandom } from '../../src/random/stream.ts';
import { createWorld } from '../../src/shop/world.ts';
import { addPrices, pricesIn, type Samples } from './haggler-people.ts';
import { answerOffer, type Seller, type SellerMove } from './haggler-seller.ts';

const TURNS_MAX = 30;
/** Letters of a seller's message: median, and σ of the logarithm. */
const SELLER_LETTERS = [55, 0.8] as const;

/** The shipped haggler in English, at whatever is on sale. */
export function openHaggler(data: Data): BuyerCase {
  const key = { scenario: 'haggle-floor', persona: 'haggler', locale: 'en', repeat: 1 } as const;
  const inputs = caseInputs(key, data, openLanguages(), false);
  const { scenario, shop, market } = inputs;
  const world = createWorld(shop, market, scenario.startsAt.en, {
    roles: scenario.cast.en.roles,
    requesterIsPurchaser: true,
  });
  return buyerCase(inputs, world, 1);
}

/**
 * One negotiation of the shipped mechanics: this buyer's own opening, offers, ladder, acceptance and words, at structured moves of
 * the calibrated seller. The buyer is given a target (as a share of the list price) as the people were.
 */
export function negotiate(
  haggler: BuyerCase,
  seller: Seller,
  given: { readonly target: number; readonly list: number; readonly seed: number },
  samples: Samples,
): void {
  const list = Math.round(given.list * 100);
  const random = createRandom(given.seed);
  const draws = random.stream('seller', 0);
  const buyer: BuyerCase = {
    ...haggler,
    persona: withTarget(haggler.persona, given.target),
    random,
    listPrice: () => list,
    priceNow: () => list,
  };
  let state: BuyerState = startState(buyer);
  let own = 0;
  let all = 0;
  let ask = 1;
  let heardLength = 0;
  // Read from the words as the people's are, so that both mean the same.
  const offers: number[] = [];
  let named: readonly number[] = [];
  const asks: number[] = draws.chance(seller.namesList) ? [1] : [];
  const say = (lines: readonly Line[]): boolean => {
    state = compose(state, buyer, lines);
    if (heardLength > 0) {
      samples.thinkS.push(thinkingMs(buyer, heardLength, random.stream('think', state.turn * 16)) / 1_000);
      samples.typingS.push(state.drafts[0]!.afterMs / 1_000);
    }
    named = state.drafts.flatMap((draft) => pricesIn(draft.text, given.list));
    offers.push(...named);
    own += state.drafts.length;
    all += state.drafts.length;
    return !draws.chance(1 - (1 - seller.gone) ** state.drafts.length);
  };
  const unsaid = (messages: number) => {
    offers.length -= named.length;
    own -= messages;
    all -= messages;
    samples.thinkS.pop();
    samples.typingS.pop();
  };
  const hear = (): boolean => {
    heardLength = Math.round(draws.logNormal(...SELLER_LETTERS));
    all += 1;
    return !draws.chance(seller.gone);
  };

  let there = !draws.chance(seller.gone);
  for (const lines of there ? beforePrice(seller, draws.share()) : []) {
    there = there && say(lines) && hear();
    if (!there) break;
  }
  let final: number | null = null;
  if (there) {
    const opened = openNegotiation(0, 'item', list, list, buyer.persona, random.stream('reservation', 0));
    let bargained = demand(state, buyer, opened);
    for (let turn = 0; turn < TURNS_MAX; turn += 1) {
      state = bargained.state;
      const stays = say(bargained.lines);
      const { negotiation } = state;
      if (negotiation?.agreed !== undefined) {
        final = negotiation.agreed / list;
        if (draws.chance(seller.wordless)) unsaid(state.drafts.length);
        break;
      }
      if (bargained.left) {
        if (negotiation?.over === false) final = negotiation.asked / list;
        break;
      }
      const offered = bargained.lines[0]?.facts !== undefined;
      const offer = (negotiation?.offers.at(-1) ?? 0) / list;
      if (!stays) break;
      const move: SellerMove = offered
        ? answerOffer(seller, offer, ask, draws)
        : { type: 'refuse', reason: true, recalls: false };
      if (move.type === 'accept') ask = offer;
      if (move.type === 'counter') ask = (Math.round((move.ask * list) / 100) * 100) / list;
      if (move.type === 'counter') asks.push(ask);
      if (move.type === 'refuse' && move.recalls) asks.push(1);
      if (!hear()) break;
      bargained = bargain(state, buyer, [heardMove(move, Math.round(ask * list))], turn * 60_000);
    }
  }
  addPrices(
    samples,
    (state.negotiation?.offers ?? []).map((minor) => minor / list),
    asks,
    final,
  );
  samples.messages.push(all);
  samples.buyerMessages.push(own);
}

function withTarget(persona: Persona, target: number): Persona {
  const { haggling } = persona;
  if (haggling === undefined) throw new Error(`${persona.id} does not haggle`);
  return { ...persona, haggling: { ...haggling, target: [target, target] } };
}

/** What comes before the price: a greeting, questions. The scenario decides on it, so it is taken from the people. */
function beforePrice(seller: Seller, share: number): readonly (readonly Line[])[] {
  const count = seller.before.findIndex((_, index) => share < sum(seller.before.slice(0, index + 1)));
  const lines: readonly (readonly Line[])[] = [
    [{ intent: 'greet' }],
    [{ intent: 'ask.stock' }],
    [{ intent: 'ask.promotion' }],
  ];
  return lines.slice(0, count < 0 ? 3 : count);
}

function heardMove(move: SellerMove, minor: number): Heard {
  const span = [0, 1] as const;
  const act: ActName =
    move.type === 'accept'
      ? 'consent'
      : move.type === 'counter'
        ? 'counter-offer'
        : move.reason
          ? 'refuse-with-reason'
          : 'refuse';
  return {
    event: 0,
    at: 0,
    reading: {
      text: '',
      acts: [{ act, span, modality: 'plain', why: 'structured', certain: true }],
      facts: move.type === 'counter' ? [{ kind: 'money', minor, role: 'price', span }] : [],
      claims: [],
      unread: [],
    },
    notes: {
      answered: [],
      beside: [],
      contradictions: [],
      repeat: null,
      askedAgain: [],
      promised: [],
      kept: [],
      unread: false,
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
