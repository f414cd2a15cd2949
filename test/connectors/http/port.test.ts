import { describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../src/connectors/http/port.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { answerJson, type BotServer, startBotServer } from '../../helpers/bot-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

let server: BotServer | undefined;

describeChannelContract('a bot over HTTP', {
  start: async (behaviour, options) => {
    let count = 0;
    server = await startBotServer((request, response) => {
      try {
        const answer = behaviour(request, count++);
        if (answer === undefined) response.writeHead(204).end();
        else if (answer !== NEVER) answerJson(response, answer);
      } catch {
        response.writeHead(500).end('broken');
      }
    });
    return createHttpPort({ url: server.url, ...options });
  },
  startPushing: () => ({ cannot: 'the house protocol over HTTP answers requests only' }),
  openHandles: () =>
    process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP') || name === 'Timeout').length,
  stop: async () => {
    await server?.close();
    server = undefined;
  },
});

describe('createHttpPort', () => {
  it('keeps connections alive, and opens no more than it may', async () => {
    const bot = await startBotServer((_, response) => answerJson(response, 'hi'));
    const port = createHttpPort({ url: bot.url, connections: 1 });
    const line = port.open(LINE, () => {});
    for (let turn = 0; turn < 10; turn++) await ask(line, message('hello'));
    expect(bot.connections()).toBe(1);
    await port.close();
    await bot.close();
  });

  it('measures how long the answer took', async () => {
    const bot = await startBotServer((_, response) => setTimeout(() => answerJson(response, 'hi'), 30));
    const port = createHttpPort({ url: bot.url });
    const startedAt = performance.now();
    const { measuredMs } = await port.open(LINE, () => {}).deliver(message('hello'), () => {});
    expect(measuredMs).toBeGreaterThan(25);
    expect(measuredMs).toBeLessThanOrEqual(performance.now() - startedAt);
    await port.close();
    await bot.close();
  });

  it('sends own headers, and user and password of the address as authorisation', async () => {
    const bot = await startBotServer((_, response) => answerJson(response, 'hi'));
    const port = createHttpPort({
      url: bot.url.replace('//', '//shop:secret@'),
      headers: { 'X-Tenant': 'seven' },
    });
    await ask(
      port.open(LINE, () => {}),
      message('hello'),
    );
    expect(bot.headers[0]).toMatchObject({
      'x-tenant': 'seven',
      authorization: `Basic ${btoa('shop:secret')}`,
      'content-type': 'application/json',
    });
    expect(port.id).toBe(bot.url);
    await port.close();
    await bot.close();
  });

  it.each([
    ['chat', /whole one/],
    ['ftp://127.0.0.1/chat', /http:\/\/ or https:\/\/; found ftp:/],
  ])('refuses the address %s', (url, problem) => {
    expect(() => createHttpPort({ url })).toThrow(problem);
  });
});
