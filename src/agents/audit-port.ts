import type { AgentContext, AgentPort, Arrival, Inbound } from '../model/ports.ts';

/** What an audit agent does with one inbound: everything it says and does, with declared delays. */
export type AuditMind = (inbound: Inbound) => readonly Arrival[];

/** A port to an agent of this process that answers at once and is told everything, the buyer's own acts included. */
export function createAuditPort(id: string, open: (context: AgentContext) => AuditMind): AgentPort {
  return {
    id,
    pushes: false,
    accepts: { start: true, event: true, end: false },
    open(context) {
      const mind = open(context);
      return {
        deliver(inbound, sink) {
          for (const arrival of mind(inbound)) sink(arrival);
          return {};
        },
        close() {},
      };
    },
    async close() {},
  };
}

/** One message after a moment. */
export function saying(text: string, delayMs: number): Arrival {
  return { type: 'message', text, delayMs, via: 'bot' };
}
