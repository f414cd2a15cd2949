import { expect, it } from 'vitest';
import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import { rasaMapping } from '../../../src/connectors/rasa/mapping.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { shippedBot } from '../../counterparts/bots.ts';
import { plainAnswer } from '../../counterparts/house-answer.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import { type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';
import { openHandles } from '../../helpers/open-handles.ts';

let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

/** As Rasa's REST channel: `{ sender, message, metadata }` in, a list of messages for the recipient out, an empty one for nothing. */
async function startRasa(answer: (request: ProtocolRequest, count: number) => unknown): Promise<LocalServer> {
  let count = 0;
  return startServer((request, response) => {
    if (request.path !== '/webhooks/rest/webhook') return void response.writeHead(404).end();
    const { sender, message: text, metadata } = request.json();
    const understood: ProtocolRequest = {
      protocol: 'peilian/1',
      type: metadata.type,
      sessionId: sender,
      messageId: 'm1',
      locale: metadata.locale,
      text,
      content: metadata.type === 'message' ? [{ type: 'text', text }] : [],
      ...(metadata.event === undefined ? {} : { event: metadata.event }),
      context: metadata.context,
    };
    const said = answer(understood, count++);
    if (said === NEVER) return;
    sendJson(response, worded(sender, said));
  });
}

function worded(sender: string, answer: unknown): unknown {
  const { messages, actions, odd } = plainAnswer(answer);
  if (odd !== undefined) return [{ recipient_id: sender, ...(odd as object) }];
  return [
    ...messages.map(({ text, delayMs }) => ({
      recipient_id: sender,
      text,
      ...(delayMs === undefined ? {} : { custom: { delayMs } }),
    })),
    ...(actions.length === 0 ? [] : [{ recipient_id: sender, custom: { actions } }]),
  ];
}

function portTo(origin: string, answerLimitMs: number, accepts?: object) {
  const bot = shippedBot<'rasa'>('rasa', { from: 'http://localhost:5005', to: origin, answerLimitMs });
  return createMappedPort(rasaMapping({ ...bot, accepts: { ...bot.accepts, ...accepts } }));
}

describeChannelContract('an assistant behind the REST channel of Rasa', {
  start: async (behaviour, { answerLimitMs, accepts }) => {
    server = await startRasa(behaviour);
    return portTo(server.origin, answerLimitMs, accepts);
  },
  startPushing: () => ({ cannot: 'the REST channel answers requests only' }),
  openHandles,
  stop,
  limits: { wrongShape: /Correct reply in the bot file/ },
});

describeFaultCases('an assistant behind the REST channel of Rasa', {
  start: async (fault, { answerLimitMs }) => {
    const done = new Set<string>();
    server = await startServer((request, response) => {
      const { sender } = request.json();
      if (done.has(sender)) return sendJson(response, [{ recipient_id: sender, text: 'well again' }]);
      done.add(sender);
      misbehave(fault, response, (texts) =>
        JSON.stringify(texts.map((text) => ({ recipient_id: sender, text }))),
      );
    });
    return portTo(fault === 'refused' ? new URL(await unusedAddress()).origin : server.origin, answerLimitMs);
  },
  cannot: {
    'wrong-shape': 'an object is a list without messages there; the contract has a message without text',
  },
  stop,
});

it('offers buttons as choices and sends the picked one as its payload; a picture is its address', async () => {
  server = await startServer((request, response) => {
    const { sender, message: text } = request.json();
    if (text === '/refund') return sendJson(response, [{ recipient_id: sender, image: 'http://x/y.png' }]);
    const buttons = [
      { title: 'Refund', payload: '/refund' },
      { title: 'Exchange', payload: '/exchange' },
    ];
    sendJson(response, [{ recipient_id: sender, text: 'What would you like?', buttons }]);
  });
  const port = portTo(server.origin, 5_000);
  const line = port.open(LINE, () => {});
  expect(await ask(line, message('hello'))).toEqual([
    {
      type: 'message',
      text: 'What would you like?',
      choices: [
        { id: '/refund', text: 'Refund' },
        { id: '/exchange', text: 'Exchange' },
      ],
    },
  ]);
  const picked = {
    ...message('Refund', 'm2'),
    content: [{ type: 'choice', id: '/refund', text: 'Refund' }] as const,
  };
  expect(await ask(line, picked)).toEqual([{ type: 'message', text: 'http://x/y.png' }]);
  await port.close();
  await stop();
});
