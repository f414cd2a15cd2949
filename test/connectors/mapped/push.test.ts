import { afterEach, expect, it } from 'vitest';
import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import type { Arrival } from '../../../src/model/ports.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { describeRounds, SETTLE } from '../../contracts/rounds.ts';
import { botOf, shippedBot } from '../../counterparts/bots.ts';
import { plainAnswer, wordsOnly } from '../../counterparts/house-answer.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import { type Received, sendJson } from '../../counterparts/http-server.ts';
import { type Mailbox, startMailbox } from '../../counterparts/mailbox.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { LINE, message } from '../../helpers/inbound.ts';
import { openHandles } from '../../helpers/open-handles.ts';

let mailbox: Mailbox | undefined;
const stop = async () => {
  await mailbox?.close();
  mailbox = undefined;
};
afterEach(stop);

const understood = (request: Received, session: string): ProtocolRequest => {
  const { text, request: whole } = request.json();
  return whole ?? wordsOnly(session, text);
};

/** The two ways to hear such a bot, with everything that the contract asks for. */
const REPLY = {
  delay: '$.delayMs',
  actions: { each: '$.messages[*].actions[*]', name: '$.name', args: '$.args', id: '$.id' },
};
const WAYS = {
  'asked with a cursor': (origin: string) => ({
    protocol: 'http' as const,
    poll: {
      url: `${origin}/conversations/{{sessionId}}/messages?after={{captured.cursor}}`,
      method: 'GET',
      every: '10ms',
      capture: { cursor: '$.next' },
      reply: { each: '$.messages[*]', text: '$.text', id: '$.id', ...REPLY },
    },
  }),
  'heard over an event stream': (origin: string) => ({
    protocol: 'sse' as const,
    answer: 'json',
    listen: {
      url: `${origin}/conversations/{{sessionId}}/events`,
      reply: {
        each: '$[*].data',
        text: '$.text',
        id: '$.id',
        ...REPLY,
        actions: { ...REPLY.actions, each: '$[*].data.actions[*]' },
      },
    },
  }),
};

for (const [way, make] of Object.entries(WAYS)) {
  const portTo = (origin: string, limits: { answerLimitMs?: number; accepts?: object } = {}) => {
    const { protocol, ...fields } = make(origin);
    const url = `${origin}/conversations/{{sessionId}}/messages`;
    const bot = botOf(
      protocol,
      { url, body: { request: '{{request}}', text: '{{text}}' }, settle: SETTLE, ...fields },
      limits,
    );
    return createMappedPort(bot);
  };

  describeChannelContract(`a bot ${way}`, {
    start: async (behaviour, options) => {
      let count = 0;
      mailbox = await startMailbox({
        understood,
        onMessage(request, box) {
          const answer = behaviour(request, count++);
          if (answer === NEVER) return;
          const { messages, actions, odd } = plainAnswer(answer);
          if (odd !== undefined) return box.post(request.sessionId, { text: odd });
          for (const [at, each] of messages.entries())
            box.post(request.sessionId, { ...each, ...(at === 0 && actions.length > 0 ? { actions } : {}) });
        },
      });
      return portTo(mailbox.origin, options);
    },
    startPushing: async (text) => {
      await stop();
      mailbox = await startMailbox({
        understood,
        onMessage: ({ sessionId }, box) => void setTimeout(() => box.post(sessionId, { text }), 15),
      });
      return portTo(mailbox.origin);
    },
    openHandles,
    stop,
    limits: { wrongShape: /reply\.text .* must be a string; found an object/ },
  });

  describeFaultCases(`a bot ${way}`, {
    start: async (fault, { answerLimitMs }) => {
      const done = new Set<string>();
      mailbox = await startMailbox({
        understood,
        onMessage({ sessionId }, box, response) {
          if (done.has(sessionId)) return void box.post(sessionId, { text: 'well again' });
          done.add(sessionId);
          // The message is taken or not; what is wrong with what it says is the contract's business.
          misbehave(fault, response, (texts) => JSON.stringify({ texts }));
          return true;
        },
      });
      return portTo(fault === 'refused' ? new URL(await unusedAddress()).origin : mailbox.origin, {
        answerLimitMs,
      });
    },
    cannot: {
      'wrong-shape': 'an acknowledgement has no shape',
      many: 'an acknowledgement has no messages',
      controls: 'an acknowledgement has no words',
      never: 'an acknowledgement that never comes is a time-out of the request',
      dies: 'as over plain HTTP',
      cut: 'as over plain HTTP',
    },
    // A stream that cannot be opened is told as well as the message that could not be sent.
    ...(way.includes('stream') && { codes: { refused: /^refused$/ } }),
    stop,
  });

  describeRounds(`a bot ${way}`, {
    start: async (script) => {
      mailbox = await startMailbox({
        understood,
        onMessage({ sessionId, text }, box) {
          for (const { text: said, afterMs } of script(text))
            setTimeout(() => box.post(sessionId, { text: said }), afterMs);
        },
      });
      return portTo(mailbox.origin);
    },
    stop,
  });
}

