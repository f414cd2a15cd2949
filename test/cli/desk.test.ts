import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/model/event.ts';
import { buildOnce, ROOT } from '../helpers/build-once.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal, type TerminalApp } from '../helpers/terminal.ts';
import { hasTool } from '../helpers/tools.ts';

beforeAll(buildOnce, 180_000);

/** Desk time runs faster than the wall, so that buyers come soon; slow enough that they wait for a slow machine. */
const FAST = { PEILIAN_DESK_SPEED: '4' };
const SLOW_MS = 60_000;

/** Every event of every conversation that the only run in a folder has kept, the newest file of each last. */
function kept(cwd: string): TranscriptEvent[] {
  const runs = join(cwd, 'transcripts', 'runs');
  const [run] = readdirSync(runs);
  return readdirSync(join(runs, run!))
    .filter((name) => name.endsWith('.jsonl') && !name.includes('.index.'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(runs, run!, name), 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as TranscriptEvent),
    );
}

/** Opens the desk in Chinese and waits until the first buyer has written. */
async function atTheDesk(cwd: string): Promise<TerminalApp> {
  const app = startInTerminal(['practice', '--seed', '7', '--at-once', '3', '--ui-locale', 'zh-CN'], {
    cwd,
    env: FAST,
  });
  await app.waitFor('开工前', SLOW_MS);
  app.type('\r');
  await app.waitFor(/▸1 .*· +\d+s/, SLOW_MS);
  return app;
}

