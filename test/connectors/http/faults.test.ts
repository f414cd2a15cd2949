import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpPort, type HttpPortOptions } from '../../../src/connectors/http/port.ts';
import type { AgentPort, Arrival } from '../../../src/model/ports.ts';
import {
  answerJson,
  type BotHandler,
  type BotServer,
  startBotServer,
  unusedAddress,
} from '../../helpers/bot-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** What one message brings when the bot behaves so. */
async function meet(
  handler: BotHandler,
  options: Partial<HttpPortOptions> = {},
): Promise<{ arrivals: Arrival[]; bot: BotServer; port: AgentPort }> {
  const bot = await startBotServer(handler);
  const port = createHttpPort({ url: bot.url, answerLimitMs: 5_000, ...options });
  open.push(port, bot);
  return {
    arrivals: await ask(
      port.open(LINE, () => {}),
      message('hello'),
    ),
    bot,
    port,
  };
}

/** The same against raw bytes, for what no HTTP server sends. */
async function meetRaw(answer: (socket: Socket) => void): Promise<Arrival[]> {
  const server: Server = createServer((socket) =>
    socket.on('error', () => {}).once('data', () => answer(socket)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = createHttpPort({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answerLimitMs: 5_000,
  });
  open.push(port, { close: () => new Promise((resolve) => server.close(() => resolve())) });
  return ask(
    port.open(LINE, () => {}),
    message('hello'),
  );
}

const error = (code: string, words: RegExp) => [
  { type: 'error', code, message: expect.stringMatching(words) },
];
const body =
  (content: string | Buffer, headers: Record<string, string> = {}): BotHandler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(content);
  };

describe('a bot that cannot be reached', () => {
  it('is a refused connection, with the address and what to do', async () => {
    const port = createHttpPort({ url: `${await unusedAddress()}?key=secret` });
    open.push(port);
    const arrivals = await ask(
      port.open(LINE, () => {}),
      message('hello'),
    );
    expect(arrivals).toMatchObject(
      error('refused', /nothing answers at http:\/\/127\.0\.0\.1:\d+\/chat \(ECONNREFUSED\); start the bot/),
    );
    expect(JSON.stringify(arrivals)).not.toContain('secret');
  });

  it('is a refused connection where no such host is', async () => {
    const port = createHttpPort({ url: 'http://no-such-host.invalid/' });
    open.push(port);
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('hello'),
      ),
    ).toMatchObject([{ type: 'error', code: 'refused' }]);
  });

  it('is told in the conversation’s language', async () => {
    const port = createHttpPort({ url: await unusedAddress() });
    open.push(port);
    expect(
      await ask(
        port.open({ ...LINE, locale: 'zh-CN' }, () => {}),
        message('在吗'),
      ),
    ).toMatchObject(error('refused', /请先启动机器人/));
  });
});

it('a request that cannot be sent at all is an error, without the value that was wrong', async () => {
  const { arrivals, bot } = await meet((_, response) => answerJson(response, 'hi'), {
    headers: { 'x-key': 'tok\n99' },
  });
  expect(arrivals).toMatchObject(error('internal', /could not be sent/));
  expect(JSON.stringify(arrivals)).not.toContain('99');
  expect(bot.requests).toEqual([]);
});

describe('a bot whose connection breaks', () => {
  it('before the answer is a reset', async () => {
    expect(await meetRaw((socket) => socket.destroy())).toMatchObject(
      error('reset', /closed the connection before its answer was whole/),
    );
  });

  it('in the middle of the body is a reset', async () => {
    expect(
      await meetRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"text": "hel')),
    ).toMatchObject([{ code: 'reset' }]);
  });

  it('in the middle of a chunk is a reset', async () => {
    expect(
      await meetRaw((socket) =>
        socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{"text"'),
      ),
    ).toMatchObject([{ code: 'reset' }]);
  });

  it('that speaks no HTTP at all is said to', async () => {
    expect(await meetRaw((socket) => socket.end('220 smtp ready\r\n'))).toMatchObject(
      error('internal', /no HTTP answer/),
    );
  });

  it('serves the next message on a new connection', async () => {
    let count = 0;
    const { arrivals, port } = await meet((_, response, raw) =>
      count++ === 0 ? void raw.socket.destroy() : answerJson(response, 'well again'),
    );
    expect(arrivals).toMatchObject([{ code: 'reset' }]);
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('again'),
      ),
    ).toEqual([{ type: 'message', text: 'well again' }]);
  });
});

