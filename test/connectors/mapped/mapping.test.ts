import { afterEach, describe, expect, it } from 'vitest';
import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import { compileJsonPath } from '../../../src/model/json-path.ts';
import type { AgentPort, Arrival } from '../../../src/model/ports.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type HttpHandler, type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { cpuMs } from '../../helpers/cpu-time.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serve(handler: HttpHandler): Promise<LocalServer> {
  const server = await startServer(handler);
  open.push(server);
  return server;
}

function portTo(
  fields: Record<string, unknown>,
  options: Parameters<typeof createMappedPort>[1] = {},
): AgentPort {
  const port = createMappedPort(botOf('http', fields, { answerLimitMs: 3_000 }), options);
  open.unshift(port);
  return port;
}

async function say(port: AgentPort, ...texts: string[]): Promise<Arrival[][]> {
  const line = port.open(LINE, () => {});
  const answers: Arrival[][] = [];
  for (const [at, text] of texts.entries()) answers.push(await ask(line, message(text, `m${at}`)));
  return answers;
}

const HELLO: HttpHandler = (_, response) => sendJson(response, { reply: 'hello' });
const REPLY = { reply: { text: '$.reply' } };

describe('a request', () => {
  it('keeps what a text holds in its place: address, header, form and JSON alike', async () => {
    const server = await serve(HELLO);
    const text = 'a/b?x=1&y=2#z"}\r\nX-Evil: 1 你好';
    const port = portTo({
      url: `${server.origin}/say/{{text}}?q={{text}}`,
      headers: { 'X-Said': '{{text}}' },
      body: { said: '{{text}}', in: 'you said: {{text}}' },
      ...REPLY,
    });
    expect(await say(port, text)).toEqual([[{ type: 'message', text: 'hello' }]]);
    const [got] = server.received;
    expect(got!.path).toBe(`/say/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`);
    expect(got!.json()).toEqual({ said: text, in: `you said: ${text}` });
    expect(got!.headers).not.toHaveProperty('x-evil');
    expect(got!.headers['x-said']).toContain('X-Evil: 1');
  });

  it('sends a slot alone as the value it is, and leaves out what holds nothing', async () => {
    const server = await serve(HELLO);
    const body = {
      parts: '{{content}}',
      all: '{{request}}',
      none: '{{captured.ticket}}',
      list: ['{{event}}', 1],
      orders: '{{context.orders}}',
    };
    const port = portTo({ url: server.origin, body, capture: { ticket: '$.ticket' }, ...REPLY });
    await say(port, 'hi');
    expect(server.received[0]!.json()).toEqual({
      parts: [{ type: 'text', text: 'hi' }],
      all: expect.objectContaining({ protocol: 'peilian/1', text: 'hi' }),
      list: [1],
    });
  });

  it('is written as a form or as text where the file says so', async () => {
    const server = await serve(HELLO);
    await say(
      portTo({ url: server.origin, encoding: 'form', body: { q: '{{text}}', n: 1 }, ...REPLY }),
      'a&b',
    );
    await say(portTo({ url: server.origin, encoding: 'text', body: '{{text}}!', ...REPLY }), 'a&b');
    expect(server.received.map(({ body, headers }) => [headers['content-type'], body])).toEqual([
      ['application/x-www-form-urlencoded', 'q=a%26b&n=1'],
      ['text/plain; charset=utf-8', 'a&b!'],
    ]);
  });

  it('is sent once, unless the file permits more', async () => {
    let count = 0;
    const busy: HttpHandler = (_, response) =>
      ++count % 2 === 1
        ? void response.writeHead(503, { 'retry-after': '0' }).end()
        : sendJson(response, { reply: 'at last' });
    const server = await serve(busy);
    expect(await say(portTo({ url: server.origin, ...REPLY }), 'hi')).toMatchObject([
      [{ code: 'http-status' }],
    ]);
    count = 0;
    expect(await say(portTo({ url: server.origin, retries: 1, ...REPLY }), 'hi')).toMatchObject([
      [{ text: 'at last' }],
    ]);
    expect(server.received).toHaveLength(3);
  });

  it('leaves its authorisation behind when it is sent to another origin, and does not go there with a secret in it', async () => {
    const other = await serve(HELLO);
    const server = await serve(
      (_, response) => void response.writeHead(307, { location: `${other.origin}/x` }).end(),
    );
    const headers = { Authorization: 'Bearer token-token', 'X-Api-Key': 'key-key-key', Cookie: 'sid=1' };
    const isSecret = (text: string) => text.includes('token-in-body');
    await say(
      portTo({ url: server.origin, headers, body: { text: '{{text}}' }, ...REPLY }, { isSecret }),
      'hi',
    );
    expect(other.received).toHaveLength(1);
    expect(JSON.stringify(other.received[0]!.headers)).not.toMatch(/token-token|key-key-key|sid=1/);
    const secret = portTo({ url: server.origin, body: { key: 'token-in-body' }, ...REPLY }, { isSecret });
    expect(await say(secret, 'hi')).toMatchObject([[{ type: 'error', code: 'redirect-loop' }]]);
    expect(other.received).toHaveLength(1);
  });
});

