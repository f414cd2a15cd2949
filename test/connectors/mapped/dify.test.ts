import { expect, it } from 'vitest';
import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import { describeChannelContract } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { shippedBot } from '../../counterparts/bots.ts';
import { startDify } from '../../counterparts/dify.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import { type LocalServer, sendEvents, startServer } from '../../counterparts/http-server.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';
import { openHandles } from '../../helpers/open-handles.ts';

const TOKEN = 'app-1234567890';
let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

function portTo(origin: string, answerLimitMs: number) {
  return createMappedPort(
    shippedBot<'sse'>('dify', {
      from: 'https://api.dify.ai',
      to: origin,
      env: { DIFY_API_KEY: TOKEN },
      answerLimitMs,
    }),
  );
}

function streamOf(texts: readonly string[]): string {
  const events = texts.map((answer, at) => ({
    event: 'message',
    message_id: `m${at}`,
    answer,
  }));
  return [...events, { event: 'message_end' }].map((data) => `data: ${JSON.stringify(data)}\n\n`).join('');
}

describeChannelContract('a bot of the Dify kind, by its file alone', {
  start: async (behaviour, { answerLimitMs }) => {
    server = await startDify(TOKEN, behaviour);
    return portTo(server.origin, answerLimitMs);
  },
  startPushing: () => ({ cannot: 'it is asked, and never speaks first' }),
  openHandles,
  stop,
  limits: {
    delays: 'its pieces have no delay',
    actions: 'it reports no actions',
    wordsOnly: 'the interface takes words',
    messagesOnly: 'the interface takes messages',
    wrongShape: /Correct reply in the bot file/,
  },
});

describeFaultCases('a bot of the Dify kind', {
  start: async (fault, { answerLimitMs }) => {
    const done = new Set<string>();
    server = await startDify(
      TOKEN,
      () => 'well again',
      (request, response) => {
        const { user } = request.json();
        if (done.has(user)) return false;
        done.add(user);
        misbehave(fault, response, streamOf, 'text/event-stream');
        return true;
      },
    );
    return portTo(fault === 'refused' ? new URL(await unusedAddress()).origin : server.origin, answerLimitMs);
  },
  cannot: { 'wrong-shape': 'an event of another kind is one of many that are not read' },
  stop,
});

it('sends the conversation id of the first answer from the second message on', async () => {
  server = await startDify(TOKEN, (request) => request.text);
  const port = portTo(server.origin, 5_000);
  const line = port.open(LINE, () => {});
  for (const text of ['one', 'two', 'three'])
    expect(await ask(line, message(text, text))).toEqual([{ type: 'message', text }]);
  expect(server.received.map((request) => request.json().conversation_id)).toEqual([
    undefined,
    `conv-1-${LINE.sessionId}`,
    `conv-1-${LINE.sessionId}`,
  ]);
  await port.close();
  await stop();
});

it('does not wait for a stream that stays open after its last event, and is not content with one that was cut', async () => {
  let end = false;
  server = await startServer((_, response) => {
    sendEvents(response, [{ data: { event: 'message', message_id: 'm', answer: 'done' } }], { end: false });
    if (end) response.end();
    else sendEvents(response, [{ data: { event: 'message_end' } }], { end: false });
  });
  const port = portTo(server.origin, 3_000);
  const line = port.open(LINE, () => {});
  expect(await ask(line, message('hello'))).toEqual([{ type: 'message', text: 'done' }]);
  end = true;
  expect(await ask(line, message('hello', 'm2'))).toMatchObject([{ type: 'error', code: 'reset' }]);
  await port.close();
  await stop();
});