describe('a bot that answers with a status', () => {
  it.each([
    [500, /status 500.*Look in the log/],
    [429, /status 429.*Lower the concurrency/],
    [404, /status 404.*path/],
    [401, /status 401.*authorisation/],
    [304, /status 304/],
  ])('%i is an error that names it', async (status, words) => {
    const { arrivals } = await meet((_, response) => void response.writeHead(status).end('<h1>no</h1>'));
    expect(arrivals).toMatchObject(error('http-status', words));
  });

  it('204 says nothing', async () => {
    expect((await meet((_, response) => void response.writeHead(204).end())).arrivals).toEqual([]);
  });

  it('is not asked a second time by default', async () => {
    const { bot } = await meet((_, response) => void response.writeHead(503).end());
    expect(bot.requests).toHaveLength(1);
  });

  it('is asked again where that is allowed, as often as allowed', async () => {
    let count = 0;
    const busy: BotHandler = (_, response) =>
      count++ < 2
        ? void response.writeHead(503, { 'retry-after': '0' }).end()
        : answerJson(response, 'at last');
    const { arrivals, bot } = await meet(busy, { retries: 2 });
    expect(arrivals).toEqual([{ type: 'message', text: 'at last' }]);
    expect(new Set(bot.requests.map((request) => request.messageId))).toEqual(new Set(['m1']));
    count = -10;
    expect((await meet(busy, { retries: 1 })).arrivals).toMatchObject([{ code: 'http-status' }]);
  });

  it('is not waited for longer than the limit by a pause it asks for', async () => {
    const { arrivals } = await meet(
      (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
      { retries: 3 },
    );
    expect(arrivals).toMatchObject([{ code: 'http-status' }]);
  });
});

describe('a bot that redirects', () => {
  it('is followed with the same message', async () => {
    const { arrivals, bot } = await meet((request, response, raw) =>
      raw.url === '/chat'
        ? void response.writeHead(307, { location: '/v2/chat' }).end()
        : answerJson(response, request.text),
    );
    expect(arrivals).toEqual([{ type: 'message', text: 'hello' }]);
    expect(bot.requests[1]).toEqual(bot.requests[0]);
  });

  it('with 303 is asked for the answer by GET', async () => {
    const { arrivals } = await meet((_, response, raw) =>
      raw.method === 'POST'
        ? void response.writeHead(303, { location: '/answers/1' }).end()
        : answerJson(response, `${raw.method} ${raw.url}`),
    );
    expect(arrivals).toEqual([{ type: 'message', text: 'GET /answers/1' }]);
  });

  it('in a circle, too often, or nowhere is an error', async () => {
    const circle = await meet(
      (_, response, raw) =>
        void response.writeHead(302, { location: raw.url === '/chat' ? '/b' : '/chat' }).end(),
    );
    expect(circle.arrivals).toMatchObject(
      error('redirect-loop', /more than 3 times; give the final address/),
    );
    expect(circle.bot.requests).toHaveLength(4);
    for (const location of ['/chat', 'file:///etc/passwd', 'http://[bad', 'javascript:1']) {
      expect(
        (await meet((_, response) => void response.writeHead(307, { location }).end())).arrivals,
      ).toMatchObject([{ code: 'redirect-loop' }]);
    }
  });

  it('takes authorisation along within its origin only', async () => {
    const other = await startBotServer((_, response) => answerJson(response, 'elsewhere'));
    open.push(other);
    const headers = { authorization: 'Bearer tok', cookie: 'sid=1', 'x-api-key': 'k' };
    const { arrivals } = await meet(
      (_, response) => void response.writeHead(307, { location: other.url }).end(),
      { headers },
    );
    expect(arrivals).toEqual([{ type: 'message', text: 'elsewhere' }]);
    expect(Object.keys(other.headers[0]!)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/authorization|cookie|x-api-key/)]),
    );
    const same = await meet(
      (_, response, raw) =>
        raw.url === '/chat'
          ? void response.writeHead(308, { location: '/x' }).end()
          : answerJson(response, 'here'),
      { headers },
    );
    expect(same.bot.headers[1]).toMatchObject(headers);
  });
});