describe('a session', () => {
  it('by cookie is kept for its conversation alone, and a deleted cookie is not sent again', async () => {
    let sessions = 0;
    const server = await serve(({ headers, json }, response) => {
      const { cookie } = headers;
      const set =
        json().text === 'bye'
          ? ['sid=; Max-Age=0']
          : cookie === undefined
            ? [`sid=s${++sessions}; Path=/; HttpOnly`, 'lang=en']
            : [];
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': set });
      response.end(JSON.stringify({ reply: cookie ?? 'new' }));
    });
    const port = portTo({ url: server.origin, body: { text: '{{text}}' }, cookies: true, ...REPLY });
    const texts = async (...said: string[]) =>
      (await say(port, ...said)).flat().map((each) => each.type === 'message' && each.text);
    expect(await texts('hi', 'and', 'bye', 'again')).toEqual([
      'new',
      'sid=s1; lang=en',
      'sid=s1; lang=en',
      'lang=en',
    ]);
    expect(await texts('hi', 'and')).toEqual(['new', 'sid=s2; lang=en']);
  });

  it('by header or field is what capture names', async () => {
    const server = await serve(({ headers, json }, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-session': 'from-header' });
      response.end(
        JSON.stringify({
          reply: `${headers['x-session'] ?? '-'} ${json().thread ?? '-'}`,
          thread: { id: 7 },
        }),
      );
    });
    const port = portTo({
      url: server.origin,
      headers: { 'X-Session': '{{captured.session}}' },
      body: { thread: '{{captured.thread}}' },
      capture: { session: 'header:X-Session', thread: '$.thread.id' },
      ...REPLY,
    });
    expect((await say(port, 'one', 'two')).flat()).toMatchObject([{ text: ' -' }, { text: 'from-header 7' }]);
  });
});

