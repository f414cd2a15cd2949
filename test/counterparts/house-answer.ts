import type { ProtocolRequest } from '../../src/model/protocol.ts';

/** A behaviour's answer in one shape, for counterparts to put into their own protocol's words. */
export interface PlainAnswer {
  readonly messages: readonly { readonly text: string; readonly delayMs?: number }[];
  readonly actions: readonly { readonly id?: string; readonly name: string; readonly args: object }[];
  /** No answer of ours at all: sent as it is, to be wrong. */
  readonly odd?: unknown;
}

export function plainAnswer(answer: unknown): PlainAnswer {
  if (answer === undefined) return { messages: [], actions: [] };
  if (typeof answer === 'string') return { messages: [{ text: answer }], actions: [] };
  if (Array.isArray(answer)) return { messages: answer.map((text: string) => ({ text })), actions: [] };
  const { text, messages, actions } = answer as Partial<PlainAnswer> & { readonly text?: string };
  if (text === undefined && messages === undefined && actions === undefined)
    return { messages: [], actions: [], odd: answer };
  return {
    messages: [...(text === undefined ? [] : [{ text }]), ...(messages ?? [])],
    actions: actions ?? [],
  };
}

/** A request as a counterpart understood it, where the protocol carries words only. */
export function wordsOnly(sessionId: string, text: string): ProtocolRequest {
  return {
    protocol: 'peilian/1',
    type: 'message',
    sessionId,
    messageId: '',
    locale: 'en',
    text,
    content: [{ type: 'text', text }],
    context: { now: '', shop: '', account: '' },
  };
}
