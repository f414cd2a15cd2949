import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in. */
export interface Received {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  json(): any;
}

export type HttpHandler = (request: Received, response: ServerResponse) => void | Promise<void>;

export interface LocalServer {
  readonly origin: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** A real server on loopback. A handler that throws answers 500, as servers do. */
export async function startServer(handler: HttpHandler): Promise<LocalServer> {
  const received: Received[] = [];
  const server: Server = createServer((raw, response) => {
    const chunks: Buffer[] = [];
    raw.on('data', (chunk: Buffer) => chunks.push(chunk));
    raw.on('error', () => {});
    raw.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = raw.url ?? '/';
      const request: Received = {
        method: raw.method ?? '',
        path,
        query: new URL(path, 'http://x').searchParams,
        headers: raw.headers,
        body,
        json: () => JSON.parse(body),
      };
      received.push(request);
      void (async () => handler(request, response))().catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end('broken');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** Events as they go over the wire; each written on its own, so that they arrive in pieces. */
export function sendEvents(
  response: ServerResponse,
  events: readonly { readonly event?: string; readonly id?: string; readonly data: unknown }[],
  { end = true }: { readonly end?: boolean } = {},
): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  for (const { event, id, data } of events)
    response.write(
      `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
    );
  if (end) response.end();
}
