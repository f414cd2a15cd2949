import { createMappedPort } from '../../../src/connectors/mapped/port.ts';
import type { ProtocolRequest } from '../../../src/model/protocol.ts';
import { describeChannelContract, NEVER } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { botOf } from '../../counterparts/bots.ts';
import { plainAnswer } from '../../counterparts/house-answer.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import { type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { openHandles } from '../../helpers/open-handles.ts';

/** A bot of its own making: every field has another name than ours, and lies deeper. */
const FIELDS = {
  method: 'PUT',
  headers: { 'X-Conversation': '{{sessionId}}' },
  body: {
    kind: '{{type}}',
    who: { conversation: '{{sessionId}}', lang: '{{locale}}' },
    message: { id: '{{messageId}}', words: '{{text}}', parts: '{{content}}' },
    happened: '{{event}}',
    seen: '{{context}}',
  },
  reply: {
    each: '$.data.items[*]',
    text: '$.body',
    delay: '$.wait',
    delayUnit: 's',
    actions: {
      each: '$.data.deeds[*]',
      name: '$.do',
      args: '$.with',
      id: '$.ref',
      names: { geld: 'refund' },
    },
  },
};

let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

function understood(body: any): ProtocolRequest {
  return {
    protocol: 'peilian/1',
    type: body.kind,
    sessionId: body.who.conversation,
    messageId: body.message.id,
    locale: body.who.lang,
    text: body.message.words,
    content: body.message.parts,
    ...(body.happened === undefined ? {} : { event: body.happened }),
    context: body.seen,
  };
}

function worded(answer: unknown): unknown {
  const { messages, actions, odd } = plainAnswer(answer);
  if (odd !== undefined) return { code: 0, data: { items: [odd] } };
  return {
    code: 0,
    data: {
      items: messages.map(({ text, delayMs }) => ({
        body: text,
        ...(delayMs === undefined ? {} : { wait: delayMs / 1_000 }),
      })),
      deeds: actions.map(({ id, name, args }) => ({
        ref: id,
        do: name === 'refund' ? 'geld' : name,
        with: args,
      })),
    },
  };
}

describeChannelContract('a mapped bot over HTTP', {
  start: async (behaviour, options) => {
    let count = 0;
    server = await startServer((request, response) => {
      const answer = behaviour(understood(request.json()), count++);
      if (answer === undefined) response.writeHead(204).end();
      else if (answer !== NEVER) sendJson(response, worded(answer));
    });
    return createMappedPort(
      botOf('http', { ...FIELDS, url: `${server.origin}/v1/say?c={{sessionId}}` }, options),
    );
  },
  startPushing: () => ({ cannot: 'one request, one answer' }),
  openHandles,
  stop,
  limits: { wrongShape: /Correct reply in the bot file; peilian bot-check shows/ },
});

describeFaultCases('a mapped bot over HTTP', {
  start: async (fault, options) => {
    const done = new Set<string>();
    server = await startServer((request, response) => {
      const { who } = request.json();
      if (done.has(who.conversation)) sendJson(response, worded('well again'));
      else {
        done.add(who.conversation);
        misbehave(fault, response, (texts) => JSON.stringify(worded([...texts])));
      }
    });
    const url = fault === 'refused' ? await unusedAddress() : `${server.origin}/say`;
    const reply = fault === 'wrong-shape' ? { reply: WIDE } : {};
    return createMappedPort(botOf('http', { ...FIELDS, ...reply, url }, options));
  },
  stop,
});

/** Reads the right answer, and finds nothing in one of another shape. */
const WIDE = { text: '$.data.items[*].body' };