describe('the desk in a terminal', () => {
  test('a session with three buyers: typed, pasted, resized, switched, a phrase, an action, left and gone on with', async () => {
    const cwd = temporaryFolder();
    const app = await atTheDesk(cwd);

    // Typed as an input method commits it; the real cursor stands where the next candidate window belongs.
    app.type('您好👋');
    await app.waitFor('› 您好👋');
    const row = app.lines().findIndex((line) => line.includes('› 您好👋'));
    const column = 29 + 2 + 6;
    await app.waitFor(() => app.cursor().x === column && app.cursor().y === row && app.cursor().visible);
    app.type('\x7f，在的\r');
    await app.waitFor(/您好，在的\s*│/);
    expect(app.screen()).not.toContain('› 您好');

    app.paste('麻烦您稍等一下\n我马上核对');
    await app.waitFor('我马上核对');
    await app.resize(70, 24);
    await app.waitFor(
      (screen) => screen.split('\n')[1]!.startsWith(' 1') && screen.includes('› 麻烦您稍等一下'),
    );
    await app.resize(120, 32);
    await app.waitFor(/│ *商品 优惠 规则 订单 买家/);
    app.type('\r');
    await app.waitFor(/麻烦您稍等一下\s*│/);

    await app.waitFor(/\n.{0,3}2 \S+/, SLOW_MS);
    app.type('还没写完\t');
    await app.waitFor(/▸2 /);
    expect(app.screen()).toContain('[草稿] 还没写完');
    app.type('\x12稍等');
    await app.waitFor('快捷短语 · 查找： 稍等');
    app.type('\r');
    await app.waitFor(/› .*稍等/);
    app.type('\r');
    await app.waitFor('· 快捷短语');

    app.type('/反馈 service 测试');
    await app.waitFor('› /反馈 service 测试');
    app.type('\r');
    await app.waitFor('回车：执行');
    app.type('\r');
    await app.waitFor('✓ 反馈（service）：测试');

    app.type('\x03');
    await app.waitFor('要结束这次练习吗？');
    app.type('\r');
    expect(await app.exited).toMatchObject({ exitCode: 130 });
    expect(app.cursor().alternate).toBe(false);
    expect(app.raw()).toContain('\x1b[?2004l');
    expect(app.screen()).toContain('peilian practice --continue');

    const said = kept(cwd).flatMap((event) =>
      event.type === 'message' && event.from === 'agent' ? [[event.via, event.text]] : [],
    );
    expect(said).toContainEqual(['typed', '您好，在的']);
    expect(said).toContainEqual(['pasted', '麻烦您稍等一下\n我马上核对']);
    expect(said.map(([via]) => via)).toContain('quick-phrase');

    const again = startInTerminal(['practice', '--continue', '--ui-locale', 'zh-CN'], { cwd, env: FAST });
    await again.waitFor(/您好，在的\s*│/, SLOW_MS);
    await again.waitFor('› 还没写完');
    again.type('：这句是后来写的\r');
    await again.waitFor(/这句是后来写的\s*│/);
    again.kill('SIGKILL');
    await again.exited;

    const third = startInTerminal(['practice', '--continue', '--ui-locale', 'zh-CN'], { cwd, env: FAST });
    await third.waitFor(/还没写完：这句是后来写的\s*│/, SLOW_MS);
    third.kill('SIGTERM');
    expect(await third.exited).toMatchObject({ exitCode: 130 });
    expect(third.raw().endsWith('\x1b[?1049l') || third.raw().includes('\x1b[?1049l')).toBe(true);
  });

  test('begins with nothing named: who, how many, how hard, then the briefing, and back', async () => {
    const app = startInTerminal(['practice', '--ui-locale', 'en'], {
      cwd: temporaryFolder(),
      columns: 60,
      rows: 18,
    });
    await app.waitFor(/How many at once +3/, SLOW_MS);
    app.type('5');
    await app.waitFor(/How many at once +5/);
    app.type('\x1b[B\x1b[B\x1b[B\x1b[B\x1b[C');
    await app.waitFor('★☆☆☆☆');
    app.type('\r');
    await app.waitFor('Briefing', SLOW_MS);
    app.type('\x1b');
    await app.waitFor(/How many at once +5/);
    app.type('\x1b');
    expect(await app.exited).toMatchObject({ exitCode: 0 });
    expect(app.cursor().alternate).toBe(false);
  });

  test('control sequences in a message are shown and not obeyed; colours can be off', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(
      ['practice', '--scenario', 'size-advice', '--ui-locale', 'en', '--locale', 'en'],
      {
        cwd,
        columns: 100,
        env: { ...FAST, NO_COLOR: '1' },
      },
    );
    await app.waitFor('Briefing', SLOW_MS);
    app.type('\r');
    await app.waitFor(/▸1 /, SLOW_MS);
    app.paste('a\x1b[2J\x07b');
    await app.waitFor('› a[2Jb');
    app.type('\r');
    await app.waitFor(/a\[2Jb/);
    expect(app.raw()).not.toMatch(/\x1b\[[\d;]*3[1-7]m/);
  });

  test('says where there is nothing to go on with, at a terminal and without one', async () => {
    const cwd = temporaryFolder();
    const run = () =>
      execFileSync(process.execPath, [join(ROOT, 'dist/main.js'), 'practice', '--continue'], {
        cwd,
        stdio: 'pipe',
      });
    expect(run).toThrow(/no practice to go on with|没有可以接着练的/);
    const app = startInTerminal(['practice', '--continue', '--ui-locale', 'en'], { cwd });
    expect(await app.exited).toMatchObject({ exitCode: 2 });
    expect(app.screen()).toContain('no practice to go on with');
  });

  test('a faulty file of quick phrases is told with its place, and the screen given back', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'quick-phrases.yaml'),
      'kind: quick-phrases\nversion: 1\nphrases:\n  - key: hello\n',
    );
    const app = startInTerminal(['practice', '--scenario', 'size-advice', '--ui-locale', 'en'], { cwd });
    await app.waitFor('Briefing', SLOW_MS);
    app.type('\r');
    await app.waitFor(/quick-phrases\.yaml:\d/, SLOW_MS);
    expect(await app.exited).toMatchObject({ exitCode: 2 });
  });
});

test.skipIf(!hasTool('tmux', '-V'))('works inside tmux', async () => {
  const cwd = temporaryFolder();
  const socket = join(cwd, 'tmux.sock');
  const tmux = (...args: string[]) => execFileSync('tmux', ['-S', socket, ...args], { encoding: 'utf8' });
  const command = `${process.execPath} ${join(ROOT, 'dist/main.js')} practice --scenario size-advice --locale zh-CN --ui-locale zh-CN`;
  tmux(
    '-f',
    '/dev/null',
    'new-session',
    '-d',
    '-x',
    '90',
    '-y',
    '26',
    '-c',
    cwd,
    `env PEILIAN_DESK_SPEED=4 LANG=C.UTF-8 ${command}`,
  );
  const until = async (what: RegExp) => {
    for (let waited = 0; waited < SLOW_MS; waited += 100) {
      if (what.test(tmux('capture-pane', '-p'))) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited for ${what}:\n${tmux('capture-pane', '-p')}`);
  };
  try {
    await until(/开工前/);
    tmux('send-keys', 'Enter');
    await until(/▸1 /);
    tmux('send-keys', '-l', '您好，请问身高体重？');
    await until(/› 您好，请问身高体重？/);
    tmux('send-keys', 'Enter');
    await until(/您好，请问身高体重？\s*$/m);
  } finally {
    tmux('kill-server');
  }
});
