import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRun } from '../../src/store/read-run.ts';
import { startPeilian, TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal } from '../helpers/terminal.ts';

describe('peilian practice --plain', () => {
  test('through a pipe: each line answers one message, then the score with its reasons', async () => {
    const input = [
      'Hello, how can I help?',
      '/item scarf',
      'Size L will fit you well.',
      '/do issue-coupon coupon=hello',
      'I have sent you a coupon.',
      '',
      '/itme',
      '/do refnud order=1',
      'Bye!',
    ].join('\n');
    const { out, err } = await peilianInside(['practice', '--plain', ...TINY, '--seed', '4'], {
      cwd: workingFolder(),
      input,
    });
    expect(out).toContain('Tiny Shop');
    expect(out).toContain('Which size');
    expect(out).toMatch(/^0:\d\d 1 ann1: /m);
    expect(out).toContain('1 you to ann1: Hello, how can I help?');
    expect(out).toContain('Red Scarf');
    expect(out).toContain('1 ann1: done: Issue the coupon');
    expect(out).toContain('There is no command /itme. Did you mean /item?');
    expect(out).toContain('There is no command /do refnud. Did you mean /do refund?');
    expect(out).toContain('The conversation is over:');
    expect(out).toMatch(/timing +\d/);
    expect(out).toMatch(/Saved: .*review\.html/);
    expect(out).toContain('transcripts: ');
    expect(err).toContain('case tiny-case/tiny-persona/en/1 · seed 4');
  });

  test('with the same seed and the same answers is the same conversation', async () => {
    const play = async () =>
      (
        await peilianInside(['practice', '--plain', ...TINY, '--seed', '4', '--ui-locale', 'zh-CN'], {
          cwd: workingFolder(),
          input: 'hello\nyes, size L\n',
        })
      ).out
        .split('\n')
        .filter((line) => /^\d+:\d\d /.test(line));
    const first = await play();
    expect(first.length).toBeGreaterThan(3);
    expect(await play()).toEqual(first);
  });

  test('stops at /quit with 130, keeps the conversation, and goes on with it', async () => {
    const cwd = workingFolder();
    const { code, out } = await peilianInside(['practice', '--plain', ...TINY, '--seed', '4'], {
      cwd,
      input: 'hello\n/quit\n',
    });
    expect(code).toBe(130);
    expect(out).toContain('peilian practice --continue');
    const again = await peilianInside(['practice', '--continue', '--plain'], { cwd, input: 'Size L.\n' });
    expect(again.out).toContain('1 you to ann1: hello');
    expect(again.out).toContain('1 you to ann1: Size L.');
    expect(again.out).toContain('The conversation is over:');
  });
});

