import { afterAgentAction } from '../dialogue/ledger.ts';
import type { HaggleRung } from '../model/persona.ts';
import type { BuyerEvent } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { compose } from './compose.ts';
import { feel } from './mood.ts';
import { has, settle, settleByAction } from './settle.ts';
import { drafted } from './speaking.ts';
import type { BuyerState } from './state.ts';

/** What an action gives a buyer who bargains. */
const GAIN_OF_DEED: Readonly<Record<string, HaggleRung>> = {
  'add-gift': 'gift',
  'issue-coupon': 'coupon',
  'waive-freight': 'freight',
  'change-price': 'price',
};

/** How long after an order is in order the buyer pays. */
const PAYS_AFTER_MS = [6_000, 18_000] as const;

/** The agent did something. */
export function acted(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'agent-action' }>,
  at: number,
): BuyerState {
  if (!event.result.ok) return state;
  const ledger = afterAgentAction(state.ledger, event.event, at, event.name);
  const { state: next, settled } = settleByAction(change(state, { ledger }), buyer, event.name, event.args);
  const pleased = settled ? feel(next, buyer, [{ trigger: 'remedy-done', event: event.event }], at) : next;
  const changedPrice = event.name === 'change-price' && pleased.orderPlaced !== null && !pleased.paid;
  const paying = changedPrice ? payLater(pleased, buyer, at) : pleased;
  const gain = GAIN_OF_DEED[event.name];
  if (gain !== undefined && paying.negotiation !== null && !paying.negotiation.over) {
    const { negotiation } = paying;
    const price =
      event.name === 'change-price' ? Math.round(Number(event.args['price'] ?? 0) * 100) : negotiation.asked;
    const better = {
      ...negotiation,
      asked: price > 0 ? Math.min(negotiation.asked, price) : negotiation.asked,
      gained: [...new Set([...negotiation.gained, gain])],
      fresh: [...negotiation.fresh, gain],
    };
    return change(
      feel(
        change(paying, { negotiation: better }),
        buyer,
        [{ trigger: 'concession', event: event.event }],
        at,
      ),
      {
        replyAt: Math.max(paying.replyAt ?? 0, at + 6_000),
      },
    );
  }
  if (event.name === 'transfer') return change(paying, { closingAs: 'transferred' });
  // What was done may need no words, but the buyer looks at the chat again.
  return settled && paying.heard.length === 0 && paying.drafts.length === 0 && paying.closingSince === null
    ? change(paying, { replyAt: Math.max(paying.replyAt ?? 0, at + 4_000) })
    : paying;
}

function payLater(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  if (state.orderPlaced === null || state.deeds.some((deed) => deed.name === 'pay')) return state;
  const draws = buyer.random.stream('pay', 0);
  return change(state, {
    deeds: [
      ...state.deeds,
      {
        name: 'pay',
        args: { order: state.orderPlaced },
        at: at + draws.int(PAYS_AFTER_MS[0], PAYS_AFTER_MS[1]),
      },
    ],
  });
}

/**
 * Asked to change the price of an order already placed, the agent has answered without doing it. Said to be coming, it is waited
 * for once; then the buyer pays what it can afford, or leaves the order unpaid.
 */
export function afterPriceAsked(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const matter = state.matters.find((known) => known.status === 'open' && 'order' in known.want);
  const waiting =
    matter !== undefined && state.orderPlaced !== null && !state.paid && state.deeds.length === 0;
  if (!waiting || state.heard.length === 0) return state;
  const coming = state.heard.some((one) => has(one, 'consent', 'promise', 'hold', 'affirm', 'concede-price'));
  if (coming && !state.once.includes('price-coming'))
    return change(state, { once: [...state.once, 'price-coming'] });
  const { negotiation } = state;
  const affordable = negotiation === null || (negotiation.asks[0] ?? 0) <= negotiation.reservation;
  return affordable
    ? payLater(state, buyer, at)
    : settle(state, buyer, matter.id, 'price-not-changed', 'dropped');
}

/** One of its own deeds has been carried out, or could not be. */
export function done(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'own-action' }>,
  at: number,
): BuyerState {
  const deeds = state.deeds.slice(1);
  const next: BuyerState = change(state, { deeds });
  const matter = next.matters.find((known) => known.status === 'open' && 'order' in known.want);
  if (event.name === 'place-order') {
    if (!event.result.ok) {
      const dropped = matter ? settle(next, buyer, matter.id, 'no-stock', 'dropped') : next;
      return drafted(compose(dropped, buyer, [{ intent: 'order.no-stock' }]), at);
    }
    const order = String(event.result.changed['order'] ?? '');
    const placed: BuyerState = change(next, { orderPlaced: order });
    const pays = matter === undefined || !('order' in matter.want) || matter.want.pay;
    if (!pays) return matter ? settle(placed, buyer, matter.id, 'unpaid') : placed;
    const total = Number(event.result.changed['total'] ?? 0) * 100;
    const agreed = state.negotiation?.agreed;
    const quantity = Number(event.args['quantity'] ?? 1);
    if (agreed !== undefined && total > agreed * quantity + 1_500) {
      return drafted(
        compose(placed, buyer, [
          { intent: 'order.change-price', slots: { price: buyer.spokenMoney(agreed), order } },
        ]),
        at,
      );
    }
    return payLater(placed, buyer, at);
  }
  if (event.name === 'pay' && event.result.ok) {
    const settled = matter
      ? settle(change(next, { paid: true }), buyer, matter.id, 'paid')
      : change(next, { paid: true });
    return drafted(
      compose(settled, buyer, [{ intent: 'paid', slots: { order: state.orderPlaced ?? '' } }]),
      at,
    );
  }
  return next;
}

/** Something happened outside; the buyer sees what concerns its own order. */
export function worldTurned(
  state: BuyerState,
  buyer: BuyerCase,
  event: Extract<BuyerEvent, { type: 'world' }>,
  at: number,
): BuyerState {
  const index = state.causes.findIndex((cause) => cause.name === event.name);
  if (index >= 0)
    return worldTurned(
      change(state, { causes: state.causes.filter((_, i) => i !== index) }),
      buyer,
      event,
      at,
    );
  if (state.closingSince !== null || state.drafts.length > 0) return state;
  const intent = `notice.${event.name}`;
  if (
    ['order-placed', 'order-paid', 'return-requested', 'complaint-filed', 'rated', 'favourited'].includes(
      event.name,
    ) ||
    !buyer.phrasebook.has(intent)
  )
    return state;
  // The agent gets a moment to speak first: telling unasked is what good service does.
  return change(state, { notice: intent, replyAt: Math.max(state.replyAt ?? 0, at + 25_000) });
}
