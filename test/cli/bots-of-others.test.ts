import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { A2AMock, AGUIMock, type Fixture, LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ReportSchema } from '../../src/model/report.ts';
import { brainOf } from '../fixtures/third-party-bot/brain.ts';
import { ROOT } from '../helpers/build-once.ts';
import { peilian } from '../helpers/cli.ts';

/*
 * Servers that nobody here wrote, each met as a new user would: the nearest example by `init` or a bot file of
 * a few lines, a look by `bot-check`, a run. Behind the model's protocols answers a chat engine of a third making. For Rasa's channel, Coze and Dify npm has none; their
 * counterparts are in test/connectors.
 */

const brain = brainOf('harrow-lane.rive');
const KEY = 'key-of-a-model';

/** Answers the last thing the customer said, whatever came before it. */
const answers: Fixture = {
  match: {},
  response: (request) => {
    const said = request.messages.filter(({ role }) => role === 'user').map(({ content }) => textOf(content));
    return { content: brain.reply('visitor', said.at(-1) ?? '') };
  },
};

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((part) => String(part?.text ?? '')).join(' ') : '';
}

const QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/stock|left|available/i, 'If you can add it to your basket, we have it.'],
  [/deliver|postage|shipping|freight/i, 'Delivery is £3.95, and free from £75 on the UK mainland.'],
  [/.*/, 'Hello! Please use the tracking link in your dispatch email.'],
];

const model = new LLMock({ port: 0 });
const agent = new A2AMock({ port: 0 });
const events = new AGUIMock({ port: 0 });
const urls = { model: '', agent: '', events: '' };

beforeAll(async () => {
  model.addFixture(answers);
  agent.registerAgent({ name: 'shop' });
  for (const [pattern, text] of QUESTIONS) {
    agent.onMessage('shop', pattern, [{ text }]);
    events.onMessage(pattern, text);
  }
  [urls.model, urls.agent, urls.events] = await Promise.all([model.start(), agent.start(), events.start()]);
});

afterAll(async () => {
  await Promise.all([model.stop(), agent.stop(), events.stop()]);
});

const env = { OPENAI_API_KEY: KEY, FASTGPT_API_KEY: KEY, BOT_TOKEN: KEY };

const HEAD = 'kind: bot\nversion: 1\nid: my-bot\ntitle: { zh-CN: 我的, en: Mine }\n';
const FILE = 'scenarios/bots/my-bot.yaml';

/** What a new user does: the nearest example by `init` or a file written by hand, a look at it, and a buyer who meets it. */
async function expectMet(begin: { like: string; address: string } | { file: string }) {
  const cwd = mkdtempSync(join(tmpdir(), 'peilian-others-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  if ('file' in begin) {
    mkdirSync(join(cwd, 'scenarios/bots'), { recursive: true });
    writeFileSync(join(cwd, FILE), HEAD + begin.file);
  } else {
    const { code, err } = await peilian(['init', '--like', begin.like, '--bot', begin.address], { cwd });
    expect(code, err).toBe(0);
  }
  const looked = await peilian(['bot-check', FILE], { cwd, env });
  expect(looked.out + looked.err).toContain('Nothing looks wrong');
  const buyer = ['--case', 'stock-dispatch-freight/direct-brisk/en', '--seed', '7'];
  const run = await peilian(['run', '--bot', FILE, ...buyer, '--shop', 'none', '--reporter', 'json'], {
    cwd,
    env,
  });
  expect([0, 1], run.err).toContain(run.code);
  const { conversations, summary } = ReportSchema.parse(JSON.parse(run.out));
  expect(summary.exchanges).toBeGreaterThan(2);
  // Scored in all that it can be scored in, and not one message that could not be read.
  expect(conversations[0]!.score.accuracy).not.toBeNull();
  const transcript = readFileSync(join(cwd, conversations[0]!.transcript.split('#')[0]!), 'utf8');
  expect(transcript).toContain('"from":"agent"');
  expect(transcript).not.toContain('"type":"error"');
  return looked.out;
}

describe('somebody else’s server', { timeout: 60_000 }, () => {
  test.each(['openai-chat', 'fastgpt', 'openai-responses'])(
    'of a model, met by the example %s',
    async (like) => {
      await expectMet({ like, address: `${urls.model}/v1` });
    },
  );

  test('of a model, that answers in one piece', async () => {
    await expectMet({
      file: `protocol: openai-chat\nenv: [BOT_TOKEN]\nurl: ${urls.model}/v1\nheaders: { Authorization: "Bearer \${BOT_TOKEN}" }\nmodel: any\nstream: false\n`,
    });
  });

  test('of a model, whose pieces come over a WebSocket', async () => {
    await expectMet({
      file: `protocol: websocket
env: [BOT_TOKEN]
url: ${urls.model.replace('http', 'ws')}/v1/responses
headers: { Authorization: "Bearer \${BOT_TOKEN}" }
send: { type: response.create, model: any, input: [{ role: user, content: "{{text}}" }] }
reply:
  each: $[?$.type == 'response.output_text.done' && @ == $.text]
  text: $
settle: 100ms
`,
    });
  });

  test('of an agent, whose run is a stream of events (AG-UI)', async () => {
    await expectMet({
      file: `protocol: sse
url: ${urls.events}/
body: { threadId: "{{sessionId}}", runId: "{{messageId}}", messages: [{ id: "{{messageId}}", role: user, content: "{{text}}" }], tools: [], context: [], state: {}, forwardedProps: {} }
until: $[?@.data.type == 'RUN_FINISHED' || @.data.type == 'RUN_ERROR']
reply:
  each: $[?@.data.type == 'TEXT_MESSAGE_CONTENT']
  text: $.data.delta
  join: $.data.messageId
  error: $[?@.data.type == 'RUN_ERROR'].data.message
`,
    });
  });

  test('of an agent, by JSON-RPC (A2A)', async () => {
    await expectMet({
      file: `protocol: http
url: ${urls.agent}/
body: { jsonrpc: "2.0", id: "{{messageId}}", method: SendMessage, params: { message: { role: ROLE_USER, messageId: "{{messageId}}", contextId: "{{sessionId}}", parts: [{ text: "{{text}}" }] } } }
reply:
  each: $.result.message.parts[*]
  text: $.text
  error: $.error.message
`,
    });
  });

  test('of lines: a chat engine as a program', async () => {
    const program = join(ROOT, 'test/fixtures/third-party-bot/line.mjs');
    const looked = await expectMet({
      file: `protocol: stdio\ncommand: [node, ${JSON.stringify(program)}]\n`,
    });
    expect(looked).toContain('If you can add it to your basket, we have it.');
  });
});
