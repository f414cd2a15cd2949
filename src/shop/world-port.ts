import type { ActionArgs, ActionRequest, ActionResult } from '../model/action.ts';
import type { Context } from '../model/protocol.ts';
import { applyAgentAction } from './agent-actions.ts';
import { applyBuyerAction } from './buyer-actions.ts';
import { isoInstant } from './calendar.ts';
import { customerOf, type Happening, nowMs, ordersOf, type World } from './world.ts';
import { applyWorldEvent } from './world-events.ts';

type PriorLog = NonNullable<Context['priorLog']>;

/** The world as a session drives it (its `WorldPort`). `context` is what an agent at a desk sees, nothing of the oracle's. */
export function createWorldPort(
  world: World,
  shown: { readonly product?: string; readonly priorLog?: PriorLog } = {},
) {
  // Which orders there are changes with deeds only; an agent is shown them with every message.
  let known:
    | { readonly deeds: number; readonly size: number; readonly numbers: readonly string[] }
    | undefined;
  const orderNumbers = (): readonly string[] => {
    if (known === undefined || known.deeds !== world.deeds.length || known.size !== world.orders.size) {
      const inCase = new Set(Object.values(world.cast.roles));
      // The order in question first, as a desk shows the one the buyer came from.
      const numbers = [...ordersOf(world)]
        .sort((a, b) => Number(inCase.has(b.id)) - Number(inCase.has(a.id)))
        .map((order) => order.number);
      known = { deeds: world.deeds.length, size: world.orders.size, numbers };
    }
    return known.numbers;
  };
  return {
    agentActs(
      request: ActionRequest,
      at: number,
    ): { readonly result: ActionResult; readonly happenings: readonly Happening[] } {
      return { result: applyAgentAction(world, request, at), happenings: [] };
    },
    buyerActs: (name: string, args: ActionArgs, at: number) => applyBuyerAction(world, name, args, at),
    happens(happening: Happening, at: number): void {
      applyWorldEvent(world, happening.name, happening.args, at);
    },
    context(at: number): Context {
      const orders = orderNumbers();
      return {
        now: isoInstant(nowMs(world, at), world.market.utcOffset),
        shop: world.shop.id,
        account: customerOf(world)?.account ?? 'guest',
        ...(shown.product === undefined ? {} : { product: shown.product }),
        ...(orders.length === 0 ? {} : { orders: [...orders] }),
        ...(shown.priorLog === undefined ? {} : { priorLog: [...shown.priorLog] }),
      };
    },
  };
}
