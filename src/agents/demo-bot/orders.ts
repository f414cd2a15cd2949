import type { ProtocolRequest } from '../../model/protocol.ts';
import { applyBuyerAction } from '../../shop/buyer-actions.ts';
import { orderTotal } from '../../shop/placing.ts';
import { truth } from '../../shop/truth.ts';
import { sayMoney } from '../../shop/wording.ts';
import { findOrder, findProduct, newestOrder, type WorldOrder } from '../../shop/world.ts';
import { applyWorldEvent } from '../../shop/world-events.ts';
import { remember } from './listen.ts';
import { type Moment, type Part, part, type Reply } from './state.ts';

const SILENT: Reply = { parts: [], actions: [] };

/** What the bot does when the desk tells it that something happened; most of it is said unasked. */
export function seeToEvent(moment: Moment): Reply {
  const { state, request } = moment;
  const event = request.event;
  if (
    event === undefined ||
    event.name === 'action-result' ||
    event.name === 'favourited' ||
    event.name === 'receipt-confirmed' ||
    event.name === 'promotion-ended'
  ) {
    if (event?.name === 'promotion-ended') applyWorldEvent(state.world, event.name, event.args, moment.at);
    return SILENT;
  }
  const order = takeIn(moment, event);
  const slots = order === undefined ? {} : orderSlots(moment, order);
  switch (event.name) {
    case 'order-placed':
      return order === undefined
        ? SILENT
        : {
            parts: [
              part('event.placed', slots),
              ...(state.stepsTold || !state.firstTime
                ? []
                : [
                    part(
                      'answer.how-to-order',
                      truth(state.world, { topic: 'how-to-order' }, moment.at).slots,
                    ),
                  ]),
            ],
            actions: [],
          };
    case 'order-paid':
      return order === undefined ? SILENT : paid(moment, order);
    case 'order-shipped':
      return order?.tracking === undefined
        ? { parts: [part('event.shipped.soon', slots)], actions: [] }
        : {
            parts: [part('event.shipped', slots, { topic: 'tracking' })],
            actions: [{ name: 'send-tracking', args: { order: order.number } }],
          };
    case 'parcel-stuck':
      if (order !== undefined)
        state.trouble = {
          problem: 'stuck-parcel',
          order: order.id,
          stage: 'options-given',
          options: ['track', 'reship', 'refund'],
        };
      state.apologised += 1;
      return {
        parts: [
          part(order?.trouble === undefined ? 'event.stuck' : 'event.stuck.cause', slots, {
            topic: 'delay-cause',
          }),
        ],
        actions: [{ name: 'contact', args: { about: `courier ${order?.number ?? ''}` } }],
      };
    case 'delivered':
      return { parts: [part('event.delivered', slots)], actions: [] };
    case 'group-formed':
      return { parts: [part('event.group', slots)], actions: [] };
    case 'order-cancelled':
      return { parts: [part('event.cancelled', slots)], actions: [] };
    case 'return-requested':
      return {
        parts: [
          part('event.return', {
            ...slots,
            ...truth(state.world, { topic: 'return-process' }, moment.at).slots,
          }),
        ],
        actions: [],
      };
    case 'rated':
      return rated(moment, Number(event.args.stars ?? 5), order);
    case 'complaint-filed':
      state.apologised += 1;
      return {
        parts: [part('event.complaint')],
        actions: [{ name: 'contact', args: { about: 'complaint' } }],
      };
    default:
      return SILENT;
  }
}

/** After a payment: address and phone read back, whether it is reached, when it leaves, and that a number will follow. Once. */
export function paid(moment: Moment, order: WorldOrder): Reply {
  const { state } = moment;
  if (state.addressConfirmed.has(order.id)) return SILENT;
  state.addressConfirmed.add(order.id);
  const notes = [...state.given].filter((given) => given === 'gift').map(() => 'gift');
  return {
    parts: [part('event.paid', orderSlots(moment, order), { topic: 'dispatch' })],
    actions:
      notes.length > 0 ? [{ name: 'note-order', args: { order: order.number, note: notes.join(', ') } }] : [],
  };
}

