import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LocalServer, sendJson, startServer } from '../counterparts/http-server.ts';
import { startModel } from '../counterparts/openai.ts';
import { startSocketServer } from '../counterparts/websocket.ts';
import { TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const HEAD = (protocol: string) =>
  `kind: bot\nversion: 1\nid: mine\ntitle: { zh-CN: 我的, en: Mine }\nprotocol: ${protocol}\n`;

/** Every file below a folder, with its text. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory()
      ? filesIn(path)
      : [[path, readFileSync(path, 'utf8')] as [string, string]];
  });
}

const traceOf = (folder: string) =>
  filesIn(folder)
    .filter(([path]) => path.includes('/trace/'))
    .flatMap(([, text]) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );

describe('tokens', () => {
  const TOKENS = {
    HEADER: 'tok-header-7351',
    BODY: 'tok-body-7352',
    QUERY: 'tok-query-7353',
    PASSWORD: 'tok-password-7354',
    HOOK: 'tok-hook-7355',
    COOKIE: 'tok-cookie-7356',
    LITERAL: 'tok-literal-7357',
  };
  const { HEADER, BODY, QUERY, PASSWORD, HOOK } = TOKENS;
  const env = { HEADER, BODY, QUERY, PASSWORD, HOOK };
  const everyForm = Object.values(TOKENS).flatMap((token) => [token, Buffer.from(token).toString('base64')]);

  const bot = (host: string) => `${HEAD('http')}env: [HEADER, BODY, QUERY, PASSWORD, HOOK]
url: http://user:\${PASSWORD}@${host}/chat?access_token=\${QUERY}&session={{sessionId}}
headers: { X-Auth-Token: "Bearer \${HEADER}", X-Literal: ${TOKENS.LITERAL} }
body: { text: "{{text}}", signature: "\${BODY}" }
reply: { text: $.text, error: $.error }
cookies: true
hooks:
  before: [{ name: seed, url: "http://${host}/seed?k=\${HOOK}", body: { orders: "{{orders}}", customer: "{{customer}}", key: "\${HOOK}" } }]
  after: [{ name: clean, url: "http://${host}/clean", headers: { X-Hook: "\${HOOK}" } }]
`;

  /** A bot with a loose tongue: says every token that it is sent, in text and in failures. */
  const blabber = async (mode: 'text' | 'error' | 'status'): Promise<LocalServer> =>
    startServer(({ path, headers, body }, response) => {
      const all = `${path} ${JSON.stringify(headers)} ${body}`;
      response.setHeader('set-cookie', `sid=${TOKENS.COOKIE}`);
      if (path.startsWith('/clean')) return void response.writeHead(500).end(all);
      if (path.startsWith('/seed')) return sendJson(response, {});
      if (mode === 'status') return void response.writeHead(403).end(all);
      sendJson(response, mode === 'text' ? { text: `You sent ${all}` } : { error: `refused: ${all}` });
    });

  test.each(['text', 'error', 'status'] as const)(
    'are in no file, report, trace, log line or error, where the bot says them all (%s)',
    async (mode) => {
      const server = await blabber(mode);
      const host = new URL(server.origin).host;
      const cwd = workingFolder({ 'mine.yaml': bot(host) });
      const reporters = (name: string) =>
        ['json', 'junit', 'markdown', 'html', 'github']
          .map((kind) => `${kind}=${name}.${kind}`)
          .concat('terminal')
          .flatMap((each) => ['--reporter', each]);
      const { code, out, err } = await peilianInside(
        ['run', ...TINY, '--bot', './mine.yaml', '--trace', '--out', 'kept', ...reporters('run')],
        { cwd, env },
      );
      expect(mode === 'text' ? [0, 1] : [3]).toContain(code);
      const again = await peilianInside(
        ['replay', 'kept', '--bot', './mine.yaml', '--trace', '--out', 'again', ...reporters('replay')],
        { cwd, env },
      );
      expect(mode === 'text' ? [0, 1] : [3]).toContain(again.code);
      const checked = await peilianInside(['bot-check', './mine.yaml'], { cwd, env });
      // It has really been sent all of them, in every place.
      const sent = server.received
        .map(({ path, headers, body }) => `${path} ${JSON.stringify(headers)} ${body}`)
        .join('\n');
      await server.close();
      for (const token of [HEADER, BODY, QUERY, HOOK, TOKENS.LITERAL]) expect(sent).toContain(token);
      expect(sent).toContain(Buffer.from(`user:${PASSWORD}`).toString('base64'));
      const written = filesIn(cwd).filter(([path]) => !path.endsWith('/mine.yaml'));
      expect(written.length).toBeGreaterThan(16);
      const told = Object.entries({ run: { out, err }, again, checked }).flatMap(([name, each]) => [
        [`stdout of ${name}`, each.out] as const,
        [`stderr of ${name}`, each.err] as const,
      ]);
      for (const [path, text] of [...written, ...told] as const) {
        for (const token of everyForm) expect(text.includes(token), `${token} in ${path}`).toBe(false);
        expect(text.includes(Buffer.from(`user:${PASSWORD}`).toString('base64')), path).toBe(false);
      }
      expect(err).toContain('from the environment: HEADER, BODY, QUERY, PASSWORD, HOOK');
      expect(err).toMatch(/the hook "clean" after a case failed: .*status 500/);
      for (const folder of ['kept', 'again']) {
        const trace = traceOf(join(cwd, folder));
        expect(
          trace.filter(({ direction }) => direction === 'sent').map(({ what }) => what.split('?')[0]),
        ).toEqual(
          expect.arrayContaining([
            `POST http://${host}/seed`,
            `POST http://${host}/chat`,
            `POST http://${host}/clean`,
          ]),
        );
        expect(trace.every(({ conversation }) => conversation === 'tiny-case/tiny-persona/en/1')).toBe(true);
        expect(JSON.stringify(trace)).toContain('«redacted»');
      }
    },
    60_000,
  );

  test('in an address given on the command line are not told either', async () => {
    const server = await startServer(({ path }, response) =>
      sendJson(response, { text: `asked at ${path}` }),
    );
    const url = `${server.origin.replace('//', `//u:${PASSWORD}@`)}/chat?key=${QUERY}`;
    const cwd = workingFolder();
    const { out, err } = await peilianInside(['run', ...TINY, '--bot', url, '--trace', '--out', 'kept'], {
      cwd,
    });
    await server.close();
    const bad = await peilianInside(['run', ...TINY, '--bot', `ftp://u:${PASSWORD}@x/y?key=${QUERY}`], {
      cwd,
    });
    expect(bad.code).toBe(2);
    const told = [out, err, bad.out, bad.err, ...filesIn(join(cwd, 'kept')).map(([, text]) => text)].join(
      '\n',
    );
    for (const token of [PASSWORD, QUERY]) expect(told).not.toContain(token);
  });

  test('of a WebSocket and of a program are struck out of the trace', async () => {
    const server = await startSocketServer((frame, socket, { headers, url }) =>
      socket.send(JSON.stringify({ text: `you sent ${frame} ${url} ${JSON.stringify(headers)}` })),
    );
    const cwd = workingFolder({
      'ws.yaml': `${HEAD('websocket').replace('mine', 'ws')}env: [HEADER, QUERY, BODY]
url: ${server.origin}/chat?token=\${QUERY}
headers: { Authorization: "Bearer \${HEADER}" }
hello: [{ login: "\${BODY}" }]
turns: each
`,
      'io.yaml': `${HEAD('stdio').replace('mine', 'io')}env: [BODY]
command: [node, -e, "console.error(process.env.BODY); require('readline').createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify('it is ' + process.env.BODY)))"]
`,
    });
    for (const name of ['ws', 'io']) {
      const { out, err } = await peilianInside(
        ['run', ...TINY, '--bot', `./${name}.yaml`, '--trace', '--out', name],
        { cwd, env },
      );
      const written = filesIn(join(cwd, name)).map(([, text]) => text);
      expect(JSON.stringify(traceOf(join(cwd, name)))).toContain('«redacted»');
      for (const token of everyForm) expect([out, err, ...written].join('\n')).not.toContain(token);
    }
    await server.close();
  }, 30_000);
});

