import { afterEach, expect, it } from 'vitest';
import { createWebSocketPort } from '../../../src/connectors/websocket/port.ts';
import type { Arrival } from '../../../src/model/ports.ts';
import { converse } from '../../contracts/converse.ts';
import { botOf, shippedBot } from '../../counterparts/bots.ts';
import { type SocketServer, startSocketServer } from '../../counterparts/websocket.ts';
import { LINE, message } from '../../helpers/inbound.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function start(...args: Parameters<typeof startSocketServer>): Promise<SocketServer> {
  const server = await startSocketServer(...args);
  open.push(server);
  return server;
}

async function until(done: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!done() && performance.now() - startedAt < 4_000)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

it('speaks as the shipped example says: greeting first, authorised, text read from the frames that carry it', async () => {
  const server = await start((frame, socket) => {
    const { type, room } = JSON.parse(frame);
    if (type === 'join') socket.send(JSON.stringify({ type: 'joined', room, text: 'not said to anybody' }));
    else socket.send(JSON.stringify({ type: 'message', room, text: 'hello' }));
  });
  const port = createWebSocketPort(
    shippedBot<'websocket'>('websocket', {
      from: 'ws://localhost:3000',
      to: server.origin,
      env: { BOT_TOKEN: 'tok-99999' },
    }),
  );
  open.unshift(port);
  expect(await converse(port, LINE).ask(message('hi'))).toEqual([{ type: 'message', text: 'hello' }]);
  expect(server.frames.map((frame) => JSON.parse(frame))).toEqual([
    { type: 'join', room: LINE.sessionId },
    { type: 'message', room: LINE.sessionId, text: 'hi' },
  ]);
  expect(server.handshakes[0]!.headers.authorization).toBe('Bearer tok-99999');
});

it('uses one socket for all conversations where it is told so, and one for each otherwise', async () => {
  for (const shared of [true, false]) {
    const server = await start((frame, socket) => {
      const { sessionId, text } = JSON.parse(frame);
      socket.send(JSON.stringify({ text, sessionId }));
    });
    const fields = { url: server.origin, turns: 'each', shared, session: '$.sessionId' };
    const port = createWebSocketPort(botOf('websocket', fields));
    open.unshift(port);
    await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        converse(port, { ...LINE, sessionId: `s${at}` }).ask(message('hi')),
      ),
    );
    expect(server.handshakes).toHaveLength(shared ? 1 : 5);
  }
});

it('connects again when the connection is lost, hears what is pushed then, and gives up after so many times', async () => {
  let greeting = true;
  const server = await start((frame, socket) => {
    if (JSON.parse(frame).hello === true) {
      if (greeting) socket.send(JSON.stringify({ text: `connection ${server.handshakes.length}` }));
      else socket.terminate();
    }
  });
  const port = createWebSocketPort(
    botOf(
      'websocket',
      { url: server.origin, hello: [{ hello: true }], reconnect: 2 },
      { answerLimitMs: 2_000 },
    ),
  );
  open.unshift(port);
  const heard: Arrival[] = [];
  const line = port.open(LINE, (arrival) => heard.push(arrival));
  await line.deliver(message('hi'), () => {});
  await until(() => heard.length === 1);
  for (const socket of server.sockets) socket.terminate();
  await until(() => heard.length === 2);
  expect(heard).toEqual([
    { type: 'message', text: 'connection 1' },
    { type: 'message', text: 'connection 2' },
  ]);
  greeting = false;
  for (const socket of server.sockets) socket.terminate();
  await until(() => server.handshakes.length === 4);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(server.handshakes.length).toBeLessThanOrEqual(5);
  const answer: Arrival[] = [];
  await line.deliver(message('still there?', 'm2'), (arrival) => answer.push(arrival));
  expect(answer).toMatchObject([{ type: 'error', code: 'reset' }]);
});

it('notices a connection that is dead without having been closed', async () => {
  const server = await start(() => {}, { autoPong: false });
  const port = createWebSocketPort(
    botOf(
      'websocket',
      { url: server.origin, ping: '100ms', reconnect: 0, turns: 'each' },
      { answerLimitMs: 30_000 },
    ),
  );
  open.unshift(port);
  // It is the missing pong that ends it: the limit would tell of a timeout.
  expect(await converse(port, LINE).ask(message('hi'))).toMatchObject([{ type: 'error', code: 'reset' }]);
});

it('takes a text frame for the message itself where the bot speaks plain text', async () => {
  const server = await start((frame, socket) => socket.send(`you said ${frame}`));
  const port = createWebSocketPort(
    botOf('websocket', { url: server.origin, frames: 'text', turns: 'each', reply: { text: '$' } }),
  );
  open.unshift(port);
  expect(await converse(port, LINE).ask(message('在吗'))).toEqual([
    { type: 'message', text: 'you said 在吗' },
  ]);
});

it('follows no redirect and tells a refused handshake by its status', async () => {
  const { startServer } = await import('../../counterparts/http-server.ts');
  const web = await startServer(
    (_, response) => void response.writeHead(302, { location: 'http://example.invalid/' }).end(),
  );
  open.push(web);
  // An upgrade that the server does not take is answered like any request.
  const port = createWebSocketPort(
    botOf('websocket', { url: `${web.origin.replace('http', 'ws')}/?token=secret-secret`, turns: 'each' }),
  );
  open.unshift(port);
  const answer = await converse(port, LINE).ask(message('hi'));
  expect(answer).toMatchObject([{ type: 'error', code: 'http-status' }]);
  expect(JSON.stringify(answer)).not.toContain('secret-secret');
});
