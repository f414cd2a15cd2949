import type { TranscriptEvent } from '../../model/event.ts';
import type { AgentPort, Arrival, Inbound } from '../../model/ports.ts';
import { isAgents } from './branch.ts';

/**
 * An agent's side that first brings again what `kept` has of it, at the recorded times, and then is `live`. The live one is told
 * everything from the beginning, so that it knows the conversation; what it says to things that were long answered is not heard.
 */
export function createRewoundAgent(
  live: AgentPort,
  kept: readonly TranscriptEvent[],
  isLive: () => boolean,
): AgentPort {
  const lastDeed = kept.findLast(isAgents);
  const stretches = stretchesOf(kept);
  return {
    id: live.id,
    get pushes() {
      return isLive() && live.pushes;
    },
    accepts: live.accepts,
    open(context, push) {
      const line = live.open(context, (arrival) => {
        if (isLive()) push(arrival);
      });
      let heard = 0;
      const bring = () => {
        for (const arrival of stretches[heard]?.arrivals ?? []) push(arrival);
      };
      bring();
      return {
        deliver(inbound, sink) {
          if (inbound.type === 'message') {
            heard += 1;
            bring();
          }
          const event = inbound.type === 'message' ? stretches[heard]?.opensAt : undefined;
          const pending = isLive() || isPending(inbound, event, lastDeed);
          return line.deliver(inbound, pending ? sink : () => {});
        },
        close: () => line.close(),
      };
    },
    close: () => live.close(),
  };
}

/** What the agent brought between two messages of the buyer: never earlier in the queue than the message it came after. */
interface Stretch {
  /** Index of the buyer message that it begins with; −1 for what came before the first. */
  readonly opensAt: number;
  readonly arrivals: Arrival[];
}

function stretchesOf(kept: readonly TranscriptEvent[]): readonly Stretch[] {
  const stretches: Stretch[] = [{ opensAt: -1, arrivals: [] }];
  for (const event of kept) {
    if (event.type === 'message' && event.from === 'buyer')
      stretches.push({ opensAt: event.index, arrivals: [] });
    const arrival = arrivalOf(event);
    if (arrival !== null) stretches.at(-1)!.arrivals.push(arrival);
  }
  return stretches;
}

/** Nothing in the kept part came after it: it still waits for its answer. */
function isPending(
  inbound: Inbound,
  event: number | undefined,
  lastDeed: TranscriptEvent | undefined,
): boolean {
  if (lastDeed === undefined) return true;
  return event === undefined ? inbound.at > lastDeed.t : event > lastDeed.index;
}

/** What brought an event about; `null` where that was not the agent's side. */
export function arrivalOf(event: TranscriptEvent): Arrival | null {
  if (!isAgents(event)) return null;
  const due = event.t;
  switch (event.type) {
    case 'message': {
      const { text, via, choices, typing, cut, answers } = event;
      return {
        type: 'message',
        text,
        via,
        due,
        ...(answers === undefined ? {} : { answers }),
        ...(choices === undefined ? {} : { choices }),
        ...(typing === undefined ? {} : { typing }),
        ...(cut === undefined ? {} : { cut }),
      };
    }
    case 'action':
      return { type: 'action', action: { id: event.id, name: event.name, args: event.args }, due };
    case 'agent-typing':
      return { type: 'typing', due };
    case 'error': {
      const { code, message, answers } = event;
      return { type: 'error', code, message, due, ...(answers === undefined ? {} : { answers }) };
    }
    default:
      return null;
  }
}
