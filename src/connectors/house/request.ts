import type { AgentContext, Inbound } from '../../model/ports.ts';
import { type Context, PROTOCOL, type ProtocolRequest } from '../../model/protocol.ts';

/**
 * What is sent to a bot for an inbound. `context` is what the line last knew, for an `end`, which carries none itself.
 * The buyer's own acts stay here: a bot sees words only.
 */
export function buildRequest(line: AgentContext, inbound: Inbound, context: Context): ProtocolRequest {
  return {
    protocol: PROTOCOL,
    type: inbound.type,
    sessionId: line.sessionId,
    messageId: inbound.messageId,
    locale: line.locale,
    text: inbound.type === 'message' ? inbound.text : '',
    content: inbound.type === 'message' ? (inbound.content as ProtocolRequest['content']) : [],
    ...(inbound.type === 'event' && { event: { name: inbound.name, args: { ...inbound.args } } }),
    context,
  };
}

/** Before anything was said. */
export const NO_CONTEXT: Context = { now: '', shop: '', account: '' };

/** The context an inbound brings, or the one before. */
export function contextOf(inbound: Inbound, before: Context): Context {
  return inbound.type === 'end' ? before : inbound.context;
}
