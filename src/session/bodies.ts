import type { EventBody, EventOf } from '../model/event.ts';
import type { Arrival, BuyerSnapshot, PlannedDeed } from '../model/ports.ts';

type Body<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>;
type Message = EventOf<'message'>;
type Growing<T> = { -readonly [Key in keyof T]: T[Key] };

/** What stands first in every event, and so in its line. */
export type EventPlace = Pick<Message, 'conversation' | 'index' | 't'>;

export function agentMessage(
  { conversation, index, t }: EventPlace,
  arrival: Extract<Arrival, { type: 'message' }>,
  answers: number | undefined,
): Message {
  const event: Growing<Message> = {
    conversation,
    index,
    t,
    type: 'message',
    from: 'agent',
    text: arrival.text,
    via: arrival.via ?? 'bot',
  };
  if (answers !== undefined) event.answers = answers;
  if (arrival.choices !== undefined) event.choices = arrival.choices;
  if (arrival.typing !== undefined) event.typing = arrival.typing;
  if (arrival.cut !== undefined) event.cut = arrival.cut;
  return event;
}

export function buyerMessage(
  { conversation, index, t }: EventPlace,
  deed: Extract<PlannedDeed, { do: 'say' }>,
): Message {
  const via = deed.via ?? 'simulated';
  const { text, content } = deed;
  const event: Growing<Message> =
    content === undefined
      ? { conversation, index, t, type: 'message', from: 'buyer', text, via }
      : { conversation, index, t, type: 'message', from: 'buyer', text, content, via };
  if (deed.said.length > 0) event.said = deed.said;
  if (deed.typing !== undefined) event.typing = deed.typing;
  return event;
}

export function buyerState(
  { conversation, index, t }: EventPlace,
  { mood, patienceMs, trust, open, because }: BuyerSnapshot,
): EventOf<'buyer-state'> {
  return { conversation, index, t, type: 'buyer-state', mood, patienceMs, trust, open, because };
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
