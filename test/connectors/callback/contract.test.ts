import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type CallbackPort, createCallbackPort } from '../../../src/connectors/callback/port.ts';
import type { Arrival } from '../../../src/model/ports.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';
import { type Behaviour, describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { CONTROLS, describeFaultCases, type Fault } from '../../contracts/faults.ts';
import { botOf, shippedBot } from '../../counterparts/bots.ts';
import { plainAnswer } from '../../counterparts/house-answer.ts';
import { type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { LINE, message } from '../../helpers/inbound.ts';
import { openHandles } from '../../helpers/open-handles.ts';

const SECRET = 'whsec-1234567890';
let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

/** Calls the send interface as a bot does, signed over the very bytes it sends. */
async function call(
  url: string,
  body: string | Buffer,
  sign: (body: Buffer) => string = signed,
): Promise<Response> {
  const bytes = Buffer.from(body);
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': sign(bytes) },
    body: new Uint8Array(bytes),
  });
}

function signed(body: Buffer): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
}

const FIELDS = {
  send: {
    url: '',
    body: { to: '{{callbackUrl}}', request: '{{request}}', conversation: { id: '{{sessionId}}' } },
  },
  session: '$.conversation.id',
  signature: { header: 'X-Signature', secret: SECRET, prefix: 'sha256=' },
};

/** A bot that acknowledges each message at once and answers by a call of its own, a moment later and in order. */
async function startCaller(behaviour: Behaviour): Promise<LocalServer> {
  let count = 0;
  let calls: Promise<unknown> = Promise.resolve();
  return startServer((request, response) => {
    const { to, request: asked, conversation } = request.json();
    sendJson(response, { accepted: true }, 202);
    const answer = behaviour(asked as ProtocolRequest, count++);
    if (answer === NEVER || answer === undefined) return;
    const { messages, actions, odd } = plainAnswer(answer);
    const body = JSON.stringify({ conversation, ...(odd ?? { messages, actions }) });
    calls = calls.then(() => call(to, body).catch(() => {}));
  });
}

describeChannelContract('a bot that answers by calling back', {
  start: async (behaviour, options) => {
    server = await startCaller(behaviour);
    return createCallbackPort(
      botOf('callback', { ...FIELDS, send: { ...FIELDS.send, url: server.origin } }, options),
    );
  },
  startPushing: async (text) => {
    await stop();
    server = await startCaller(() => text);
    return createCallbackPort(botOf('callback', { ...FIELDS, send: { ...FIELDS.send, url: server.origin } }));
  },
  openHandles,
  stop,
  limits: { wrongShape: /Write|Rename|Answer/ },
});

describeFaultCases('a bot that answers by calling back', {
  start: async (fault, options) => {
    const done = new Set<string>();
    server = await startServer((request, response) => {
      const { to, conversation } = request.json();
      if (done.has(conversation.id)) {
        sendJson(response, {});
        return void call(to, JSON.stringify({ conversation, text: 'well again' })).catch(() => {});
      }
      done.add(conversation.id);
      // Before its acknowledgement a bot can break as any server can.
      if (fault === 'dies' || fault === 'cut') return void response.socket?.destroy();
      sendJson(response, {});
      const body = wrongCall(fault, conversation);
      if (body !== undefined) void call(to, body).catch(() => {});
    });
    const url = fault === 'refused' ? await unusedAddress() : server.origin;
    return createCallbackPort(botOf('callback', { ...FIELDS, send: { ...FIELDS.send, url } }, options));
  },
  cannot: { huge: 'a call that is too large is refused with 413, and the bot knows' },
  stop,
});

