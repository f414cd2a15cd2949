import type { Ending } from '../model/ending.ts';
import type { BuyerCase } from './case.ts';
import { change } from './change.ts';
import { compose } from './compose.ts';
import { isMust } from './matters.ts';
import type { BuyerState } from './state.ts';

/** How long the buyer stays after its good-bye, so that the agent can say its own. */
export const FAREWELL_MS = [12_000, 25_000] as const;

/** Everything is seen to: a word of thanks or of regret, and then it goes. */
export function closeOff(state: BuyerState, buyer: BuyerCase, at: number): BuyerState {
  const ending = endingOf(state);
  const silent =
    ending !== 'settled' && buyer.random.stream('silent', 0).chance(buyer.persona.leavesSilently);
  if (silent)
    return change(state, {
      heard: [],
      closingAs: 'drifted',
      closingSince: at,
      byeAt: at + 20_000,
      turn: state.turn + 1,
    });
  const intent =
    ending === 'settled'
      ? state.mood <= -1
        ? 'leave.cold'
        : 'leave.settled'
      : bought(state)
        ? 'leave.settled'
        : buyer.scenario.stage === 'pre-sale'
          ? 'leave.unsold'
          : 'leave.closed';
  return change(
    compose(change(state, { closingAs: ending }), buyer, [{ intent, effects: [{ type: 'closing' }] }]),
    {
      heard: [],
    },
  );
}

/** `settled` when every matter that counts was seen to; `closed` when something was given up in peace; `left` in displeasure. */
export function endingOf(state: BuyerState): Ending {
  const missed = state.matters.some(
    (matter) => isMust(matter.want) && matter.status === 'dropped' && matter.result !== 'not-buying',
  );
  const unsold = state.matters.some((matter) => 'order' in matter.want && matter.status === 'dropped');
  if (!missed && !unsold) return 'settled';
  return state.mood <= -1 ? 'left' : 'closed';
}

function bought(state: BuyerState): boolean {
  return state.orderPlaced !== null;
}
