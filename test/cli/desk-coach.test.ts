import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../src/store/read-run.ts';
import { workingFolder } from '../helpers/cli.ts';
import { startInTerminal } from '../helpers/terminal.ts';

const LIMIT_MS = 120_000;
const CASE = ['--scenario', 'size-advice', '--persona', 'hesitant', '--seed', '3'];

/** A desk at work, twenty times as fast as life. */
function openDesk(folder: string, locale: 'en' | 'zh-CN') {
  return startInTerminal(['practice', ...CASE, '--locale', locale, '--ui-locale', locale], {
    cwd: folder,
    columns: 110,
    rows: 34,
    env: { PEILIAN_DESK_SPEED: '20' },
  });
}

const runFolder = (folder: string) => {
  const runs = join(folder, 'transcripts/runs');
  return join(runs, readdirSync(runs)[0]!);
};

test('a hint, a badge, an objection, a reply taken back, the rest shown, and the review', {
  timeout: LIMIT_MS,
}, async () => {
  const folder = workingFolder();
  const app = openDesk(folder, 'en');
  await app.waitFor('Harrow Lane');
  app.type('\r');
  await app.waitFor('just wanted to check something', 30_000);

  app.type('\x07');
  await app.waitFor('Hint 1/3');
  app.type('\x07');
  await app.waitFor('Say hello first');
  app.type('\x07');
  await app.waitFor('Hint 3/3');

  app.type('L is in stock.\r');
  await app.waitFor('L is in stock.');
  // Whether it lacked a greeting is known once the buyer speaks again.
  await app.waitFor('✗ No greeting', 30_000);
  app.type('!');
  await app.waitFor('Why is this finding wrong?');
  app.type('they had been greeted before\r');
  await app.waitFor('overrides.yaml');
  expect(readFileSync(join(folder, 'overrides.yaml'), 'utf8')).toMatch(
    /rule: [\w-]+\n\s+place: size-advice\/hesitant\/en\/1#\d+\n\s+reason: they had been greeted before/,
  );

  app.type('/rewind\r');
  await app.waitFor('Go back to before this reply');
  app.type('\r');
  // The reply is gone from the open chat, which keeps its number; the first version stays on the list.
  const gone = (count: number) => (screen: string) =>
    /▸1 /.test(screen) && (screen.match(/gone back/g) ?? []).length === count;
  await app.waitFor((screen) => gone(1)(screen) && !screen.includes('L is in stock.'), 20_000);

  app.type('/show\r');
  await app.waitFor(gone(2), 20_000);
  await app.waitFor('Everyone has been served', 90_000);
  app.type('\r');
  await app.waitFor((screen) => !screen.includes('Everyone has been served'));
  app.type('\r');
  await app.waitFor('Your conversations (3)', 20_000);
  await app.waitFor('The four scores');
  app.type('n');
  await app.waitFor(/finding 1\/\d/);
  app.type('v');
  await app.waitFor('space pause');
  app.type('q');
  await app.waitFor('Your conversations (3)');
  app.type('q');
  await app.exited;
  expect(app.cursor().alternate).toBe(false);

  const kept = new Map<string, string | undefined>();
  for await (const { transcript } of readRun(runFolder(folder)))
    kept.set(transcript.id, transcript.header.parent?.conversation);
  expect([...kept]).toEqual([
    ['size-advice/hesitant/en/1', undefined],
    ['size-advice/hesitant/en/1~1', 'size-advice/hesitant/en/1'],
    ['size-advice/hesitant/en/1~2', 'size-advice/hesitant/en/1~1'],
  ]);
  expect(readFileSync(join(runFolder(folder), 'review.html'), 'utf8')).toContain('L is in stock.');
});

test('out of the review back into the conversation, in Chinese', { timeout: LIMIT_MS }, async () => {
  const folder = workingFolder();
  const app = openDesk(folder, 'zh-CN');
  await app.waitFor('云织');
  app.type('\r');
  await app.waitFor(/▸1 /, 20_000);
  await app.waitFor((screen) => /\d\d:\d\d:\d\d/.test(screen), 30_000);
  app.type('没货了。\r');
  await app.waitFor('没货了。');
  // Nobody answers any more, until the buyer has had enough.
  await app.waitFor('接待完', 90_000);
  app.type('\r');
  await app.waitFor((screen) => !/▸1 /.test(screen), 10_000);
  app.type('\r');
  await app.waitFor('四项得分', 20_000);
  app.type('n');
  await app.waitFor(/点评 1\/\d/);
  app.type('r');
  // The desk again, with the chat as it was before.
  await app.waitFor((screen) => /▸1 /.test(screen) && !screen.includes('没货了。'), 20_000);
  app.type('\x03');
  app.type('\x03');
  await app.exited;
  // What was begun anew is gone on with, not what it came from.
  const again = startInTerminal(['practice', '--continue', '--ui-locale', 'zh-CN'], {
    cwd: folder,
    columns: 110,
    rows: 34,
    env: { PEILIAN_DESK_SPEED: '20' },
  });
  await again.waitFor(
    (screen) => /▸1 /.test(screen) && /\d\d:\d\d:\d\d/.test(screen) && !screen.includes('没货了。'),
    30_000,
  );
  again.type('您好，欢迎光临。\r');
  await again.waitFor('您好，欢迎光临。');
  again.type('\x03');
  again.type('\x03');
  await again.exited;
  const ids: string[] = [];
  for await (const { transcript } of readRun(runFolder(folder))) ids.push(transcript.id);
  expect([...new Set(ids)]).toEqual(['size-advice/hesitant/zh-CN/1', 'size-advice/hesitant/zh-CN/1~1']);
  expect(existsSync(join(runFolder(folder), 'review.html'))).toBe(true);
});
