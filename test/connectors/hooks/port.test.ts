import { afterEach, describe, expect, it } from 'vitest';
import { createHookedPort } from '../../../src/connectors/hooks/port.ts';
import { createHttpPort } from '../../../src/connectors/http/port.ts';
import type { AgentPort } from '../../../src/model/ports.ts';
import { shippedBot } from '../../counterparts/bots.ts';
import { type HttpHandler, type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const FACTS = { customer: { id: 'c1', name: '付婷婷' }, orders: [{ id: 'o1', freight: 6.5 }] };

async function start(
  handler: HttpHandler,
): Promise<{ server: LocalServer; port: AgentPort; failed: string[] }> {
  const server = await startServer(handler);
  const bot = shippedBot<'house'>('with-hooks', {
    from: 'http://localhost:3000',
    to: server.origin,
    env: { BACKEND_TOKEN: 'backend-token' },
  });
  const failed: string[] = [];
  const port = createHookedPort(createHttpPort({ url: bot.url }), {
    hooks: bot.hooks,
    factsOf: () => FACTS,
    onAfterFailed: (hook, reason) => failed.push(`${hook}: ${reason}`),
  });
  open.push(port, server);
  return { server, port, failed };
}

describe('hooks around a case', () => {
  it('fill the backend before the first message and empty it when the conversation closes, once each', async () => {
    const { server, port } = await start((_, response) => sendJson(response, { text: 'hi' }));
    const line = port.open(LINE, () => {});
    for (const id of ['m1', 'm2'])
      expect(await ask(line, message('hello', id))).toEqual([{ type: 'message', text: 'hi' }]);
    await line.close();
    await line.close();
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /test/cases',
      'POST /chat',
      'POST /chat',
      `DELETE /test/cases/${encodeURIComponent(LINE.sessionId)}`,
    ]);
    expect(server.received[0]!.json()).toEqual({ session: LINE.sessionId, ...FACTS });
    expect(server.received[0]!.headers.authorization).toBe('Bearer backend-token');
    expect(server.received[1]!.headers.authorization).toBeUndefined();
  });

  it('that fail before are told by name at every message, and the bot is not asked', async () => {
    const { server, port } = await start(({ path }, response) =>
      path.startsWith('/test') ? void response.writeHead(500).end() : sendJson(response, { text: 'hi' }),
    );
    const line = port.open(LINE, () => {});
    for (const id of ['m1', 'm2'])
      expect(await ask(line, message('hello', id))).toMatchObject([
        {
          type: 'error',
          code: 'internal',
          message: expect.stringMatching(/hook "fill the backend" before the case failed: .*status 500/),
        },
      ]);
    const chinese = port.open({ ...LINE, locale: 'zh-CN' }, () => {});
    expect(await ask(chinese, message('在吗'))).toMatchObject([
      { message: expect.stringMatching(/用例前的钩子“fill the backend”失败/) },
    ]);
    expect(server.received.some(({ path }) => path === '/chat')).toBe(false);
  });

  it('that fail after are told by name, and the conversation stands', async () => {
    const { port, failed } = await start(({ method }, response) =>
      method === 'DELETE' ? void response.writeHead(404).end() : sendJson(response, { text: 'hi' }),
    );
    const line = port.open(LINE, () => {});
    expect(await ask(line, message('hello'))).toEqual([{ type: 'message', text: 'hi' }]);
    await line.close();
    expect(failed).toEqual([expect.stringMatching(/^empty the backend: .*status 404/)]);
  });

  it('clean nothing where nothing was begun', async () => {
    const { server, port } = await start((_, response) => sendJson(response, { text: 'hi' }));
    await port.open(LINE, () => {}).close();
    expect(server.received).toEqual([]);
  });
});
