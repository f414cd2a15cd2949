import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { peilian } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

test('asks, shows, grades, and keeps what each person knows; a page can be printed', async () => {
  const cwd = temporaryFolder();
  const args = ['learn', '--shop', 'harrow-lane', '--count', '2', '--today', '2026-11-30'];
  const first = await peilian([...args, '--person', 'ann'], { cwd, input: '\n9\n4\n\n1\n' });
  expect(first.code).toBe(0);
  expect(first.out).toContain('Comes again on 2026-12-01');
  expect(first.err).toContain('0 to 5');
  expect(first.out).toContain('2 this time');
  const state = JSON.parse(readFileSync(join(cwd, '.peilian/learn.json'), 'utf8'));
  expect(Object.keys(state.people)).toEqual(['ann']);
  expect(Object.keys(state.people.ann.cards)).toHaveLength(2);
  const again = await peilian([...args, '--person', 'ann'], { cwd, input: 'q\n' });
  expect(again.out.split('1/2')[1]).not.toBe(first.out.split('1/2')[1]);
  const page = await peilian([...args, '--html', 'cards.html'], { cwd });
  expect(page.out).toContain('cards.html');
  const html = readFileSync(join(cwd, 'cards.html'), 'utf8');
  expect(html).toContain('default-src &#x27;none&#x27;');
  expect(html).not.toMatch(/<script|style="|onclick/);
  expect(html.match(/<article/g)).toHaveLength(2);
  const bad = await peilian([...args.slice(0, -1), '30.11.'], { cwd });
  expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('2026-11-30')]);
});

test('says where its memory cannot be read', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, '.peilian'));
  writeFileSync(join(cwd, '.peilian/learn.json'), '{');
  const { code, err } = await peilian(['learn'], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('.peilian/learn.json')]);
});
