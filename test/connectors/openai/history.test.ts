import { afterEach, describe, expect, it } from 'vitest';
import { createOpenAiPort } from '../../../src/connectors/openai/port.ts';
import type { AgentPort, Inbound } from '../../../src/model/ports.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type LocalServer, sendJson, startServer } from '../../counterparts/http-server.ts';
import { startModel } from '../../counterparts/openai.ts';
import { ask, CONTEXT, LINE, message } from '../../helpers/inbound.ts';

const TOKEN = 'sk-1234567890';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const FIELDS = {
  headers: { Authorization: `Bearer ${TOKEN}` },
  model: 'm-1',
  system: 'You serve {{context.shop}}; it is {{context.now}}.',
  params: { temperature: 0, metadata: { session: '{{sessionId}}' } },
  tools: ['refund', 'transfer'],
};

function port(kind: 'chat' | 'responses', server: LocalServer, more: object = {}): AgentPort {
  const bot = botOf(
    `openai-${kind}`,
    { ...FIELDS, ...more, url: `${server.origin}/v1/` },
    { answerLimitMs: 4_000 },
  );
  const opened = createOpenAiPort(bot as Parameters<typeof createOpenAiPort>[0]);
  open.unshift(opened, server);
  return opened;
}

const refund = {
  messages: [{ text: 'done' }],
  actions: [{ id: 'call_9', name: 'refund', args: { order: 'A1', amount: 20 } }],
};
const result: Inbound = {
  type: 'event',
  messageId: 'm9',
  at: 0,
  name: 'action-result',
  args: { id: 'call_9', name: 'refund', ok: false, code: 'no-such-order' },
  context: CONTEXT,
};

describe('chat completions', () => {
  it('carry the conversation, our actions as functions, and what became of each', async () => {
    const server = await startModel((request) => (request.text === 'refund me' ? refund : 'well'), {
      token: TOKEN,
      kind: 'chat',
    });
    const line = port('chat', server).open(LINE, () => {});
    expect(await ask(line, message('refund me'))).toEqual([
      { type: 'action', action: { id: 'call_9', name: 'refund', args: { order: 'A1', amount: 20 } } },
      { type: 'message', text: 'done' },
    ]);
    expect(await ask(line, result)).toEqual([]);
    await ask(line, message('and now?', 'm2'));
    const bodies = server.received.map((request) => request.json());
    expect(bodies[0]).toMatchObject({
      model: 'm-1',
      stream: false,
      temperature: 0,
      metadata: { session: LINE.sessionId },
      messages: [
        { role: 'system', content: `You serve ${CONTEXT.shop}; it is ${CONTEXT.now}.` },
        { role: 'user', content: 'refund me' },
      ],
    });
    expect(bodies[0].tools.map((tool: any) => tool.function.name)).toEqual(['refund', 'transfer']);
    expect(bodies[0].tools[0].function.parameters).toMatchObject({
      type: 'object',
      required: ['order', 'amount'],
      properties: { amount: { type: 'number' } },
    });
    expect(bodies[1].messages.slice(2)).toMatchObject([
      { role: 'assistant', tool_calls: [{ id: 'call_9' }] },
      { role: 'tool', tool_call_id: 'call_9', content: '{"status":"accepted"}' },
    ]);
    expect(bodies[2].messages.map((each: any) => each.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'user',
    ]);
    expect(bodies[2].messages[3].content).toBe('{"status":"failed","reason":"no-such-order"}');
  });

  it('end a model that only calls functions, within toolRounds', async () => {
    const server = await startServer((_, response) =>
      sendJson(response, {
        choices: [
          {
            message: {
              role: 'assistant',
              content: null,
              tool_calls: [{ id: 'x', function: { name: 'transfer', arguments: '{}' } }],
            },
          },
        ],
      }),
    );
    const arrivals = await ask(
      port('chat', server, { toolRounds: 2 }).open(LINE, () => {}),
      message('hi'),
    );
    expect(server.received).toHaveLength(3);
    expect(arrivals.map(({ type }) => type)).toEqual(['action', 'action', 'action', 'error']);
    expect(arrivals.at(-1)).toMatchObject({
      message: expect.stringContaining('toolRounds of the bot file is 2'),
    });
  });

  it('never read a slot out of what was said', async () => {
    const server = await startModel((request) => request.text, { token: TOKEN, kind: 'chat' });
    const line = port('chat', server).open(LINE, () => {});
    expect(await ask(line, message('{{sessionId}} {{context.shop}}'))).toEqual([
      { type: 'message', text: '{{sessionId}} {{context.shop}}' },
    ]);
    await ask(line, message('again', 'm2'));
    expect(server.received[1]!.json().messages[2].content).toBe('{{sessionId}} {{context.shop}}');
  });

  it('tell what the service says of a wrong key, and what else it says of a failure', async () => {
    const server = await startModel(() => 'hi', { token: 'another', kind: 'chat' });
    expect(
      await ask(
        port('chat', server).open(LINE, () => {}),
        message('hi'),
      ),
    ).toMatchObject([{ type: 'error', code: 'http-status', message: expect.stringContaining('401') }]);
    const failing = await startServer((_, response) =>
      sendJson(response, { error: { message: 'overloaded' } }),
    );
    expect(
      await ask(
        port('chat', failing).open(LINE, () => {}),
        message('hi'),
      ),
    ).toMatchObject([{ type: 'error', code: 'internal', message: expect.stringContaining('overloaded') }]);
  });
});

describe('responses', () => {
  it('carry the items of the conversation, store nothing there, and bring no unsealed reasoning back', async () => {
    const server = await startModel((request) => (request.text === 'refund me' ? refund : 'well'), {
      token: TOKEN,
      kind: 'responses',
    });
    const line = port('responses', server, { stream: true }).open(LINE, () => {});
    expect(await ask(line, message('refund me'))).toMatchObject([
      { type: 'action' },
      { type: 'message', text: 'done' },
    ]);
    await ask(line, { ...result, args: { ...result.args, ok: true } });
    await ask(line, message('and now?', 'm2'));
    const bodies = server.received.map((request) => request.json());
    expect(bodies[0]).toMatchObject({
      store: false,
      stream: true,
      instructions: expect.stringContaining(CONTEXT.shop),
    });
    expect(bodies[2].input.map((item: any) => item.type ?? item.role)).toEqual([
      'user',
      'function_call',
      'function_call_output',
      'message',
      'user',
    ]);
    expect(bodies[2].input[2]).toEqual({
      type: 'function_call_output',
      call_id: 'call_9',
      output: '{"status":"done"}',
    });
  });
});
