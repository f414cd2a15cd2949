import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the bot, whole. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface CallAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface CallServer {
  /** `127.0.0.1:8790`, or `[::1]:8790` */
  readonly at: string;
  close(): Promise<void>;
}

export interface CallServerOptions {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly bytesMax: number;
  readonly answer: (call: Call) => CallAnswer;
}

const REQUEST_LIMIT_MS = 30_000;

/** Listens for the bot's own calls. Whatever else comes is refused with a status that says why. Rejects where the address is taken. */
export function startCallServer(options: CallServerOptions): Promise<CallServer> {
  const server = createServer((request, response) => receive(request, response, options));
  server.requestTimeout = REQUEST_LIMIT_MS;
  server.headersTimeout = REQUEST_LIMIT_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.removeListener('error', reject);
      const { address, port, family } = server.address() as AddressInfo;
      resolve({
        at: `${family === 'IPv6' ? `[${address}]` : address}:${port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function receive(request: IncomingMessage, response: ServerResponse, options: CallServerOptions): void {
  const { path, bytesMax, answer } = options;
  const refusal =
    request.url?.split('?')[0] !== path
      ? { status: 404, body: { error: `call ${path}` } }
      : request.method !== 'POST' && request.method !== 'PUT'
        ? { status: 405, body: { error: 'send a POST' } }
        : undefined;
  if (refusal !== undefined) {
    send(response, refusal);
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bytesMax) chunks.push(chunk);
  });
  request.on('error', () => {});
  request.on('end', () => {
    if (bytes > bytesMax)
      send(response, { status: 413, body: { error: `a call may have at most ${bytesMax} bytes` } });
    else send(response, answer({ headers: request.headers, body: Buffer.concat(chunks) }));
  });
}

function send(response: ServerResponse, { status, body }: CallAnswer): void {
  if (body === undefined || status === 204) {
    response.writeHead(status).end();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response
    .writeHead(status, {
      'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
