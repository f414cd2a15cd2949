import { createOpenAiPort } from '../../../src/connectors/openai/port.ts';
import type { BotOf } from '../../../src/model/bot.ts';
import { describeChannelContract } from '../../contracts/channel.ts';
import { describeFaultCases } from '../../contracts/faults.ts';
import { botOf, shippedBot } from '../../counterparts/bots.ts';
import { misbehave } from '../../counterparts/http-faults.ts';
import type { LocalServer } from '../../counterparts/http-server.ts';
import { startModel } from '../../counterparts/openai.ts';
import { unusedAddress } from '../../helpers/bot-server.ts';
import { openHandles } from '../../helpers/open-handles.ts';

const TOKEN = 'sk-1234567890';
const LIMITS = {
  delays: 'a model has no delays of its own',
  several: 'a model says one text at a time',
  wordsOnly: 'a model is told words',
  messagesOnly: 'a model is told messages, and the results of its actions',
  wrongShape: /Check url and protocol of the bot file/,
};

let server: LocalServer | undefined;
const stop = async () => {
  await server?.close();
  server = undefined;
};

const FIELDS = {
  headers: { Authorization: `Bearer ${TOKEN}` },
  model: 'm',
  system: 'You serve {{context.shop}}.',
  params: { metadata: { session: '{{sessionId}}' } },
  tools: ['refund'],
};

/** A right answer as each form has it. */
const BODIES = {
  'chat-false': (texts: readonly string[]) =>
    JSON.stringify({ choices: [{ message: { role: 'assistant', content: many(texts) } }] }),
  'chat-true': (texts: readonly string[]) =>
    `data: ${JSON.stringify({ choices: [{ delta: { content: texts.join('') } }] })}\n\ndata: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`,
  'responses-false': (texts: readonly string[]) => JSON.stringify(response(texts)),
  'responses-true': (texts: readonly string[]) =>
    `data: ${JSON.stringify({ type: 'response.completed', response: response(texts) })}\n\n`,
};

function response(texts: readonly string[]) {
  return {
    error: null,
    output: [{ type: 'message', content: texts.map((text) => ({ type: 'output_text', text })) }],
  };
}

function many(texts: readonly string[]) {
  return texts.length === 1 ? texts[0] : texts.map((text) => ({ type: 'text', text }));
}

for (const kind of ['chat', 'responses'] as const) {
  for (const stream of [false, true]) {
    const name = `a model behind ${kind}${stream ? ', streamed' : ''}`;
    const bot = (origin: string, answerLimitMs: number) =>
      botOf(`openai-${kind}`, { ...FIELDS, url: `${origin}/v1`, stream }, { answerLimitMs }) as BotOf<
        'openai-chat' | 'openai-responses'
      >;

    describeChannelContract(name, {
      start: async (behaviour, { answerLimitMs }) => {
        server = await startModel(behaviour, { token: TOKEN, kind });
        return createOpenAiPort(bot(server.origin, answerLimitMs));
      },
      startPushing: () => ({ cannot: 'a model is asked, and never speaks first' }),
      openHandles,
      stop,
      limits: LIMITS,
    });

    describeFaultCases(name, {
      start: async (fault, { answerLimitMs }) => {
        const done = new Set<string>();
        server = await startModel(() => 'well again', {
          token: TOKEN,
          kind,
          odd: (request, response) => {
            const { session } = request.json().metadata;
            if (done.has(session)) return false;
            done.add(session);
            misbehave(
              fault,
              response,
              BODIES[`${kind}-${stream}`],
              stream ? 'text/event-stream' : 'application/json',
            );
            return true;
          },
        });
        const origin = fault === 'refused' ? new URL(await unusedAddress()).origin : server.origin;
        return createOpenAiPort(bot(origin, answerLimitMs));
      },
      cannot: kind === 'chat' && stream ? { many: 'the pieces of a stream are one message' } : {},
      stop,
    });
  }
}

describeChannelContract('a bot of the FastGPT kind, by its file alone', {
  start: async (behaviour, { answerLimitMs }) => {
    server = await startModel(behaviour, {
      token: 'fastgpt-123456',
      kind: 'chat',
      base: '/api/v1',
      // It keeps the history under chatId and reads the last message alone.
      sessionOf: (body) =>
        body.messages.length === 1 && body.detail === false ? body.chatId : 'not as documented',
    });
    return createOpenAiPort(
      shippedBot<'openai-chat'>('fastgpt', {
        from: 'https://api.fastgpt.in',
        to: server.origin,
        env: { FASTGPT_API_KEY: 'fastgpt-123456' },
        answerLimitMs,
      }),
    );
  },
  startPushing: () => ({ cannot: 'it is asked, and never speaks first' }),
  openHandles,
  stop,
  limits: { ...LIMITS, actions: 'its tools stay inside the app' },
});