function wrongCall(fault: Fault, conversation: object): string | Buffer | undefined {
  const of = (fields: object) => JSON.stringify({ conversation, ...fields });
  switch (fault) {
    case 'not-json':
      return 'Hello there, how can I help?';
    case 'wrong-shape':
      return of({ zzz: 1 });
    case 'deep':
      return of({ text: 'x' }).replace('"x"', `${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    case 'bad-utf8':
      return Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    case 'many':
      return of({ messages: Array.from({ length: 5_000 }, (_, at) => ({ text: `m${at}` })) });
    case 'controls':
      return of({ text: CONTROLS });
    case 'blank':
      return of({ text: ' ' });
    default:
      return undefined;
  }
}

describe('calls of a bot', () => {
  const ports: CallbackPort[] = [];
  afterEach(async () => {
    for (const port of ports.splice(0)) await port.close();
    await stop();
  });

  async function open(more: object = {}): Promise<{ port: CallbackPort; heard: Arrival[] }> {
    server = await startServer((_, response) => sendJson(response, {}));
    const port = await createCallbackPort(
      botOf('callback', { ...FIELDS, ...more, send: { ...FIELDS.send, url: server.origin } }),
    );
    ports.push(port);
    const heard: Arrival[] = [];
    await port
      .open(LINE, (arrival) => heard.push(arrival))
      .deliver(message('hello'), (arrival) => heard.push(arrival));
    return { port, heard };
  }
  const good = JSON.stringify({ conversation: { id: LINE.sessionId }, text: 'hi' });

  it.each<[string, (body: Buffer) => string]>([
    ['a wrong key', (body) => `sha256=${createHmac('sha256', 'other').update(body).digest('hex')}`],
    ['another body', () => signed(Buffer.from('{}'))],
    ['half a hash', (body) => signed(body).slice(0, 30)],
    ['no prefix', (body) => signed(body).slice(7)],
    ['nothing', () => ''],
  ])('signed with %s are refused, say nothing, and the conversation learns why', async (_, sign) => {
    const { port, heard } = await open();
    const response = await call(port.callbackUrl, good, sign);
    expect(response.status).toBe(401);
    expect(heard).toMatchObject([
      {
        type: 'error',
        code: 'internal',
        message: expect.stringContaining('no valid signature in X-Signature'),
      },
    ]);
    expect(JSON.stringify(heard)).not.toContain(SECRET);
  });

  it('are hashed with their time stamp where the file says so', async () => {
    const { port, heard } = await open({
      signature: { ...FIELDS.signature, timestamp: 'X-Time', encoding: 'base64', prefix: '' },
    });
    const send = (time: string, signedTime: string) =>
      fetch(port.callbackUrl, {
        method: 'POST',
        headers: {
          'x-time': time,
          'x-signature': createHmac('sha256', SECRET).update(`${signedTime}.${good}`).digest('base64'),
        },
        body: good,
      });
    expect((await send('100', '100')).status).toBe(200);
    expect(heard).toEqual([{ type: 'message', text: 'hi' }]);
    expect((await send('101', '100')).status).toBe(401);
  });

  it('to another path, by another method, too large, or for a conversation that is not open, are refused', async () => {
    const { port, heard } = await open();
    expect((await call(port.callbackUrl.replace('/callback', '/other'), good)).status).toBe(404);
    expect((await fetch(port.callbackUrl)).status).toBe(405);
    expect((await call(port.callbackUrl, good.replace(LINE.sessionId, 'nobody'))).status).toBe(404);
    expect((await call(port.callbackUrl, 'x'.repeat(2_000_000)).catch(() => ({ status: 413 }))).status).toBe(
      413,
    );
    expect(heard).toEqual([]);
  });

  it('are answered as the shipped example says, and one that is made twice is taken once', async () => {
    server = await startServer((_, response) => sendJson(response, {}));
    const bot = shippedBot<'callback'>('callback', {
      from: 'http://localhost:3000',
      to: server.origin,
      env: { CALLBACK_SECRET: SECRET },
    });
    const port = await createCallbackPort(bot);
    ports.push(port);
    const heard: Arrival[] = [];
    await port.open(LINE, (arrival) => heard.push(arrival)).deliver(message('hello'), () => {});
    const { reply_to: to, conversation } = server.received[0]!.json();
    const body = JSON.stringify({
      conversation,
      messages: [
        { id: 'a', text: 'one' },
        { id: 'b', text: 'two' },
      ],
    });
    for (const _ of [1, 2]) {
      const response = await call(to, body);
      expect(await response.json()).toEqual({ ok: true });
    }
    expect(heard).toEqual([
      { type: 'message', text: 'one' },
      { type: 'message', text: 'two' },
    ]);
  });
});
