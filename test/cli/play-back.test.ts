import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/build-once.ts';
import { workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const GOLDEN = join(ROOT, 'transcripts/golden/haggle-floor.haggler.zh-CN.jsonl');

const LATE = join(ROOT, 'transcripts/golden/late-parcel.complainer-late.zh-CN.jsonl');

describe('peilian replay --play', () => {
  test('prints the lines of a transcript with their times where there is no terminal', async () => {
    const { code, out } = await peilianInside(['replay', '--play', LATE, '--ui-locale', 'zh-CN'], {
      cwd: ROOT,
    });
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/2026-11-11T21:00:00\+08:00/);
    expect(out).toContain('  0:48 买家 凭什么别人三天到我的要6天！！');
    expect(out).toMatch(/^ {2}0:5\d · 您操作：主动联系（courier 3648820915577130246）$/m);
    expect(lines.filter(Boolean).at(-1)).toMatch(/^ {2}\d:\d\d · 结束：/);
  });

  test('plays one conversation of a file where its id is given, and names the nearest on a slip', async () => {
    const id = 'haggle-floor/haggler/zh-CN/1';
    expect((await peilianInside(['replay', '--play', `${GOLDEN}#${id}`], { cwd: ROOT })).code).toBe(0);
    const slip = await peilianInside(
      ['replay', '--play', `${GOLDEN}#haggle-floor/hagler/zh-CN/1`, '--ui-locale', 'en'],
      { cwd: ROOT },
    );
    expect(slip.code).toBe(2);
    expect(slip.err).toContain('has no conversation haggle-floor/hagler/zh-CN/1');
    expect(slip.err).toContain(id);
  });

  test('says what is wrong with a file that is not there, holds none, or with a speed', async () => {
    const folder = workingFolder();
    writeFileSync(join(folder, 'notes.jsonl'), 'hello\n');
    const run = (...args: string[]) =>
      peilianInside(['replay', '--ui-locale', 'en', ...args], { cwd: folder });
    const missing = await run('--play', 'nowhere.jsonl');
    expect([missing.code, missing.err]).toEqual([
      2,
      expect.stringContaining('There is no transcript file nowhere.jsonl'),
    ]);
    const none = await run('--play', 'notes.jsonl');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('notes.jsonl holds no conversation')]);
    const fast = await run('--play', GOLDEN, '--speed', '21');
    expect([fast.code, fast.err]).toEqual([2, expect.stringContaining('--speed')]);
  });
});
