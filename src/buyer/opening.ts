import type { BuyerCase } from './case.ts';
import type { Line } from './compose.ts';
import { compose } from './compose.ts';
import { raiseNew } from './raise.ts';
import type { BuyerState } from './state.ts';

/** The first burst: a greeting or not, and the first matter; some only say 在吗 and wait to be asked. */
export function opening(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const draws = buyer.random.stream('opening', 0);
  const greeting: readonly Line[] = draws.chance(buyer.persona.greets)
    ? [{ intent: greetingOf(state, buyer) }]
    : [];
  const onlyGreets = greeting.length > 0 && buyer.persona.reveals === 'few' && draws.chance(0.35);
  if (onlyGreets) return compose(state, buyer, greeting);
  const raised = raiseNew(state, buyer, at);
  return compose(raised.state, buyer, [...greeting, ...raised.lines]);
}

/** Nobody announces a purchase who comes about one made already. */
function greetingOf({ mood }: BuyerState, { scenario }: BuyerCase): string {
  if (mood <= -1.5) return 'greet.angry';
  return Object.values(scenario.roles).some(({ kind }) => kind === 'order') ? 'greet.order' : 'greet';
}
