import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProtocolRequest } from '../../src/model/protocol.ts';

/** What a test's bot does with one request; the raw response is its to write. */
export type BotHandler = (request: ProtocolRequest, response: ServerResponse, raw: IncomingMessage) => void;

export interface BotServer {
  readonly url: string;
  /** What has come in, in order. */
  readonly requests: ProtocolRequest[];
  /** Headers of what has come in, in order. */
  readonly headers: IncomingMessage['headers'][];
  /** Connections opened so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A real HTTP server on loopback that hands every request to `handler`. */
export async function startBotServer(handler: BotHandler): Promise<BotServer> {
  const requests: ProtocolRequest[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let connections = 0;
  const server: Server = createServer((raw, response) => {
    const chunks: Buffer[] = [];
    raw.on('data', (chunk: Buffer) => chunks.push(chunk));
    raw.on('error', () => {});
    raw.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request = (text === '' ? {} : JSON.parse(text)) as ProtocolRequest;
      requests.push(request);
      headers.push(raw.headers);
      handler(request, response, raw);
    });
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`,
    requests,
    headers,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  const body = JSON.stringify(value);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}

/** A port on loopback where nothing listens. */
export async function unusedAddress(): Promise<string> {
  const server = await startBotServer(() => {});
  await server.close();
  return server.url;
}