describe('a bot file on the command line', () => {
  const PROGRAM = `${HEAD('stdio')}command: [node, -e, "require('readline').createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify('Yes, we have it.')))"]\n`;

  test('runs code only by its path or with --allow-exec', async () => {
    const cwd = workingFolder({ 'scenarios/bots/mine.yaml': PROGRAM });
    const run = (...args: string[]) => peilianInside(['run', ...TINY, '--bot', ...args], { cwd });
    const refused = await run('mine');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(
      'bot mine runs code on this machine (protocol stdio), so its id alone is not enough',
    );
    expect(refused.err).toContain('./scenarios/bots/mine.yaml');
    expect([0, 1]).toContain((await run('./scenarios/bots/mine.yaml')).code);
    expect([0, 1]).toContain((await run('mine', '--allow-exec')).code);
  }, 30_000);

  test('loads a module from beside itself, and says what is wrong with one that cannot be used', async () => {
    const cwd = workingFolder({
      'bots/good.yaml': `${HEAD('module').replace('mine', 'good')}module: ./good.mjs\n`,
      'bots/good.mjs': 'export default ({ text }) => ({ text: `You said ${text}` });\n',
      'bots/bad.yaml': `${HEAD('module').replace('mine', 'bad')}module: ./bad.mjs\n`,
      'bots/bad.mjs': 'export default 42;\n',
      'bots/gone.yaml': `${HEAD('module').replace('mine', 'gone')}module: ./nowhere.mjs\n`,
    });
    const run = (name: string) =>
      peilianInside(['run', ...TINY, '--bot', `bots/${name}.yaml`, '--reporter', 'json'], { cwd });
    const good = await run('good');
    expect([0, 1]).toContain(good.code);
    expect(JSON.parse(good.out).summary.exchanges).toBeGreaterThan(0);
    expect(await run('bad')).toMatchObject({
      code: 2,
      err: expect.stringContaining('must be a function (request, context) => answer'),
    });
    expect(await run('gone')).toMatchObject({
      code: 2,
      err: expect.stringContaining('module of bots/gone.yaml names a file that is not there'),
    });
  }, 30_000);

  test('shows no token in the path that a bot calls back to', async () => {
    const token = '123456:tok-path-7358';
    const server = await startServer(({ json }, response) => {
      const { to, id } = json();
      sendJson(response, {});
      void fetch(to, { method: 'POST', body: JSON.stringify({ id, text: `Yes, at ${to}.` }) }).catch(
        () => {},
      );
    });
    const cwd = workingFolder({
      'mine.yaml': `${HEAD('callback')}env: [TOKEN]\nlisten: 127.0.0.1:0\npath: /bot\${TOKEN}/sendMessage\nsettle: 50ms\nsend: { url: "${server.origin}", body: { to: "{{callbackUrl}}", id: "{{sessionId}}" } }\nsession: $.id\n`,
    });
    const { code, out, err } = await peilianInside(
      ['run', ...TINY, '--bot', './mine.yaml', '--latency', 'measured', '--trace', '--out', 'kept'],
      { cwd, env: { TOKEN: token } },
    );
    await server.close();
    expect([0, 1]).toContain(code);
    expect(err).toMatch(/it is told http:\/\/127\.0\.0\.1:\d+\/bot«redacted»\/sendMessage/);
    expect(traceOf(join(cwd, 'kept')).some(({ body }) => body?.includes('Yes, at'))).toBe(true);
    const told = [out, err, ...filesIn(join(cwd, 'kept')).map(([, text]) => text)].join('\n');
    expect(told).not.toContain('tok-path-7358');
  }, 30_000);

  test('tells where it listens for a bot that calls back, and warns when others can reach it', async () => {
    const server = await startServer(({ json }, response) => {
      const { to, id } = json();
      sendJson(response, {});
      void fetch(to, { method: 'POST', body: JSON.stringify({ id, text: 'Yes, we have it.' }) }).catch(
        () => {},
      );
    });
    const fields = (listen: string) =>
      `${HEAD('callback')}listen: ${listen}\nsettle: 50ms\nsend: { url: "${server.origin}", body: { to: "{{callbackUrl}}", id: "{{sessionId}}" } }\nsession: $.id\n`;
    const cwd = workingFolder({ 'mine.yaml': fields('127.0.0.1:0'), 'open/mine.yaml': fields('0.0.0.0:0') });
    const run = (path: string) =>
      peilianInside(['run', ...TINY, '--bot', path, '--latency', 'measured'], { cwd });
    const near = await run('./mine.yaml');
    expect([0, 1]).toContain(near.code);
    expect(near.err).toMatch(
      /listening for the bot's calls on 127\.0\.0\.1:\d+; it is told http:\/\/127\.0\.0\.1:\d+\/callback/,
    );
    expect(near.err).not.toContain('can be reached from other machines');
    const { err } = await run('./open/mine.yaml');
    await server.close();
    expect(err).toMatch(/warning: 0\.0\.0\.0:\d+ can be reached from other machines/);
  }, 60_000);

  test('tells a model what the prompt file beside it holds, and says when there is none', async () => {
    const server = await startModel(() => 'Yes, we have it.', { token: 'sk-1234567890', kind: 'chat' });
    const fields = `${HEAD('openai-chat')}env: [KEY]\nurl: ${server.origin}/v1\nheaders: { Authorization: "Bearer \${KEY}" }\nmodel: m\nsystemFile: prompts/shop.md\n`;
    const cwd = workingFolder({
      'bots/mine.yaml': fields,
      'bots/prompts/shop.md': 'You serve {{context.shop}}.\n',
    });
    const run = (path: string) =>
      peilianInside(['run', ...TINY, '--bot', path], { cwd, env: { KEY: 'sk-1234567890' } });
    expect([0, 1]).toContain((await run('bots/mine.yaml')).code);
    const { messages } = server.received[0]!.json();
    await server.close();
    expect(messages[0]).toEqual({ role: 'system', content: expect.stringMatching(/^You serve [a-z-]+\.$/) });
    rmSync(join(cwd, 'bots/prompts/shop.md'));
    expect(await run('bots/mine.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'systemFile of bots/mine.yaml names a file that is not there: prompts/shop.md',
      ),
    });
  }, 60_000);

  test('names the hook that failed before a case as the reason of its failure', async () => {
    const server = await startServer((_, response) => void response.writeHead(500).end());
    const cwd = workingFolder({
      'mine.yaml': `${HEAD('house')}url: ${server.origin}/chat\nhooks: { before: [{ name: fill the shop, url: "${server.origin}/seed" }] }\n`,
    });
    const { code, err } = await peilianInside(['run', ...TINY, '--bot', './mine.yaml'], { cwd });
    await server.close();
    expect(code).toBe(3);
    expect(err).toContain('the hook "fill the shop" before the case failed');
  });

  test('fills the backend by name alone where a kept conversation outlived its case', async () => {
    const server = await startServer((_, response) => sendJson(response, { text: 'Yes, it is £30.' }));
    const cwd = workingFolder({
      'mine.yaml': `${HEAD('house')}url: ${server.origin}/chat\nhooks: { before: [{ name: fill, url: "${server.origin}/seed", body: { case: "{{case}}", orders: "{{orders}}" } }] }\n`,
    });
    await peilianInside(['run', ...TINY, '--bot', './mine.yaml', '--out', 'kept'], { cwd });
    rmSync(join(cwd, 'scenarios/cases/pre-sale/tiny-case.yaml'));
    const { code, err } = await peilianInside(['replay', 'kept', '--bot', './mine.yaml'], { cwd });
    await server.close();
    expect(err).toContain('tiny-case/tiny-persona/en/1 is not in the library');
    expect(code).toBe(0);
    const seeded = server.received.filter(({ path }) => path === '/seed').map(({ json }) => json());
    expect(seeded).toEqual([
      { case: 'tiny-case/tiny-persona/en/1', orders: expect.any(Array) },
      { case: 'tiny-case/tiny-persona/en/1' },
    ]);
  }, 30_000);
});
