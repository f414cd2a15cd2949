import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { peilian, startPeilian, TINY, workingFolder } from '../helpers/cli.ts';

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
      'Bye!',
    ].join('\n');
    const { out, err } = await peilian(['practice', '--plain', ...TINY, '--seed', '4'], {
      cwd: workingFolder(),
      input,
    });
    expect(out).toContain('Tiny Shop · Which size · Tiny buyer');
    expect(out).toMatch(/buyer › /);
    expect(out).toContain('you   › Hello, how can I help?');
    expect(out).toContain('Red Scarf (scarf)');
    expect(out).toContain('The conversation is over:');
    expect(out).toMatch(/timing +\d/);
    expect(out).toContain('transcripts: ');
    expect(err).toContain('case tiny-case/tiny-persona/en/1 · seed 4');
  });

  test('with the same seed and the same answers is the same conversation', async () => {
    const play = async () =>
      (
        await peilian(['practice', '--plain', ...TINY, '--seed', '4', '--ui-locale', 'zh-CN'], {
          cwd: workingFolder(),
          input: 'hello\nyes, size L\n',
        })
      ).out
        .split('\n')
        .filter((line) => line.includes('›'));
    expect(await play()).toEqual(await play());
  });

  test('stops at /quit with 130 and keeps the conversation', async () => {
    const { code, out } = await peilian(['practice', '--plain', ...TINY, '--seed', '4'], {
      cwd: workingFolder(),
      input: 'hello\n/quit\n',
    });
    expect(out).toContain('The conversation is over: interrupted.');
    expect(code).toBe(130);
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
    const second = await peilian(['bot', '--port', port], { cwd: workingFolder() });
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
