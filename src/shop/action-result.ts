import type { ActionArgs, ActionResult } from '../model/action.ts';

/** It is done; `unauthorised` says why the agent should not have. */
export function done(changed: ActionArgs, unauthorised?: string): ActionResult {
  return unauthorised === undefined ? { ok: true, changed } : { ok: true, unauthorised, changed };
}

type Refusal = Extract<ActionResult, { ok: false }>;
/** It cannot be done, and the world is as before. */
export function refuse(code: Refusal['code'], message: string): ActionResult {
  return { ok: false, code, message };
}
export const noOrder = (reference: string) => refuse('no-such-order', `there is no order ${reference}`);
export const noProduct = (reference: string) => refuse('no-such-product', `there is no product ${reference}`);
