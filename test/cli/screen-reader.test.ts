import { beforeAll, describe, expect, test } from 'vitest';
import { buildOnce } from '../helpers/build-once.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal, type TerminalApp } from '../helpers/terminal.ts';

beforeAll(buildOnce, 180_000);

const SLOW_MS = 60_000;

/** What a screen reader could not make sense of: frames, panes, drawing over what was there. */
function isReadable(app: TerminalApp): void {
  expect(app.screen()).not.toMatch(/[│─┌┐└┘▸█▁▃▅▇●]/);
  expect(app.raw()).not.toMatch(/\x1b\[\d+;\d+H|\x1b\[2J|\x1b\[\?1049h/);
  expect(app.cursor().alternate).toBe(false);
}

describe('the desk for a screen reader', () => {
  test('the start screen is one row at a time, with its value and its place', async () => {
    const app = startInTerminal(['practice', '--screen-reader', '--ui-locale', 'en'], {
      cwd: temporaryFolder(),
      columns: 160,
    });
    await app.waitFor(/Begin\. Row 1 of \d+/, SLOW_MS);
    app.type('\x1b[B\x1b[B');
    await app.waitFor(/How many at once: 3.*\. Row 3 of \d+/);
    app.type('\x1b[C');
    await app.waitFor(/How many at once: 4.*\. Row 3 of \d+/);
    app.type('\x1b');
    expect(await app.exited).toMatchObject({ exitCode: 0 });
    isReadable(app);
  });

  test('briefing and desk: said in order, nothing drawn over', {
    timeout: 180_000,
  }, async () => {
    const app = startInTerminal(
      ['practice', '--screen-reader', '--seed', '7', '--ui-locale', 'en', '--locale', 'en'],
      {
        cwd: temporaryFolder(),
        columns: 160,
        rows: 120,
        env: { PEILIAN_DESK_SPEED: '3' },
      },
    );
    await app.waitFor('Briefing', SLOW_MS);
    await app.waitFor(/Enter: to the desk/);
    app.type('\r');
    await app.waitFor(/New buyer: 1 \S+\.\n1 \S+: .+/, SLOW_MS);
    app.type('Hello there');
    await app.waitFor(/\[1 \S+( · [^\]]+)?\] › Hello there/);
    const row = app.lines().findLastIndex((line) => line.includes('› Hello there'));
    await app.waitFor(() => app.cursor().y === row || app.lines()[app.cursor().y]!.endsWith('Hello there'));
    app.type('\r');
    await app.waitFor(/1 you to \S+: Hello there/);
    await app.waitFor(/New buyer: 2 \S+\./, SLOW_MS);
    app.type('\x1b2');
    await app.waitFor(/Now with 2 \S+ \(open\): waiting for/);
    app.type('/close not now\r');
    await app.waitFor(/Close the conversation: not now\?\nEnter: do it/);
    app.type('\r');
    await app.waitFor(/2 \S+: the conversation is over: you closed it\./);
    app.type('\x06');
    await app.waitFor(/rows; up and down read on/);
    app.type('\x1b');
    await app.waitFor(/\] ›\s*$/);
    app.type('?');
    await app.waitFor('Actions (each asks before it does anything)');
    app.type('\x1b');
    isReadable(app);
    app.type('\x03');
    await app.waitFor('End this shift?');
    app.type('\r');
    expect(await app.exited).toMatchObject({ exitCode: 130 });
    expect(app.raw()).toContain('\x1b[?2004l');
  });

  test('by the environment, in Chinese, to the end and through the review', {
    timeout: 180_000,
  }, async () => {
    const app = startInTerminal(
      ['practice', '--seed', '7', '--scenario', 'size-advice', '--locale', 'zh-CN', '--ui-locale', 'zh-CN'],
      {
        cwd: temporaryFolder(),
        columns: 160,
        rows: 120,
        env: { PEILIAN_DESK_SPEED: '4', INK_SCREEN_READER: 'true' },
      },
    );
    await app.waitFor('开工前', SLOW_MS);
    app.type('\r');
    await app.waitFor(/新买家：1 \S+。\n1 \S+：.+/, SLOW_MS);
    app.type('您好，在的\r');
    await app.waitFor(/1 我回\S+：您好，在的/);
    app.type('/结束 测试\r');
    await app.waitFor(/结束会话|结束.*测试/);
    app.type('\r');
    await app.waitFor(/1 \S+：会话结束/);
    await app.waitFor('买家都接待完了', SLOW_MS);
    app.type('\r');
    await app.waitFor(/总分 \d+/, SLOW_MS);
    isReadable(app);
    app.type('\r');
    await app.waitFor('v 回放', SLOW_MS);
    app.type('n');
    await app.waitFor((screen) => screen.indexOf('建议改为', screen.indexOf('v 回放')) > 0);
    isReadable(app);
    app.type('q');
    await app.exited;
  });
});
