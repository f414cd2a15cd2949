import type { AgentContext, AgentLine, AgentPort, Arrival, Inbound } from '../../src/model/ports.ts';

export interface Conversing {
  readonly line: AgentLine;
  /** Delivers, and resolves with what came of it: for a port that pushes, once `count` arrivals are there or none is to be expected. */
  ask(inbound: Inbound, count?: number, quietMs?: number): Promise<Arrival[]>;
}

/** How long nothing must come before nothing counts as the answer. */
const QUIET_MS = 120;
const LIMIT_MS = 4_000;

/** Opens a line and talks over it, whether its answers come back with the delivery or are pushed. */
export function converse(port: AgentPort, context: AgentContext): Conversing {
  let heard: Arrival[] = [];
  let wake = () => {};
  const hear = (arrival: Arrival) => {
    heard.push(arrival);
    wake();
  };
  // What comes after its limit is handed over as pushed; nothing else may be, where answers come back with the delivery.
  let overdue = false;
  const noPush = () => {
    if (!overdue) throw new Error('nothing may be pushed here');
  };
  const line = port.open(context, port.pushes ? hear : noPush);
  return {
    line,
    async ask(inbound, count = 1, quietMs = QUIET_MS) {
      if (!port.pushes) {
        const arrivals: Arrival[] = [];
        await line.deliver(inbound, (arrival) => arrivals.push(arrival));
        overdue ||= arrivals.some((arrival) => arrival.type === 'error' && arrival.code === 'timeout');
        return arrivals;
      }
      heard = [];
      await line.deliver(inbound, hear);
      const startedAt = performance.now();
      const limitMs = count === 0 ? quietMs : LIMIT_MS;
      while ((heard.length < count || count === 0) && performance.now() - startedAt < limitMs)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, count === 0 ? quietMs : 20);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      return heard;
    },
  };
}
