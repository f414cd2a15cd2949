import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildOnce } from '../helpers/build-once.ts';
import { peilian } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal } from '../helpers/terminal.ts';

beforeAll(buildOnce, 180_000);

const SLOW_MS = 60_000;
const LATE = `买家: 在吗 我的快递怎么回事
客服: 您好亲，在的
买家: 说好3天到，都五天了还没到，物流一直不动
客服: 亲，请耐心等待哦
买家: 再不到我就给差评，收件人王小明 13812345678`;

describe('peilian new in a terminal', () => {
  test('a pasted chat: read, four questions, played, edited, written with the chat beside it', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(['new', '--id', 'my-late', '--ui-locale', 'zh-CN'], {
      cwd,
      columns: 80,
      rows: 24,
    });
    await app.waitFor('拿什么来做场景', SLOW_MS);
    app.type('\r');
    await app.waitFor('粘贴进来');
    app.paste(LATE);
    await app.waitFor('请耐心等待哦');
    await app.resize(60, 18);
    app.type('\r');
    await app.waitFor(/姓名 1[\s\S]*买家 3 句、客服 2 句[\s\S]*扬言给差评/, SLOW_MS);
    expect(app.screen()).not.toContain('13812345678');
    app.type('\r');
    await app.waitFor('● 快递迟到');
    app.type('\r');
    await app.waitFor('[x] 给出解决办法');
    app.type('\r');
    await app.waitFor('[x] 买家满意收场');
    app.type('\r');
    await app.waitFor('绝对不能发生什么');
    app.type('\x1b[B\x1b[B ');
    await app.waitFor(/\[ \] 没有[\s\S]*\[x\] 退款/);
    await app.resize(80, 24);
    app.type('\r');
    await app.waitFor(/✓ 标准客服 · zh-CN · 合格[\s\S]*不干活的客服 · zh-CN · 不合格/, SLOW_MS);
    app.type('e');
    await app.waitFor('Ctrl-S 或 F2');
    app.type('x\x13');
    await app.waitFor(/! my-late\.yaml:\d/);
    app.type('\x7f# 我改过\r\x13');
    await app.waitFor('回车 写入', SLOW_MS);
    app.type('\x03');
    await app.waitFor('还没有写入任何文件');
    app.type('n');
    await app.waitFor('回车 写入');
    app.type('\r');
    await app.waitFor('已写入');
    app.type('\r');
    expect(await app.exited).toMatchObject({ exitCode: 0 });
    expect(app.cursor().alternate).toBe(false);
    expect(app.screen()).toMatch(/practice --plain\s+--scenario my-late/);
    const folder = join(cwd, 'scenarios/cases/after-sale');
    const yaml = readFileSync(join(folder, 'my-late.yaml'), 'utf8');
    expect(yaml).toMatch(/^# 我改过\n/);
    expect(yaml).toContain('action: refund');
    const source = readFileSync(join(folder, 'my-late.source.txt'), 'utf8');
    expect(source.split('\n')).toHaveLength(6);
    expect(yaml + source).not.toMatch(/王小明|13812345678/);
    expect((await peilian(['check', 'my-late'], { cwd })).code).toBe(0);
  });

  test('from nothing in English, without colour; left before it is written, nothing is', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(['new', '--ui-locale', 'en'], {
      cwd,
      columns: 80,
      rows: 24,
      env: { NO_COLOR: '1' },
    });
    await app.waitFor('What is it to be made from?', SLOW_MS);
    app.type('\x1b[B\r');
    await app.waitFor('When does the buyer come?');
    app.type('\x1b[B\x1b[B\r');
    await app.waitFor('What was it about?');
    app.type('\x1b[H\r');
    await app.waitFor('Which buyer plays it?');
    app.type('\r');
    await app.waitFor('How hard is it?');
    app.type('\x1b[F\r');
    for (const question of ['What should the agent', 'What is a good end', 'What must never']) {
      await app.waitFor(new RegExp(`${question}[\\s\\S]*\\[x\\]`));
      app.type('\r');
    }
    await app.waitFor(/expert · en · pass[\s\S]*demo bot · en/, SLOW_MS);
    app.type('q\r');
    expect(await app.exited).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(cwd, 'scenarios'))).toBe(false);
    expect(app.raw()).not.toMatch(/\x1b\[[\d;]*3[1-7]m/);
  });

  test('a file that is named or dropped is read; what cannot be read is told on the screen', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'late one.txt'), LATE);
    const named = startInTerminal(['new', 'late one.txt', '--ui-locale', 'en'], { cwd });
    await named.waitFor(/3 messages of the buyer, 2 of the agent/, SLOW_MS);
    named.kill('SIGTERM');
    expect(await named.exited).toMatchObject({ exitCode: 130 });
    const dropped = startInTerminal(['new', 'missing.txt', '--ui-locale', 'en'], { cwd });
    await dropped.waitFor('! there is no file missing.txt', SLOW_MS);
    dropped.paste(`'${join(cwd, 'late one.txt')}' `);
    dropped.type('\r');
    await dropped.waitFor(/3 messages of the buyer/, SLOW_MS);
    dropped.type('\x03\x03');
    await dropped.exited;
    expect(readdirSync(cwd)).toEqual(['late one.txt']);
  });

  test('lines where they are asked for', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(['new', '--plain', '--ui-locale', 'en'], { cwd });
    await app.waitFor('Paste the chat', SLOW_MS);
    expect(app.raw()).not.toContain('\x1b[?1049h');
    app.type('Buyer: how long does delivery take?\rAgent: three days\r.\r');
    await app.waitFor('1/4 What was it about?');
  });
});
