import { describe, expect, test } from 'vitest';
import { startDify } from '../counterparts/dify.ts';
import { type HttpHandler, type LocalServer, sendJson, startServer } from '../counterparts/http-server.ts';
import { unusedAddress } from '../helpers/bot-server.ts';
import { workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

async function withServer<T>(handler: HttpHandler, test: (server: LocalServer) => Promise<T>): Promise<T> {
  const server = await startServer(handler);
  try {
    return await test(server);
  } finally {
    await server.close();
  }
}

const file = (fields: string) =>
  `kind: bot\nversion: 1\nid: mine\ntitle: { zh-CN: 我的, en: Mine }\nprotocol: http\n${fields}`;

const check = (
  args: readonly string[],
  files: Record<string, string> = {},
  env: Record<string, string> = {},
) => peilianInside(['bot-check', ...args], { cwd: workingFolder(files), env });

describe('peilian bot-check', () => {
  test('says what a bot of the house protocol answered, and that nothing looks wrong', async () => {
    let count = 0;
    await withServer(
      (_, response) => sendJson(response, { text: `answer ${++count}`, confidence: 0.9 }),
      async ({ origin, received }) => {
        const { code, out, err } = await check([`${origin}/chat?key=secret-key-1`]);
        expect({ code, err }).toEqual({ code: 0, err: '' });
        expect(received.map((each) => each.json().text)).toEqual([
          'Hello, is anybody there?',
          'Is this in stock, and when would it be sent?',
          'All right, thank you',
        ]);
        expect(out).toContain('1. we said: Hello, is anybody there?');
        expect(out).toMatch(/\$\.text = "answer 1" {3}taken as text/);
        expect(out).toMatch(/\$\.confidence = 0\.9 {3}ignored/);
        expect(out).toContain('the buyer reads: answer 2');
        expect(out).toMatch(/that took \d+ ms/);
        expect(out).toContain('Nothing looks wrong.');
        expect(out).not.toContain('secret-key-1');
      },
    );
  });

  test('finds the text of a bot with fields of its own, and writes the bot file that would read it', async () => {
    await withServer(
      (_, response) => sendJson(response, { code: 0, data: { reply: 'Yes, we have it.', trace_id: 'a1b2' } }),
      async ({ origin }) => {
        const { code, out } = await check([origin, '--ui-locale', 'zh-CN', '--say', '在吗']);
        expect(code).toBe(1);
        expect(out).toContain('没有读到回复文字；$.data.reply 看起来就是');
        expect(out).toContain('reply: { text: $.data.reply }');
        expect(out).toMatch(/\$\.data\.trace_id = "a1b2" {3}没有用到/);
      },
    );
  });

  test('names the line of the bot file that mends what looks wrong', async () => {
    await withServer(
      (_, response) => sendJson(response, { data: { reply: 'The same as ever.', conversation_id: 'c-17' } }),
      async ({ origin }) => {
        const wrong = await check(['./mine.yaml'], {
          'mine.yaml': file(`url: ${origin}\nbody: { q: hello }\nreply:\n  text: $.data.text\n`),
        });
        expect(wrong.code).toBe(1);
        expect(wrong.out).toContain('nothing was taken as text; $.data.reply looks like it');
        expect(wrong.out).toContain('change reply.text in mine.yaml:9');
        const same = await check(['./mine.yaml'], {
          'mine.yaml': file(`url: ${origin}\nbody: { q: hello }\nreply:\n  text: $.data.reply\n`),
        });
        expect(same.code).toBe(1);
        expect(same.out).toContain('every answer is the same (The same as ever.)');
        expect(same.out).toContain('change body in mine.yaml:7');
        expect(same.out).toContain('$.data.conversation_id names the conversation, and nothing keeps it');
        expect(same.out).toContain('add capture to mine.yaml');
        const steps = await check(['./mine.yaml'], {
          'mine.yaml': file(
            `steps:\n  - once: true\n    url: ${origin}/open\n  - url: ${origin}\n    body: { q: "{{text}}" }\n  - url: ${origin}\n    reply: { text: $.data.text }\n`,
          ),
        });
        expect(steps.out).toContain('change steps.2.reply.text in mine.yaml:12');
        const ours = await check(['./mine.yaml'], {
          'mine.yaml': file(
            `url: ${origin}\nbody: { q: hello, conversation_id: "{{sessionId}}" }\nreply: { text: $.data.reply }\n`,
          ),
        });
        expect(ours.out).not.toContain('nothing keeps it');
      },
    );
  });

  test('proposes no field that the protocol does not have', async () => {
    await withServer(
      (_, response) => sendJson(response, [{ text: '<p>The same as ever.</p>' }]),
      async ({ origin }) => {
        const { code, out } = await check(['./mine.yaml'], {
          'mine.yaml': file(`url: ${origin}\n`).replace('protocol: http', 'protocol: rasa'),
        });
        expect(code).toBe(1);
        expect(out).toContain('though the bot was sent each message');
        expect(out).toContain('holds markup');
        expect(out).not.toMatch(/(add|change) \S+ (to|in) mine\.yaml/);
      },
    );
  });

  test('explains a stream of events by its fields, told once each', async () => {
    let count = 0;
    const server = await startDify('app-123456', () => `Answer number ${++count}.`);
    const { code, out, err } = await check(
      ['./dify.yaml'],
      { 'dify.yaml': (await shipped('dify')).replace('https://api.dify.ai', server.origin) },
      { DIFY_API_KEY: 'app-123456' },
    );
    await server.close();
    expect(code).toBe(0);
    expect(err).toContain('from the environment: DIFY_API_KEY');
    expect(out).toMatch(/\$\[\*\]\.data\.answer = "Answ" ×\d+ {3}taken as text/);
    expect(out).toMatch(/\$\[\*\]\.data\.conversation_id = .* kept for later requests/);
    expect(out).not.toContain('app-123456');
  });

  test('runs a program that is named by its path', async () => {
    const { code, out } = await check(['./stdio.yaml', '--locale', 'zh-CN'], {
      'stdio.yaml': await shipped('stdio'),
      'stdio-bot.mjs': await shipped('stdio-bot', 'mjs'),
    });
    expect({ code, good: out.includes('Nothing looks wrong.') }).toEqual({ code: 0, good: true });
    expect(out).toContain('the buyer reads: 您好，您说的是“你好，在吗？”');
  });

  test('shows text of a bot as it is, and never lets it act on the terminal', async () => {
    await withServer(
      (request, response) => sendJson(response, { text: `\u001b[31m::error::x ${request.json().messageId}` }),
      async ({ origin }) => {
        const { out } = await check([origin]);
        expect(out).not.toContain('\u001b');
        expect(out).not.toMatch(/::error::/);
      },
    );
  });

  test('ends with 3 where no answer came at all, and with 2 where nothing can be tried', async () => {
    const gone = await check([await unusedAddress()]);
    expect(gone.code).toBe(3);
    expect(gone.out).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:\d+\/chat/);
    expect((await check(['ftp://x/y?key=secret'])).code).toBe(2);
    const missing = await check(['openai-chat']);
    expect(missing).toMatchObject({
      code: 2,
      err: expect.stringContaining('takes OPENAI_API_KEY from the environment'),
    });
    expect(missing.err).toMatch(/export OPENAI_API_KEY=….*PowerShell: \$env:OPENAI_API_KEY/);
    const byId = await check(['stdio']);
    expect(byId).toMatchObject({ code: 2, err: expect.stringContaining('its id alone is not enough') });
  });

  test('as JSON holds the same', async () => {
    await withServer(
      (_, response) => sendJson(response, ['one', 'two']),
      async ({ origin }) => {
        const { code, out } = await check([origin, '--json']);
        expect(code).toBe(1);
        expect(JSON.parse(out)).toMatchObject({
          answered: true,
          talked: [
            { said: 'Hello, is anybody there?', arrivals: [{ text: 'one' }, { text: 'two' }] },
            {},
            {},
          ],
          grave: [{ what: 'same-thrice' }],
        });
      },
    );
  });
});

async function shipped(id: string, ending = 'yaml'): Promise<string> {
  const { readFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { ROOT } = await import('../helpers/build-once.ts');
  return readFileSync(join(ROOT, `scenarios/bots/${id}.${ending}`), 'utf8');
}