describe('several buyers line by line', () => {
  const three = ['practice', '--plain', '--at-once', '3', '--seed', '7', '--locale', 'en'];

  test('each line carries its chat; lines, addresses and commands reach the one they are for', async () => {
    const cwd = temporaryFolder();
    const { out, code } = await peilianInside([...three, '--out', 'run'], {
      cwd,
      input: [
        'Hello, how can I help?',
        'One moment, please.',
        '2: Afternoon! What can I do for you?',
        '/2',
        'I am looking that up for you.',
        '/chat',
        '9: nobody hears this',
        '/note it is a gift',
        'y',
        '/refund 5 #KC-1',
        'n',
        '1: Are you still there?',
        '/close solved',
        'y',
      ].join('\n'),
    });
    expect(code).toBe(1);
    const [first, second] = [...out.matchAll(/^New buyer: (\d \S+?)\.$/gm)].map(([, who]) => who!);
    expect(out).toMatch(new RegExp(`^\\d+:\\d\\d ${first}: `, 'm'));
    expect(out).toContain(`Now with ${second} (open)`);
    expect(out).toMatch(new RegExp(`^${first}: `, 'm'));
    expect(out).toContain('There is no buyer 9 here.');
    expect(out).toContain('Left as it was.');
    expect(out).toMatch(new RegExp(`${second}: the conversation is over: you closed it`));
    expect(out.match(/The conversation is over:/g)).toHaveLength(3);

    const said = new Map<string, string[]>();
    for await (const { transcript, intact } of readRun(join(cwd, 'run'))) {
      expect(intact).toBe(true);
      said.set(
        transcript.id,
        transcript.events.flatMap((event) =>
          event.type === 'message' && event.from === 'agent'
            ? [event.text]
            : event.type === 'action' && event.by === 'agent'
              ? [event.name]
              : [],
        ),
      );
    }
    const all = [...said.values()];
    expect(all).toHaveLength(3);
    expect(all).toContainEqual(['Hello, how can I help?', 'One moment, please.', 'Are you still there?']);
    expect(all).toContainEqual([
      'Afternoon! What can I do for you?',
      'I am looking that up for you.',
      'note-order',
      'close',
    ]);
    expect(all).toContainEqual([]);
  });

  test('at a terminal: what is half written stays, the prompt tells who is unread, Ctrl-C asks once', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(
      ['practice', '--plain', '--at-once', '2', '--seed', '7', '--locale', 'zh-CN', '--ui-locale', 'zh-CN'],
      { cwd, columns: 100, rows: 50, env: { PEILIAN_DESK_SPEED: '4' } },
    );
    await app.waitFor(/\[1 \S+\] ›/, 60_000);
    app.type('您好，我正');
    await app.waitFor(/\[1 \S+ · 2 \S+：\d 条未读\] › 您好，我正/, 60_000);
    app.type('在看\r');
    await app.waitFor(/› 您好，我正在看\n/);
    app.type('2：您好，请稍等\r');
    app.type('/2\r');
    await app.waitFor(/现在是 2 /);
    await app.waitFor(/\n\[2 \S+( · 1 \S+：\d 条未读)?\] ›/);
    app.type('\x03');
    await app.waitFor('要结束这次练习吗？');
    app.type('n\r');
    app.type('\x03');
    await app.waitFor(/要结束这次练习吗？[\s\S]*要结束这次练习吗？/);
    app.type('y\r');
    expect(await app.exited).toMatchObject({ exitCode: 130 });
    expect(app.screen()).toContain('peilian practice --continue');
  });
});

describe('peilian bot', () => {
  test('serves the demo bot until Ctrl-C, and refuses what is no request', async () => {
    const running = await startPeilian(['bot', '--port', '0'], { cwd: workingFolder() });
    await running.until(/http:\/\/127\.0\.0\.1:\d+/);
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(running.out())![0];
    const message = {
      protocol: 'peilian/1',
      type: 'message',
      sessionId: 's',
      messageId: 'm',
      locale: 'en',
      text: 'Hello, which size for me?',
      content: [{ type: 'text', text: 'Hello, which size for me?' }],
      context: { now: '2026-11-10T20:00:00+00:00', shop: 'tiny-shop', account: 'ann1' },
    };
    const answered = await post(url, JSON.stringify(message));
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.body)).toHaveProperty('messages');
    expect(await post(url, 'no json')).toMatchObject({ status: 400 });
    expect(await post(url, '{}')).toMatchObject({
      status: 400,
      body: expect.stringContaining('no peilian/1 request: protocol'),
    });
    expect(await post(url, ' '.repeat(1_100_000))).toMatchObject({ status: 413 });
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  test('says that its port is taken', async () => {
    const first = await startPeilian(['bot', '--port', '0'], { cwd: workingFolder() });
    await first.until(/127\.0\.0\.1:\d+/);
    const port = /127\.0\.0\.1:(\d+)/.exec(first.out())![1]!;
    const second = await peilianInside(['bot', '--port', port], { cwd: workingFolder() });
    expect(second).toMatchObject({
      code: 2,
      err: expect.stringContaining(`the address 127.0.0.1:${port} is in use`),
    });
    first.child.kill('SIGINT');
    await first.ended;
  });
});

function post(url: string, body: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
