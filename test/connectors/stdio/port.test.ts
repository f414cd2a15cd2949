import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { createStdioPort } from '../../../src/connectors/stdio/port.ts';
import type { TraceRecord } from '../../../src/connectors/trace/trace.ts';
import type { AgentPort } from '../../../src/model/ports.ts';
import { describeRounds, SETTLE } from '../../contracts/rounds.ts';
import { botOf } from '../../counterparts/bots.ts';
import { type LineBots, startLineBots } from '../../counterparts/line-bot.ts';
import { ROOT } from '../../helpers/build-once.ts';
import { ask, LINE, message } from '../../helpers/inbound.ts';

let bots: LineBots | undefined;
const ports: AgentPort[] = [];
const stop = async () => {
  for (const port of ports.splice(0)) await port.close();
  await bots?.close();
  bots = undefined;
};
afterEach(stop);

describeRounds('a bot that is a program', {
  start: async (script) => {
    bots = await startLineBots((line, tell) => {
      for (const { text, afterMs } of script(JSON.parse(line).text))
        setTimeout(() => tell({ out: JSON.stringify({ text }) }), afterMs);
    });
    return createStdioPort(botOf('stdio', { command: bots.command, turns: 'any', settle: SETTLE }), {
      folder: ROOT,
      env: {},
    });
  },
  stop,
});

function run(
  code: string,
  options: { env?: Record<string, string>; trace?: TraceRecord[]; restarts?: number } = {},
) {
  const { env = {}, trace, restarts = 3 } = options;
  const port = createStdioPort(botOf('stdio', { command: [process.execPath, '-e', code], restarts }), {
    folder: ROOT,
    env,
    ...(trace === undefined ? {} : { trace: (_, record) => trace.push(record) }),
  });
  ports.push(port);
  return port;
}

const ANSWERING = `require('readline').createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify(ANSWER)));`;

describe('a program', () => {
  it('sees the variables that the file lists and what every program needs, and no others', async () => {
    process.env.PEILIAN_TEST_SECRET = 'not for bots';
    const port = run(ANSWERING.replace('ANSWER', `Object.keys(process.env).join(' ')`), {
      env: { BOT_TOKEN: 'x' },
    });
    const [answer] = await ask(
      port.open(LINE, () => {}),
      message('hi'),
    );
    delete process.env.PEILIAN_TEST_SECRET;
    expect(answer).toMatchObject({ text: expect.stringMatching(/\bBOT_TOKEN\b/) });
    expect(answer).toMatchObject({ text: expect.not.stringContaining('PEILIAN_TEST_SECRET') });
  });

  it('that ends says how and with which last words, is started again, and not for ever', async () => {
    const port = run(
      `process.stdin.once('data', () => { console.error('Error: no model file'); process.exit(3); });`,
      {
        restarts: 1,
      },
    );
    const line = port.open(LINE, () => {});
    for (const id of ['m1', 'm2'])
      expect(await ask(line, message('hi', id))).toMatchObject([
        {
          type: 'error',
          code: 'internal',
          message: expect.stringMatching(/exit code 3; its last words on stderr: Error: no model file/),
        },
      ]);
    expect(await ask(line, message('hi', 'm3'))).toMatchObject([
      {
        type: 'error',
        code: 'internal',
        message: expect.stringMatching(/ended 2 times and is not started again/),
      },
    ]);
  });

  it('is ended with everything that it has started, also where it does not want to', async () => {
    const child = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })`;
    const port = run(
      `process.on('SIGTERM', () => {}); const c = ${child}; process.stdin.resume();
       require('readline').createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify(process.pid + ' ' + c.pid)));
       setInterval(() => {}, 1000);`,
    );
    const [answer] = await ask(
      port.open(LINE, () => {}),
      message('hi'),
    );
    const pids = (answer as { text: string }).text.split(' ').map(Number);
    expect(pids.every(isAlive)).toBe(true);
    await port.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pids.filter(isAlive)).toEqual([]);
  }, 10_000);

  it('has its stderr kept in the trace', async () => {
    const trace: TraceRecord[] = [];
    const port = run(`console.error('loading'); ${ANSWERING.replace('ANSWER', `'hi'`)}`, { trace });
    await ask(
      port.open(LINE, () => {}),
      message('hello'),
    );
    expect(trace).toContainEqual({ direction: 'note', what: 'stderr', body: 'loading\n' });
    expect(trace.map(({ direction, what }) => `${direction} ${what}`)).toEqual(
      expect.arrayContaining(['sent line', 'received line']),
    );
  });
});

function isAlive(pid: number): boolean {
  // A zombie that nobody has waited for yet runs no more.
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
