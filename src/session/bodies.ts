import type { EventBody } from '../model/event.ts';
import type { Arrival, PlannedDeed } from '../model/ports.ts';

type Body<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>;

export function agentMessage(
  arrival: Extract<Arrival, { type: 'message' }>,
  answers: number | undefined,
): Body<'message'> {
  return {
    type: 'message',
    from: 'agent',
    text: arrival.text,
    via: arrival.via ?? 'bot',
    ...(answers === undefined ? {} : { answers }),
    ...(arrival.choices === undefined ? {} : { choices: arrival.choices }),
    ...(arrival.typing === undefined ? {} : { typing: arrival.typing }),
    ...(arrival.cut === undefined ? {} : { cut: arrival.cut }),
  };
}

export function buyerMessage(deed: Extract<PlannedDeed, { do: 'say' }>): Body<'message'> {
  return {
    type: 'message',
    from: 'buyer',
    text: deed.text,
    ...(deed.content === undefined ? {} : { content: deed.content }),
    via: deed.via ?? 'simulated',
    ...(deed.said.length === 0 ? {} : { said: deed.said }),
    ...(deed.typing === undefined ? {} : { typing: deed.typing }),
  };
}

export function errorBody(
  arrival: Extract<Arrival, { type: 'error' }>,
  answers: number | undefined,
): Body<'error'> {
  return {
    type: 'error',
    code: arrival.code,
    message: arrival.message,
    ...(answers === undefined ? {} : { answers }),
  };
}

export function statusBody(status: 'online' | 'away', autoReply: unknown): Body<'status'> {
  return { type: 'status', status, ...(typeof autoReply === 'string' ? { autoReply } : {}) };
}
