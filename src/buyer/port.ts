import type { BuyerPort } from '../model/ports.ts';
import type { BuyerCase } from './case.ts';
import { startState } from './start.ts';
import type { BuyerState } from './state.ts';
import { step } from './step.ts';

/** The reducer behind the port that a session drives. `state()` is for rewinding and for tests. */
export function createBuyer(buyer: BuyerCase): BuyerPort & { state(): BuyerState } {
  let state = startState(buyer);
  return {
    on(event) {
      const { state: next, plan } = step(state, buyer, event);
      state = next;
      return plan;
    },
    state: () => state,
  };
}
