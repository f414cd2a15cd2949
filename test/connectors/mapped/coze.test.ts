import { expect, it } from 'vitest';
import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import { describeChannelContract } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { shippedBot } from '../../counterparts/bots.ts';
import { startCoze } from '../../counterparts/coze.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import type { LocalServer } from '../../counterparts/http-server.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';
import { openHandles } from '../../helpers/open-handles.ts';

const TOKEN = 'pat_1234567890';
let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

function portTo(origin: string, answerLimitMs: number, token = TOKEN) {
  const bot = shippedBot<'http'>('coze', {
    from: 'https://api.coze.cn',
    to: origin,
    env: { COZE_TOKEN: token, COZE_BOT_ID: 'b-1' },
    answerLimitMs,
  });
  // The service asks for a second between two looks; this one has no such wish.
  const steps = bot.steps!.map((step) =>
    step.pollUntil === undefined ? step : { ...step, pollUntil: { ...step.pollUntil, every: 5 } },
  );
  return createMappedPort({ ...bot, steps });
}

describeChannelContract('a bot of the Coze kind, by its file alone', {
  start: async (behaviour, { answerLimitMs }) => {
    server = await startCoze(TOKEN, behaviour);
    return portTo(server.origin, answerLimitMs);
  },
  startPushing: () => ({ cannot: 'it is asked, and never speaks first' }),
  openHandles,
  stop,
  limits: {
    delays: 'its messages have no delay',
    actions: 'it reports no actions',
    wordsOnly: 'the interface takes words',
    messagesOnly: 'the interface takes messages',
    shapes: 'a message without content is no message there',
  },
});

describeFaultCases('a bot of the Coze kind', {
  start: async (fault, { answerLimitMs }) => {
    const done = new Set<string>();
    server = await startCoze(
      TOKEN,
      () => 'well again',
      (request, response) => {
        const chat = request.query.get('conversation_id')!;
        if (done.has(chat)) return false;
        done.add(chat);
        misbehave(fault, response, (texts) =>
          JSON.stringify({
            code: 0,
            data: texts.map((content, at) => ({ id: `f${at}`, type: 'answer', content })),
          }),
        );
        return true;
      },
    );
    return portTo(fault === 'refused' ? new URL(await unusedAddress()).origin : server.origin, answerLimitMs);
  },
  cannot: { 'wrong-shape': 'a list without answers is a bot that says nothing' },
  stop,
});

it('makes one conversation for a case, and says what the service says of a wrong token', async () => {
  server = await startCoze(TOKEN, (request) => request.text);
  const port = portTo(server.origin, 5_000);
  const line = port.open(LINE, () => {});
  await ask(line, message('one'));
  await ask(line, message('two', 'm2'));
  const made = server.received.filter(({ path }) => path === '/v1/conversation/create');
  expect(made).toHaveLength(1);
  await port.close();
  const wrong = portTo(server.origin, 5_000, 'pat_wrong');
  expect(
    await ask(
      wrong.open(LINE, () => {}),
      message('hello'),
    ),
  ).toMatchObject([
    { type: 'error', code: 'internal', message: expect.stringContaining('authentication is invalid') },
  ]);
  await wrong.close();
  await stop();
});
