import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal } from '../helpers/terminal.ts';

test('asks, shows, grades, and keeps what each person knows; a page can be printed', async () => {
  const cwd = temporaryFolder();
  const args = ['learn', '--shop', 'harrow-lane', '--count', '2', '--today', '2026-11-30'];
  const first = await peilianInside([...args, '--person', 'ann'], { cwd, input: '\n9\n4\n\n1\n' });
  expect(first.code).toBe(0);
  expect(first.out).toContain('Comes again on 2026-12-01');
  expect(first.err).toContain('0 to 5');
  expect(first.out).toContain('2 this time');
  const state = JSON.parse(readFileSync(join(cwd, '.peilian/learn.json'), 'utf8'));
  expect(Object.keys(state.people)).toEqual(['ann']);
  expect(Object.keys(state.people.ann.cards)).toHaveLength(2);
  const again = await peilianInside([...args, '--person', 'ann'], { cwd, input: 'q\n' });
  expect(again.out.split('1/2')[1]).not.toBe(first.out.split('1/2')[1]);
  const page = await peilianInside([...args, '--html', 'cards.html'], { cwd });
  expect(page.out).toContain('cards.html');
  const html = readFileSync(join(cwd, 'cards.html'), 'utf8');
  expect(html).toContain('default-src &#x27;none&#x27;');
  expect(html).not.toMatch(/<script|style="|onclick/);
  expect(html.match(/<article/g)).toHaveLength(2);
  const bad = await peilianInside([...args.slice(0, -1), '30.11.'], { cwd });
  expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('2026-11-30')]);
});

test('says where its memory cannot be read', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, '.peilian'));
  writeFileSync(join(cwd, '.peilian/learn.json'), '{');
  const { code, err } = await peilianInside(['learn'], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('.peilian/learn.json')]);
});

test('in a terminal: answer, grade, back, asked once before stopping, the rest another day', async () => {
  const cwd = temporaryFolder();
  const args = ['learn', '--shop', 'yunzhi', '--count', '3', '--today', '2026-11-30', '--ui-locale', 'zh-CN'];
  const app = startInTerminal(args, { cwd, columns: 80, rows: 24 });
  await app.waitFor('1/3', 60_000);
  expect(app.cursor().alternate).toBe(true);
  app.type('\r');
  await app.waitFor('答案');
  app.type('4');
  await app.waitFor('2/3');
  app.type('\x1b[D');
  await app.waitFor('你的打分：4 · 下次：2026-12-01');
  app.type('2');
  await app.waitFor('2/3');
  await app.resize(60, 18);
  app.type(' 5');
  await app.waitFor('3/3');
  app.type('\x03');
  await app.waitFor('先学到这里吗');
  app.type('x');
  await app.waitFor('回车 看答案');
  app.type(' 3');
  await app.waitFor(/这一轮 3 张：1 张很熟，1 张想了想才对，1 张明天重来[\s\S]*明天：3 张/);
  app.type('\r');
  await app.waitFor('1/3');
  app.type('\x03\x03');
  expect(await app.exited).toMatchObject({ exitCode: 0 });
  expect(app.cursor().alternate).toBe(false);
  expect(app.screen()).toMatch(/这次 3 张[\s\S]*明天：3 张/);
  const state = JSON.parse(readFileSync(join(cwd, '.peilian/learn.json'), 'utf8'));
  const cards = Object.values(state.people.me.cards) as { repetitions: number }[];
  // Graded 4 first and then 2: the last counts, from where the card stood before.
  expect(cards.map(({ repetitions }) => repetitions)).toEqual([0, 1, 1]);
});

test('lines where they are asked for, without colour where none is wanted', async () => {
  const cwd = temporaryFolder();
  const args = ['learn', '--shop', 'harrow-lane', '--count', '1', '--ui-locale', 'en'];
  const lines = startInTerminal([...args, '--plain'], { cwd });
  await lines.waitFor('Enter shows the answer', 60_000);
  lines.type('q\r');
  await lines.exited;
  expect(lines.raw()).not.toContain('\x1b[?1049h');
  const grey = startInTerminal(args, { cwd, env: { NO_COLOR: '1' } });
  await grey.waitFor('1/1', 60_000);
  grey.kill('SIGTERM');
  expect(await grey.exited).toMatchObject({ exitCode: 130 });
  expect(grey.raw()).not.toMatch(/\x1b\[[\d;]*3[1-7]m/);
  expect(grey.cursor().alternate).toBe(false);
});