describe('an answer', () => {
  const reading = async (value: unknown, reply: object, more: object = {}) => {
    const server = await serve((_, response) =>
      typeof value === 'string' ? void response.end(value) : sendJson(response, value),
    );
    return (await say(portTo({ url: server.origin, reply, ...more }), 'hi'))[0];
  };

  it('brings text, delay in seconds, choices and actions under the names that are ours', async () => {
    const value = {
      out: [{ say: 'which?', wait: 1.5, buttons: [{ k: 1, v: 'One' }] }, { say: null }, { say: 7 }],
      do: [{ what: 'give', how: '{"coupon":"C1"}' }],
    };
    const reply = {
      each: '$.out[*]',
      text: '$.say',
      delay: '$.wait',
      delayUnit: 's',
      choices: { each: '$.buttons[*]', id: '$.k', text: '$.v' },
      actions: { each: '$.do[*]', name: '$.what', args: '$.how', names: { give: 'issue-coupon' } },
    };
    expect(await reading(value, reply)).toEqual([
      { type: 'action', action: { name: 'issue-coupon', args: { coupon: 'C1' } } },
      { type: 'message', text: 'which?', delayMs: 1_500, choices: [{ id: '1', text: 'One' }] },
      { type: 'message', text: '7' },
    ]);
  });

  it('that reports a failure is an error with its words', async () => {
    const reply = { text: '$.text', error: '$.error.message' };
    expect(await reading({ error: { message: 'quota used up' } }, reply)).toMatchObject([
      { type: 'error', code: 'internal', message: expect.stringContaining('quota used up') },
    ]);
    expect(await reading({ error: null, text: 'fine' }, reply)).toEqual([{ type: 'message', text: 'fine' }]);
  });

  it('with a text that is no text is told by the path that found it', async () => {
    expect(await reading({ text: { rich: [] } }, { text: '$.text' })).toMatchObject([
      {
        code: 'wrong-shape',
        message: expect.stringMatching(
          /reply\.text \(\$\.text\) must be a string; found an object with rich/,
        ),
      },
    ]);
  });

  it('may be JSON lines or plain text', async () => {
    const lines = '{"t":"a"}\n\n{"t":"b"}\n{"end":true}\n';
    expect(await reading(lines, { each: '$[*]', text: '$.t', join: 'all' }, { answer: 'lines' })).toEqual([
      { type: 'message', text: 'ab' },
    ]);
    expect(await reading('just words', { text: '$' }, { answer: 'text' })).toEqual([
      { type: 'message', text: 'just words' },
    ]);
  });

  it('of a path that goes everywhere is found in no time', async () => {
    const value = {
      a: Array.from({ length: 60 }, () => ({ b: Array.from({ length: 60 }, () => ({ c: 1 })) })),
    };
    const path = compileJsonPath('$..b..c..d');
    expect(cpuMs(() => expect(path.values(value)).toEqual([]), 3, 3_000)).toBeLessThan(3_000);
    expect(await reading(value, { text: path.text })).toMatchObject([{ type: 'error' }]);
  });
});

describe('steps', () => {
  it('go on from what the one before has brought, poll within the answer limit, and stop at a failure', async () => {
    let looks = 0;
    const server = await serve(({ path }, response) => {
      if (path === '/ask') return sendJson(response, { job: 'j1' });
      if (path === '/jobs/j1') return sendJson(response, { state: ++looks < 3 ? 'running' : mode });
      sendJson(response, { text: 'here it is' });
    });
    let mode = 'done';
    const steps = (limits: object = {}) => ({
      steps: [
        { url: `${server.origin}/ask`, body: {}, capture: { job: '$.job' } },
        {
          url: `${server.origin}/jobs/{{captured.job}}`,
          method: 'GET',
          pollUntil: { at: '$.state', is: ['done'], fails: ['failed'], every: '5ms', ...limits },
        },
        { url: `${server.origin}/jobs/{{captured.job}}/text`, method: 'GET', reply: { text: '$.text' } },
      ],
    });
    expect(await say(portTo(steps()), 'hi')).toEqual([[{ type: 'message', text: 'here it is' }]]);
    expect(looks).toBe(3);
    mode = 'failed';
    expect(await say(portTo(steps()), 'hi')).toMatchObject([
      [{ type: 'error', code: 'internal', message: expect.stringContaining('$.state is failed') }],
    ]);
    mode = 'running';
    const port = createMappedPort(botOf('http', steps(), { answerLimitMs: 150 }));
    open.unshift(port);
    expect(await say(port, 'hi')).toMatchObject([
      [{ code: 'timeout', message: expect.stringContaining('0.2 s') }],
    ]);
  });
});
