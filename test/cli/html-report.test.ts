import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChatData } from '../../src/report/html/run/page-data.ts';
import { TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { chatsOf } from '../report/html/run-pages.ts';

const chatsIn = (file: string) => chatsOf(readFileSync(file, 'utf8')) as unknown as readonly ChatData[];

test('the page of merged shards has the words of all of them', { timeout: 120_000 }, async () => {
  const cwd = workingFolder();
  const base = ['run', ...TINY, '--repeat', '4', '--seed', '11', '--fault', 'no-greeting'];
  for (const shard of [1, 2]) {
    const own = ['--shard', `${shard}/2`, '--out', `s${shard}`, '--reporter', `html=s${shard}.html`];
    await peilianInside([...base, ...own], { cwd });
  }
  const merged = await peilianInside(['merge', 's1', 's2', '--reporter', 'html=pages/all.html'], { cwd });
  expect(merged.err).toContain('pages/all.html');
  const all = chatsIn(join(cwd, 'pages/all.html'));
  const ids = (chats: readonly ChatData[]) => chats.map(({ about }) => about[0]);
  const parts = [1, 2].flatMap((shard) => chatsIn(join(cwd, `s${shard}.html`)));
  expect(ids(all)).toHaveLength(4);
  expect([...ids(all)].sort()).toEqual([...ids(parts)].sort());
  for (const { lines, axis } of all) {
    expect(lines.length).toBeGreaterThan(2);
    expect(axis).not.toBeNull();
  }
});
