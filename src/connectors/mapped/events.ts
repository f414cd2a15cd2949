import { createParser } from 'eventsource-parser';
import type { JsonPath } from '../../model/json-path.ts';
import { nestsDeeperThan } from '../house/depth.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import { jsonOrText } from './body.ts';

export interface StreamEvent {
  /** Empty where the server named none. */
  readonly event: string;
  readonly id?: string;
  readonly data: string;
}

/** Every event of a whole stream; one that the end cut off is left out. */
export function parseEvents(text: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  const parser = createParser({ onEvent: (event) => events.push(plain(event)) });
  // A last event without its blank line still counts where the stream ended in good order.
  parser.feed(/\n\n$|\r\n\r\n$/.test(text) ? text : `${text}\n\n`);
  return events;
}

/** Takes a stream piece by piece and hands over each event. */
export function createEventFeed(onEvent: (event: StreamEvent) => void): (chunk: Buffer) => void {
  const decoder = new TextDecoder('utf-8');
  const parser = createParser({
    onEvent: (event) => onEvent(plain(event)),
    maxBufferSize: ANSWER_LIMITS.bytesMax,
    onError: () => {},
  });
  return (chunk) => parser.feed(decoder.decode(chunk, { stream: true }));
}

/** Tells when a stream that may stay open has said all: with `[DONE]`, or once `until` finds something in the newest event. */
export function createEndOfEvents(until: JsonPath | undefined): (chunk: Buffer) => boolean {
  let ended = false;
  const feed = createEventFeed(({ event, data }) => {
    ended ||= data.trim() === '[DONE]' || (until !== undefined && finds(until, { event, data }));
  });
  return (chunk) => {
    feed(chunk);
    return ended;
  };
}

function finds(until: JsonPath, { event, data }: StreamEvent): boolean {
  return (
    !nestsDeeperThan(data, ANSWER_LIMITS.depthMax) &&
    until.values([{ event, data: jsonOrText(data) }]).length > 0
  );
}

function plain(event: { event?: string | undefined; id?: string | undefined; data: string }): StreamEvent {
  return {
    event: event.event ?? '',
    ...(event.id === undefined ? {} : { id: event.id }),
    data: event.data,
  };
}
