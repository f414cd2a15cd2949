import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoBot } from '../../agents/demo-bot/bot.ts';
import { RequestSchema } from '../../model/protocol.ts';

export interface ServedBot {
  /** Where it listens: `http://127.0.0.1:8787/`. */
  readonly url: string;
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 1_000_000;
const KEEP_ALIVE_MS = 60_000;

/**
 * Serves a bot by the house protocol: `POST` any path with JSON. Wrong requests are answered with 4xx and the reason, a bot
 * that throws with 500. Rejects where the address is taken or forbidden.
 */
export function serveBot(
  bot: DemoBot,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedBot> {
  const server = createServer((request, response) => {
    void answer(bot, request, response).catch(() => send(response, 500, { error: 'the bot failed' }));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      const at = server.address() as AddressInfo;
      const shown = at.family === 'IPv6' ? `[${at.address}]` : at.address;
      resolve({
        url: `http://${shown}:${at.port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(bot: DemoBot, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST')
    return send(response, 405, { error: 'send a POST with a peilian/1 request as JSON' }, { allow: 'POST' });
  const body = await readBody(request);
  if (body === null)
    return send(response, 413, { error: `a request may have at most ${BODY_BYTES_MAX} bytes` });
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return send(response, 400, { error: 'the body must be JSON' });
  }
  const parsed = RequestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return send(response, 400, {
      error: `no peilian/1 request: ${issue.path.join('.') || 'body'}: ${issue.message}`,
    });
  }
  const said = bot.on(parsed.data);
  if (said === undefined) response.writeHead(204).end();
  else send(response, 200, said);
}

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
    });
    request.on('end', () => resolve(bytes > BODY_BYTES_MAX ? null : Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
