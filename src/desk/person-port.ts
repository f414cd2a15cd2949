import type { AgentPort, Arrival, Inbound } from '../model/ports.ts';

export interface Person {
  readonly port: AgentPort;
  /** Hands something to the session. Before the line is open, and after it closed, nothing happens. */
  push(arrival: Arrival): void;
}

/** A person as the agent of one chat: everything may come at any time. */
export function createPerson(hear: (inbound: Inbound) => void): Person {
  let push: ((arrival: Arrival) => void) | null = null;
  return {
    port: {
      id: 'person',
      pushes: true,
      accepts: { start: true, event: true, end: true },
      open(_context, toSession) {
        push = toSession;
        return {
          deliver(inbound) {
            hear(inbound);
            return {};
          },
          close() {
            push = null;
          },
        };
      },
      close: async () => {},
    },
    push: (arrival) => push?.(arrival),
  };
}
