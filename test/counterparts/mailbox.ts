import type { ServerResponse } from 'node:http';
import type { ProtocolRequest } from '../../src/model/protocol.ts';
import { type LocalServer, type Received, sendEvents, sendJson, startServer } from './http-server.ts';

export interface Letter {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface Mailbox extends LocalServer {
  /** Puts something into a conversation's box; listeners get it at once. */
  post(session: string, fields: object): void;
  /** Ends every open stream, as a server that restarts does. */
  breakStreams(): void;
  /** `last-event-id` of every stream that was opened. */
  readonly lastIds: (string | undefined)[];
}

export interface MailboxOptions {
  /** Understands what was posted. */
  readonly onMessage: (
    request: ProtocolRequest,
    mailbox: Mailbox,
    response: ServerResponse,
  ) => void | boolean;
  readonly understood: (request: Received, session: string) => ProtocolRequest;
  /** At every look, each letter is handed out so often. */
  readonly copies?: number;
  /** Instead of the first look or stream. */
  readonly odd?: (request: Received, response: ServerResponse, session: string) => boolean;
}

/**
 * A bot that takes messages by POST and speaks elsewhere: to whoever asks with a cursor (`GET …/messages?after=N`), and over an
 * event stream that stays open (`GET …/events`), which goes on after `last-event-id`.
 */
export async function startMailbox({
  onMessage,
  understood,
  copies = 1,
  odd,
}: MailboxOptions): Promise<Mailbox> {
  const letters = new Map<string, Letter[]>();
  const streams = new Map<ServerResponse, string>();
  const lastIds: (string | undefined)[] = [];
  const server = await startServer((request, response) => {
    const [, session = '', what] = /^\/conversations\/([^/]+)\/(messages|events)/.exec(request.path) ?? [];
    const id = decodeURIComponent(session);
    const box = letters.get(id) ?? [];
    if (request.method === 'POST') {
      if (onMessage(understood(request, id), mailbox, response) !== true)
        sendJson(response, { accepted: true });
    } else if (odd?.(request, response, id) === true) return;
    else if (what === 'messages') {
      const after = Number(request.query.get('after') || 0);
      const found = box.slice(after);
      sendJson(response, { messages: found.flatMap((each) => Array(copies).fill(each)), next: box.length });
    } else {
      const last = request.headers['last-event-id'];
      lastIds.push(typeof last === 'string' ? last : undefined);
      const from = typeof last === 'string' ? box.findIndex((each) => each.id === last) + 1 : 0;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': welcome\n\n');
      sendEvents(response, box.slice(from).map(asEvent), { end: false });
      streams.set(response, id);
      response.on('close', () => streams.delete(response));
    }
  });
  const mailbox: Mailbox = {
    ...server,
    lastIds,
    post(session, fields) {
      const box = letters.get(session) ?? [];
      letters.set(session, box);
      const letter = { ...fields, id: `${session}-${box.length + 1}` };
      box.push(letter);
      for (const [response, id] of streams)
        if (id === session) sendEvents(response, [asEvent(letter)], { end: false });
    },
    breakStreams() {
      for (const response of streams.keys()) response.destroy();
    },
  };
  return mailbox;
}

function asEvent(letter: Letter) {
  return { event: 'message', id: letter.id, data: letter };
}
