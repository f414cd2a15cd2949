import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../../src/connectors/http/port.ts';
import type { AnswerListener, UnderWay } from '../../../../src/connectors/http/wire/connection.ts';
import { Origin } from '../../../../src/connectors/http/wire/origin.ts';
import { ROOT } from '../../../helpers/build-once.ts';
import { ask, LINE, message } from '../../../helpers/inbound.ts';
import { hasTool } from '../../../helpers/tools.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A server of raw bytes: `answer` is called with each whole request of a connection. */
async function startRaw(answer: (request: string, socket: Socket, connection: number) => void) {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const number = ++connections;
    sockets.add(socket);
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      for (let end = endOf(text); end !== -1; end = endOf(text)) {
        const request = text.slice(0, end);
        text = text.slice(end);
        answer(request, socket, number);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
}

function endOf(text: string): number {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return -1;
  const end = head + 4 + Number(/content-length: (\d+)/.exec(text)?.[1] ?? 0);
  return text.length < end ? -1 : end;
}

const say = (socket: Socket, text: string, ...headers: string[]) =>
  socket.write(
    ['HTTP/1.1 200 OK', `content-length: ${Buffer.byteLength(text)}`, ...headers, '', text].join('\r\n'),
  );

function originAt(url: string, connections: number | null): Origin {
  const origin = new Origin(url, connections, 5_000);
  open.push(origin);
  return origin;
}

/** Sends a message and resolves with what came back, or rejects with why nothing did. */
function send(
  origin: Origin,
  body: string | null,
  {
    wanted = (): boolean => true,
    headers = [] as readonly string[],
    begun = (_: UnderWay, __: AnswerListener) => {},
  } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const listener: AnswerListener = {
      begins: (underWay) => {
        if (!wanted()) return false;
        begun(underWay, listener);
        return true;
      },
      head: () => {},
      data: (bytes) => void pieces.push(bytes),
      whole: () => resolve(Buffer.concat(pieces).toString()),
      failed: reject,
    };
    origin.dispatch({ method: body === null ? 'GET' : 'POST', path: '/', headers, body }, listener);
  });
}