/** The buyer says it ordered or paid: the desk's own list decides which order is meant. */
export function orderedOrPaid(moment: Moment, saysPaid: boolean): Reply {
  const order =
    moment.state.order === undefined
      ? newestOrder(moment.state.world)
      : findOrder(moment.state.world, moment.state.order);
  if (order === undefined) return { parts: [part(saysPaid ? 'paid.thanks' : 'placed.thanks')], actions: [] };
  if (order.state === 'unpaid' && !saysPaid)
    return { parts: [part('event.placed', orderSlots(moment, order))], actions: [] };
  if (moment.state.addressConfirmed.has(order.id)) return { parts: [part('paid.thanks')], actions: [] };
  return paid(moment, order);
}

export function orderSlots(moment: Moment, order: WorldOrder): Record<string, string> {
  const { setup, state } = moment;
  const dispatch = truth(state.world, { topic: 'dispatch', order: order.id }, moment.at).slots;
  const arrival = truth(state.world, { topic: 'arrival', order: order.id }, moment.at).slots;
  const tracking = truth(state.world, { topic: 'tracking', order: order.id }, moment.at).slots;
  const cause = truth(state.world, { topic: 'delay-cause', order: order.id }, moment.at).slots;
  const product = findProduct(setup.shop, order.items[0]?.product ?? '');
  const slots: Record<string, string> = {
    ...arrival,
    ...dispatch,
    ...tracking,
    ...cause,
    order: order.number,
    product: product?.name ?? '',
    total: sayMoney(orderTotal(order), setup.market),
    name: order.address.name,
    phone: maskPhone(order.address.phone),
    address: order.address.line,
    care: product?.care?.text.replace(/[。.]+$/u, '') ?? '',
  };
  return slots;
}

/** 13812345678 → 138****5678: enough to confirm, too little to leak. */
function maskPhone(phone: string): string {
  const digits = phone.replace(/\s/g, '');
  return digits.length < 8 ? digits : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** Brings the bot's own back office in step with what it was told. */
function takeIn(moment: Moment, event: NonNullable<ProtocolRequest['event']>): WorldOrder | undefined {
  const { state } = moment;
  const number = typeof event.args.order === 'string' ? event.args.order : undefined;
  let order = number === undefined ? undefined : findOrder(state.world, number);
  if (event.name === 'order-placed' && number !== undefined && order === undefined) {
    applyBuyerAction(
      state.world,
      'place-order',
      {
        product: String(event.args.product ?? state.products[0] ?? ''),
        quantity: Number(event.args.quantity ?? 1),
      },
      moment.at,
    );
    order = newestOrder(state.world);
    if (order !== undefined) {
      order.number = number;
      if (typeof event.args.total === 'number')
        order.goodsMinor = Math.round(event.args.total * 100) - order.freight;
    }
  }
  if (order === undefined)
    return (
      newestOrder(state.world) ??
      (state.order === undefined ? undefined : findOrder(state.world, state.order))
    );
  if (event.name !== 'order-placed') applyWorldEvent(state.world, event.name, event.args, moment.at);
  state.order = order.id;
  remember(state, order.items[0]?.product);
  return order;
}

function rated(moment: Moment, stars: number, order: WorldOrder | undefined): Reply {
  const parts: Part[] = [
    part(stars >= 4 ? 'event.rated.good' : stars === 3 ? 'event.rated.medium' : 'event.rated.bad'),
  ];
  if (order === undefined) return { parts, actions: [] };
  const text = moment.setup.words
    .say(stars >= 4 ? 'review.reply.good' : 'review.reply.bad', {}, moment.draws, new Set())
    .messages.join(' ');
  return { parts, actions: [{ name: 'reply-review', args: { order: order.number, text } }] };
}