describe('a bot that is slow', () => {
  it.each<[string, BotHandler]>([
    ['never answers', () => {}],
    ['answers after the limit', (_, response) => void setTimeout(() => answerJson(response, 'late'), 300)],
    [
      'sends headers only',
      (_, response) => void response.writeHead(200, { 'content-length': 100 }).flushHeaders(),
    ],
    [
      'drips byte by byte',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('and %s has timed out at the limit', async (_, handler) => {
    const { arrivals } = await meet(handler, { answerLimitMs: 120 });
    expect(arrivals).toMatchObject(error('timeout', /no whole answer within 0\.1 s/));
  });

  it('does not hold up other conversations, nor its own next message', async () => {
    const { port } = await meet(
      (request, response) => (request.text === 'hello' ? undefined : answerJson(response, 'hi')),
      { answerLimitMs: 400 },
    );
    expect(
      await ask(
        port.open(LINE, () => {}),
        message('next'),
      ),
    ).toEqual([{ type: 'message', text: 'hi' }]);
  });
});

describe('a bot that answers with something else', () => {
  it.each<[string, BotHandler, string, RegExp]>([
    [
      'text',
      body('Hello there, how can I help you today?'),
      'not-json',
      /text that begins with "Hello there, how can I h"/,
    ],
    ['half a JSON', body('{"text": "he'), 'not-json', /must be JSON/],
    ['nothing', body(''), 'not-json', /empty body \(answer 204/],
    ['an HTML page', body('<!doctype html>'), 'not-json', /doctype/],
    ['a number', body('42'), 'wrong-shape', /answer must be a string.*found the number 42/],
    ['null', body('null'), 'wrong-shape', /found null/],
    [
      'other fields',
      body('{"code":0,"data":{"reply":"hi"}}'),
      'wrong-shape',
      /object with code, data. Rename "data" to "text", or map it in a bot file/,
    ],
    [
      'a text that is no string',
      body('{"text": 7}'),
      'wrong-shape',
      /text must be a string; found the number 7/,
    ],
    ['20 MB', body(`{"text":"${'a'.repeat(20_000_000)}"}`), 'too-large', /larger than 1048576 bytes/],
    [
      '20 MB in chunks of unknown length',
      (_, response) => void response.writeHead(200).end(Buffer.alloc(20_000_000, 0x20)),
      'too-large',
      /larger/,
    ],
    ['100,000 levels', body('['.repeat(100_000) + ']'.repeat(100_000)), 'too-deep', /deeper than 32 levels/],
    [
      'levels in a field we ignore',
      body(`{"text":"hi","debug":${'{"a":'.repeat(400)}1${'}'.repeat(400)}}`),
      'too-deep',
      /deeper/,
    ],
    [
      'bytes that are no UTF-8',
      body(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
      'bad-encoding',
      /not valid UTF-8/,
    ],
    [
      'bytes that are not in the charset it names',
      body(Buffer.from([0x22, 0x81, 0x20, 0x22]), { 'content-type': 'application/json; charset=gbk' }),
      'bad-encoding',
      /GBK/,
    ],
    [
      'a charset nobody knows',
      body('"hi"', { 'content-type': 'application/json; charset=klingon' }),
      'bad-encoding',
      /KLINGON/,
    ],
    [
      'a compressed body nobody asked for',
      body(Buffer.from([0x1f, 0x8b, 8]), { 'content-encoding': 'gzip' }),
      'bad-encoding',
      /uncompressed/,
    ],
  ])('namely %s is an error that says what was found', async (_, handler, code, words) => {
    expect((await meet(handler)).arrivals).toMatchObject(error(code, words));
  });

  it('in GBK, and says so, is understood', async () => {
    const { arrivals } = await meet(
      body(Buffer.from([0x22, 0xc4, 0xfa, 0xba, 0xc3, 0x22]), {
        'content-type': 'application/json;charset=GBK',
      }),
    );
    expect(arrivals).toEqual([{ type: 'message', text: '您好' }]);
  });

  it('with a byte order mark is understood', async () => {
    expect((await meet(body('\ufeff"hi"'))).arrivals).toEqual([{ type: 'message', text: 'hi' }]);
  });

  it('namely 5,000 messages is read as far as a person could bear, and told', async () => {
    const { arrivals } = await meet(
      body(JSON.stringify({ messages: Array.from({ length: 5_000 }, (_, at) => ({ text: `m${at}` })) })),
    );
    expect(arrivals).toHaveLength(201);
    expect(arrivals.at(-2)).toEqual({ type: 'message', text: 'm199' });
    expect(arrivals.slice(-1)).toMatchObject(
      error('too-many-messages', /messages holds 5000 entries; at most 200/),
    );
  });

  it('namely control characters is handed over as they are', async () => {
    const text = 'a\u0000b\u001b[31mc\u202ed\u0007';
    expect((await meet(body(JSON.stringify({ text })))).arrivals).toEqual([{ type: 'message', text }]);
  });

  it.each([
    '""',
    '"  \\n\\t\\u200b"',
    '{"text":""}',
    '{"messages":[{"text":""},{"text":" "}]}',
    '[""]',
    '[]',
  ])('namely the empty text %s says nothing', async (json) => {
    expect((await meet(body(json))).arrivals).toEqual([]);
  });
});

it('many conversations at once against a bot that does everything wrong all come to an end', async () => {
  const faults: BotHandler[] = [
    (_, response) => answerJson(response, 'fine'),
    (_, _response, raw) => void raw.socket.destroy(),
    () => {},
    (_, response) => void response.writeHead(500).end(),
    (_, response) => void response.writeHead(307, { location: '/chat' }).end(),
    (_, response) => void response.writeHead(200, { 'content-length': 50 }).end('{'),
    body('x'.repeat(2_000_000)),
  ];
  let count = 0;
  const bot = await startBotServer((request, response, raw) =>
    faults[count++ % faults.length]!(request, response, raw),
  );
  const port = createHttpPort({ url: bot.url, answerLimitMs: 250, connections: 8 });
  open.push(port, bot);
  const lines = Array.from({ length: 40 }, (_, at) => port.open({ ...LINE, sessionId: `s${at}` }, () => {}));
  const arrivals = await Promise.all(
    lines.flatMap((line) => [ask(line, message('one', 'm1')), ask(line, message('two', 'm2'))]),
  );
  expect(arrivals.every((each) => each.length === 1)).toBe(true);
});
