import type { ActionArgs, ActionRequest, ActionResult } from '../model/action.ts';
import type { TranscriptEvent } from '../model/event.ts';
import type { WorldEventName } from '../model/protocol.ts';
import { applyAgentAction } from './agent-actions.ts';
import { applyBuyerAction } from './buyer-actions.ts';
import { isoInstant } from './calendar.ts';
import { findOrder, nowMs, type World, type WorldOrder } from './world.ts';

/**
 * Something happens outside. `args.order` (id, number or role) says to which order. What already holds is left as it is, so
 * an event that only tells of a buyer's deed changes nothing twice. Never throws.
 */
export function applyWorldEvent(
  world: World,
  name: WorldEventName,
  args: ActionArgs,
  at: number,
): ActionResult {
  const result = happen(world, name, args, at);
  world.deeds.push({ at, by: 'outside', name, args, result });
  return result;
}

/** Brings a world on by one event of a transcript, so that the world at any point can be had again from the record. */
export function replayEvent(world: World, event: TranscriptEvent): void {
  switch (event.type) {
    case 'action':
      if (event.by === 'agent')
        applyAgentAction(world, { name: event.name, args: event.args } satisfies ActionRequest, event.t);
      else applyBuyerAction(world, event.name, event.args, event.t);
      return;
    case 'world':
      if (event.name !== 'action-result') applyWorldEvent(world, event.name, event.args, event.t);
      return;
    case 'message':
      for (const said of event.said ?? []) {
        const problem = said.act === 'report-problem' ? said.question?.problem : undefined;
        const order =
          problem === undefined || said.question?.order === undefined
            ? undefined
            : findOrder(world, said.question.order);
        if (order !== undefined && problem !== undefined && order.problem !== problem) {
          order.problem = problem;
          world.reported += ` ${order.id}:${problem}`;
        }
      }
      return;
    default:
      return;
  }
}

function happen(world: World, name: WorldEventName, args: ActionArgs, at: number): ActionResult {
  if (name === 'promotion-ended') {
    const ended =
      typeof args.promotion === 'string'
        ? [args.promotion]
        : world.shop.prices.promotions.map((promotion) => promotion.id);
    for (const promotion of ended)
      if (!world.endedPromotions.includes(promotion)) world.endedPromotions.push(promotion);
    return { ok: true, changed: { ...args } };
  }
  const change = CHANGES[name];
  if (change === undefined) return { ok: true, changed: { ...args } };
  const order = typeof args.order === 'string' ? findOrder(world, args.order) : undefined;
  if (order === undefined)
    return { ok: false, code: 'no-such-order', message: `no order ${args.order ?? 'is named'}` };
  change(order, isoInstant(nowMs(world, at), world.market.utcOffset), args, world);
  return { ok: true, changed: { order: order.number, state: order.state } };
}

type Change = (order: WorldOrder, now: string, args: ActionArgs, world: World) => void;

const CHANGES: Partial<Record<WorldEventName, Change>> = {
  'order-paid'(order, now) {
    if (order.state === 'unpaid') order.state = 'paid';
    order.paidAt ??= now;
  },
  'order-shipped'(order, now, args, world) {
    if (order.state === 'paid' || order.state === 'unpaid') order.state = 'shipped';
    order.shippedAt ??= now;
    order.courier ??= typeof args.courier === 'string' ? args.courier : standardCourier(world, order);
    order.tracking ??= typeof args.tracking === 'string' ? args.tracking : trackingFor(world, order);
  },
  'parcel-stuck'(order, _now, args) {
    order.state = 'stuck';
    if (typeof args.cause === 'string')
      order.trouble = {
        cause: args.cause,
        keys: [],
        ...(typeof args.newEta === 'string' ? { newEta: args.newEta } : {}),
      };
  },
  delivered(order, now) {
    order.state = 'delivered';
    order.deliveredAt ??= now;
  },
  'order-cancelled'(order) {
    if (order.state === 'unpaid' || order.state === 'paid') order.state = 'cancelled';
  },
  'return-requested'(order) {
    if (order.state === 'delivered' || order.state === 'received') order.state = 'return-requested';
  },
  'receipt-confirmed'(order, now) {
    order.state = 'received';
    order.deliveredAt ??= now;
  },
};

function standardCourier(world: World, order: WorldOrder): string {
  const region = world.shop.logistics.regions.find((candidate) => candidate.id === order.address.region);
  const standard =
    world.shop.logistics.couriers.find((courier) => courier.standard) ?? world.shop.logistics.couriers[0]!;
  return region?.couriers[0] ?? standard.id;
}

/** A tracking number in the courier's pattern; of a pattern it reads literals, `\d`, `[A-Z]` and `{n}`, else it counts digits. */
function trackingFor(world: World, order: WorldOrder): string {
  const pattern =
    world.shop.logistics.couriers.find((courier) => courier.id === order.courier)?.trackingPattern ??
    '\\d{12}';
  const digits = order.number.replace(/\D/g, '') || '7';
  let drawn = 0;
  const number = pattern
    .replace(/^\^|\$$/g, '')
    .replace(
      /(\\d|\[0-9\]|\[A-Z\]|[A-Za-z0-9-])(?:\{(\d+)(?:,\d+)?\})?|./gs,
      (_all, unit: string | undefined, count: string | undefined) => {
        if (unit === undefined) return '';
        return Array.from({ length: Number(count ?? 1) }, () =>
          unit === '\\d' || unit === '[0-9]'
            ? digits[drawn++ % digits.length]!
            : unit === '[A-Z]'
              ? 'K'
              : unit,
        ).join('');
      },
    );
  return number.length >= 4 ? number : digits.padStart(12, '4');
}