it('takes a letter once, however often a look brings it, and asks from where it was', async () => {
  mailbox = await startMailbox({
    understood,
    copies: 3,
    onMessage({ sessionId }, box) {
      box.post(sessionId, { text: 'one' });
      box.post(sessionId, { text: 'two' });
    },
  });
  const bot = shippedBot<'http'>('cursor-polling', { from: 'http://localhost:3000', to: mailbox.origin });
  const port = createMappedPort({ ...bot, poll: { ...bot.poll!, every: 5 } });
  const heard: Arrival[] = [];
  const line = port.open(LINE, (arrival) => heard.push(arrival));
  await line.deliver(message('hello'), (arrival) => heard.push(arrival));
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(heard).toEqual([
    { type: 'message', text: 'one' },
    { type: 'message', text: 'two' },
  ]);
  expect(mailbox.received.filter(({ method }) => method === 'GET').at(-1)!.path).toMatch(/after=2$/);
  await port.close();
});

it('takes a stream that broke up again after its last id, hears nothing twice, and gives up in the end', async () => {
  let letters = 0;
  mailbox = await startMailbox({
    understood,
    onMessage: ({ sessionId }, box) => box.post(sessionId, { text: `letter ${++letters}` }),
  });
  const port = createMappedPort(
    shippedBot<'sse'>('event-stream', { from: 'http://localhost:3000', to: mailbox.origin }),
  );
  const heard: Arrival[] = [];
  const line = port.open(LINE, (arrival) => heard.push(arrival));
  await line.deliver(message('hello'), () => {});
  await new Promise((resolve) => setTimeout(resolve, 30));
  mailbox.breakStreams();
  await new Promise((resolve) => setTimeout(resolve, 20));
  mailbox.post(LINE.sessionId, { text: 'while you were away' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(heard).toEqual([
    { type: 'message', text: 'letter 1' },
    { type: 'message', text: 'while you were away' },
  ]);
  expect(mailbox.lastIds).toEqual([undefined, `${LINE.sessionId}-1`]);
  await port.close();
});

it('says that looking has failed only after several looks in a row', async () => {
  let looks = 0;
  mailbox = await startMailbox({
    understood,
    onMessage: () => {},
    odd: (_, response) => {
      looks += 1;
      if (looks !== 2) response.writeHead(503).end();
      else sendJson(response, { messages: [], next: 0 });
      return true;
    },
  });
  const bot = shippedBot<'http'>('cursor-polling', { from: 'http://localhost:3000', to: mailbox.origin });
  const port = createMappedPort({ ...bot, poll: { ...bot.poll!, every: 5 } });
  const heard: Arrival[] = [];
  await port.open(LINE, (arrival) => heard.push(arrival)).deliver(message('hello'), () => {});
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(looks).toBe(5);
  expect(heard).toMatchObject([{ type: 'error', code: 'http-status' }]);
  await port.close();
});
