import type { ActionArgs, ActionRequest, ActionResult } from '../model/action.ts';
import type { Context } from '../model/protocol.ts';
import { applyAgentAction } from './agent-actions.ts';
import { applyBuyerAction } from './buyer-actions.ts';
import { isoInstant } from './calendar.ts';
import { customerOf, type Happening, nowMs, orderNumbers, type World } from './world.ts';
import { applyWorldEvent } from './world-events.ts';

type PriorLog = NonNullable<Context['priorLog']>;

/** The world as a session drives it (its `WorldPort`). `context` is what an agent at a desk sees, nothing of the oracle's. */
export function createWorldPort(
  world: World,
  shown: { readonly product?: string; readonly priorLog?: PriorLog } = {},
) {
  // Which orders there are changes with deeds only; an agent is shown them with every message.
  let numbers: readonly string[] = [];
  let deeds = -1;
  const account = customerOf(world)?.account ?? 'guest';
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
      if (deeds !== world.deeds.length) {
        deeds = world.deeds.length;
        numbers = orderNumbers(world);
      }
      const context: { -readonly [Key in keyof Context]: Context[Key] } = {
        now: isoInstant(nowMs(world, at), world.market.utcOffset),
        shop: world.shop.id,
        account,
      };
      if (shown.product !== undefined) context.product = shown.product;
      if (numbers.length > 0) context.orders = [...numbers];
      if (shown.priorLog !== undefined) context.priorLog = [...shown.priorLog];
      return context;
    },
  };
}
