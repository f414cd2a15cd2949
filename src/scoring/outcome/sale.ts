import type { Conversation } from '../conversation.ts';
import { type Measured, NOT_APPLICABLE } from '../measures.ts';
import { owedOf } from '../owed.ts';
import { finalMood } from './conditions.ts';

function placedOrders(conversation: Conversation) {
  const { world } = owedOf(conversation);
  return world
    ? [...world.orders.values()].filter((order) => order.placedHere && order.state !== 'cancelled')
    : null;
}

const placingEvents = ({ moments }: Conversation): number[] =>
  moments
    .filter(({ source }) => source.type === 'action' && source.name === 'place-order' && source.result.ok)
    .map((moment) => moment.event);

/** Minor units over all orders placed in this conversation. */
export function orderValue(conversation: Conversation): Measured {
  const orders = placedOrders(conversation);
  if (!orders || orders.length === 0) return NOT_APPLICABLE('minor');
  return {
    unit: 'minor',
    value: orders.reduce((sum, order) => sum + order.goodsMinor, 0),
    events: placingEvents(conversation),
  };
}

export function itemsPerOrder(conversation: Conversation): Measured {
  const orders = placedOrders(conversation);
  if (!orders || orders.length === 0) return NOT_APPLICABLE('count');
  const items = orders.flatMap((order) => order.items).reduce((sum, item) => sum + item.quantity, 0);
  return { unit: 'count', value: items / orders.length, events: placingEvents(conversation) };
}

/** 1 where an order was placed, 0 where none was; only where the case has something to sell. */
export function conversion(conversation: Conversation): Measured {
  const orders = placedOrders(conversation);
  if (!orders || conversation.scenario?.stage !== 'pre-sale') return NOT_APPLICABLE('share');
  return { unit: 'share', value: orders.length > 0 ? 1 : 0, events: placingEvents(conversation) };
}

/** What was given away against the list price, as a share of it. */
export function discountGiven(conversation: Conversation): Measured {
  const orders = placedOrders(conversation);
  const { shop } = conversation;
  if (!orders || !shop || orders.length === 0) return NOT_APPLICABLE('share');
  const list = orders
    .flatMap((order) => order.items)
    .reduce(
      (sum, item) =>
        sum +
        (shop.products.find((one) => one.id === item.product)?.price.list ?? item.price) * item.quantity,
      0,
    );
  const paid = orders.reduce((sum, order) => sum + order.goodsMinor, 0);
  return list === 0
    ? NOT_APPLICABLE('share')
    : { unit: 'share', value: 1 - paid / list, events: placingEvents(conversation) };
}

/** The buyer's mood at the end, −3 to +3. */
export function moodAtEnd(conversation: Conversation): Measured {
  const last = conversation.transcript.events.findLast((event) => event.type === 'buyer-state');
  if (!last) return NOT_APPLICABLE('points');
  return { unit: 'points', value: finalMood(conversation), events: [last.index] };
}

/** How far the mood moved from start to end. */
export function moodChange(conversation: Conversation): Measured {
  const states = conversation.transcript.events.filter((event) => event.type === 'buyer-state');
  if (states.length < 2) return NOT_APPLICABLE('points');
  return { unit: 'points', value: states.at(-1)!.mood - states[0]!.mood, events: [states.at(-1)!.index] };
}
