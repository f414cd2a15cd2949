import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../src/store/read-run.ts';
import { workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { startInTerminal } from '../helpers/terminal.ts';

test('one at the desk, one playing the buyer in a second terminal', { timeout: 120_000 }, async () => {
  const folder = workingFolder();
  const desk = startInTerminal(
    [
      'practice',
      '--plain',
      '--buyer',
      'human',
      '--scenario',
      'size-advice',
      '--persona',
      'hesitant',
      '--locale',
      'en',
      '--ui-locale',
      'en',
      '--out',
      'run',
    ],
    { cwd: folder, columns: 200, rows: 50 },
  );
  await desk.waitFor('--join', 30_000);
  const socket = /--join (\S+\.sock)/.exec(desk.screen())![1]!;
  const buyer = startInTerminal(['practice', '--join', socket, '--ui-locale', 'en'], {
    cwd: folder,
    columns: 160,
    rows: 60,
  });
  await buyer.waitFor('You are the buyer: ');
  await buyer.waitFor('What you want');
  await desk.waitFor('Your buyer is here');

  const second = await peilianInside(['practice', '--join', socket, '--ui-locale', 'en'], {
    cwd: folder,
    input: '',
  });
  expect([second.code, second.err]).toEqual([2, expect.stringContaining('Somebody already plays the buyer')]);

  buyer.type('Which size should I take? I am 165 cm and 55 kg\r');
  await desk.waitFor('Which size should I take?');
  desk.type('Hello! Size 10 will suit you well.\r');
  await buyer.waitFor('Size 10 will suit you well.');
  buyer.type('/rate 5 quick and kind\r/done\r');
  await buyer.waitFor('The conversation is over');
  expect((await buyer.exited).exitCode).toBe(0);
  await desk.exited;

  const events = [];
  for await (const { transcript, intact } of readRun(join(folder, 'run'))) {
    expect(intact).toBe(true);
    events.push(...transcript.events);
  }
  expect(events.flatMap((event) => (event.type === 'message' ? [`${event.from} ${event.via}`] : []))).toEqual(
    ['buyer typed', 'agent typed'],
  );
  expect(events.find((event) => event.type === 'action')).toMatchObject({
    by: 'buyer',
    name: 'rate',
    args: { stars: 5, reason: 'quick and kind' },
  });
  expect(events.at(-1)).toMatchObject({ type: 'ending', ending: 'settled', by: 'buyer' });
});

test('a socket where nobody waits, and a desk that cannot wait, are told with what to do', async () => {
  const folder = workingFolder();
  const nobody = await peilianInside(['practice', '--join', join(folder, 'none.sock'), '--ui-locale', 'en'], {
    cwd: folder,
  });
  expect([nobody.code, nobody.err]).toEqual([
    2,
    expect.stringMatching(/Nobody waits at .*none\.sock \(ENOENT\)[\s\S]*--buyer human/),
  ]);
  const piped = await peilianInside(['practice', '--buyer', 'human', '--ui-locale', 'en'], {
    cwd: folder,
    input: 'hello\n',
  });
  expect([piped.code, piped.err]).toEqual([2, expect.stringContaining('needs a terminal at the desk')]);
});
