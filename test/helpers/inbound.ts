import type { AgentContext, AgentLine, Arrival, Inbound } from '../../src/model/ports.ts';
import type { Context } from '../../src/model/protocol.ts';

export const CONTEXT: Context = { now: '2026-11-11T20:15:00+08:00', shop: '云栖衣坊', account: 'buyer-1' };
export const LINE: AgentContext = { sessionId: 'run-1/case-1', locale: 'en' };

/** A buyer's message with defaults. */
export function message(text: string, messageId = 'm1'): Extract<Inbound, { type: 'message' }> {
  return {
    type: 'message',
    messageId,
    at: 0,
    text,
    content: [{ type: 'text', text }],
    context: CONTEXT,
    said: [],
  };
}

/** Delivers and collects what answers it. */
export async function ask(line: AgentLine, inbound: Inbound): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  await line.deliver(inbound, (arrival) => arrivals.push(arrival));
  return arrivals;
}