describe('connections to one origin', () => {
  it('carry one request after another, those that wait in their order', async () => {
    const heard: string[] = [];
    const bot = await startRaw((request, socket) => {
      heard.push(request.slice(-1));
      say(socket, request.slice(-1));
    });
    const origin = originAt(bot.origin, 1);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((body) => send(origin, body)))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(heard).toEqual(['a', 'b', 'c', 'd']);
    expect(bot.connections()).toBe(1);
  });

  it('pass over a request that nobody wants by the time it is its turn', async () => {
    const heard: string[] = [];
    const bot = await startRaw((request, socket) => {
      heard.push(request.slice(-1));
      say(socket, 'ok');
    });
    const origin = originAt(bot.origin, 1);
    const first = send(origin, 'a');
    void send(origin, 'b', { wanted: () => false });
    await Promise.all([first, send(origin, 'c')]);
    expect(heard).toEqual(['a', 'c']);
  });

  it('are closed after an answer that says so, or that comes with more than was asked for', async () => {
    const bot = await startRaw((_, socket, connection) => {
      if (connection === 1) say(socket, 'bye', 'connection: close');
      else if (connection === 2) say(socket, 'bye', 'keep-alive: timeout=1');
      else if (connection === 3) {
        say(socket, 'bye');
        say(socket, 'and another thing');
      } else say(socket, 'hi');
    });
    const origin = originAt(bot.origin, 1);
    for (const answer of ['bye', 'bye', 'bye', 'hi', 'hi']) expect(await send(origin, 'x')).toBe(answer);
    expect(bot.connections()).toBe(4);
  });

  it('that the other side lets go of between two requests are not used again', async () => {
    const bot = await startRaw((_, socket, connection) => {
      say(socket, `from ${connection}`);
      if (connection === 1) socket.end();
    });
    const origin = originAt(bot.origin, 1);
    expect(await send(origin, 'x')).toBe('from 1');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await expect.poll(() => send(origin, 'x').catch(() => 'lost')).toBe('from 2');
  });

  it('are given up for their own request alone', async () => {
    const bot = await startRaw((request, socket, connection) => {
      if (!request.endsWith('never')) say(socket, `${connection}`);
    });
    const origin = originAt(bot.origin, 1);
    let giveUpFirst = () => {};
    const reason = new Error('enough');
    expect(
      await send(origin, 'a', {
        begun: (underWay, listener) => (giveUpFirst = () => underWay.giveUp(listener, reason)),
      }),
    ).toBe('1');
    let giveUpSecond = () => {};
    const second = send(origin, 'never', {
      begun: (underWay, listener) => (giveUpSecond = () => underWay.giveUp(listener, reason)),
    });
    const third = send(origin, 'c');
    giveUpFirst();
    setImmediate(giveUpSecond);
    await expect(second).rejects.toBe(reason);
    expect(await third).toBe('2');
  });

  it('end with everything that is under way or waits, and take nothing after', async () => {
    const bot = await startRaw(() => {});
    const origin = originAt(bot.origin, 1);
    const all = [send(origin, 'a'), send(origin, 'b')].map((each) => each.catch((error: unknown) => error));
    await origin.close();
    expect(await Promise.all(all)).toMatchObject([{ code: 'closed' }, { code: 'closed' }]);
    await expect(send(origin, 'c')).rejects.toMatchObject({ code: 'closed' });
  });

  it('carry headers as they are, but say themselves how they carry', async () => {
    let heard = '';
    const bot = await startRaw((request, socket) => {
      heard = request;
      say(socket, 'ok');
    });
    const origin = originAt(bot.origin, 1);
    await send(origin, 'ü', {
      headers: [
        'X-Name',
        'Zoë',
        'content-length',
        '99',
        'Transfer-Encoding',
        'chunked',
        'HOST',
        'shop.example',
      ],
    });
    expect(heard).toBe(
      Buffer.concat([
        Buffer.from(
          'POST / HTTP/1.1\r\nhost: shop.example\r\nconnection: keep-alive\r\nX-Name: Zoë\r\ncontent-length: 2\r\n\r\n',
          'latin1',
        ),
        Buffer.from('ü'),
      ]).toString('latin1'),
    );
    await send(origin, null);
    expect(heard).toBe(`GET / HTTP/1.1\r\nhost: ${bot.origin.slice(7)}\r\nconnection: keep-alive\r\n\r\n`);
    for (const headers of [
      ['a b', 'c'],
      ['a', 'b\r\nc: d'],
      ['a', '您好'],
    ])
      await expect(send(origin, 'x', { headers })).rejects.toMatchObject({ code: 'bad-request' });
  });
});

it.skipIf(!hasTool('openssl', 'version'))(
  'a bot behind https is met where its certificate is trusted, and refused where not (needs openssl)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peilian-tls-'));
    open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) });
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      // biome-ignore format: one option, one value
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert,
      '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      { stdio: 'ignore' },
    );
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.end('"well hidden"'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) });
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;

    const port = createHttpPort({ url });
    open.push({ close: async () => port.close?.() });
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('hello'),
      ),
    ).toMatchObject([
      { type: 'error', code: 'refused', message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') },
    ]);

    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `import { createHttpPort } from ${JSON.stringify(join(ROOT, 'src/connectors/http/port.ts'))};
       const port = createHttpPort({ url: ${JSON.stringify(url)} });
       const line = port.open({ sessionId: 's', locale: 'en' }, () => {});
       for (let turn = 0; turn < 2; turn++)
         await line.deliver(${JSON.stringify(message('hello'))}, (arrival) => console.log(arrival.text ?? arrival.message));`,
      ],
      { cwd: ROOT, env: { ...process.env, NODE_EXTRA_CA_CERTS: cert }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let printed = '';
    child.stdout.on('data', (bytes) => {
      printed += bytes;
    });
    // It ends by itself: a connection that only waits to be used again keeps no process alive.
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(printed).toBe('well hidden\nwell hidden\n');
  },
);
