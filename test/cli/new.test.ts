import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const LATE = `买家: 在吗 我的快递怎么回事
客服: 您好亲，在的
买家: 说好3天到，都五天了还没到，物流一直不动
客服: 亲，请耐心等待哦
买家: 到底什么时候能到
买家: 再不到我就给差评投诉你们，收件人王小明 13812345678
`;
const SIZE = `Buyer: Hi, do you have this in black size M?
Agent: Hello! Yes we do.
Buyer: I'm 5'6 and 10 stone, what size should I take?
Agent: I'd say M
Buyer: could you do it a bit cheaper?
Buyer: my email is jane.roe@gmail.com
Agent: Sorry no
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

describe('peilian new', () => {
  test('makes a case of a complaint that passes check, with nobody in it, the chat beside it', async () => {
    const cwd = folderWith({ 'late.txt': LATE });
    const made = await peilianInside(['new', 'late.txt', '--id', 'my-late', '--ui-locale', 'zh-CN'], { cwd });
    expect(made.err).toMatch(/标准客服 · zh-CN · 合格/);
    expect(made.err).toMatch(/标准客服 · en · 合格/);
    expect(made.err).toMatch(/不干活的客服 · zh-CN · 不合格/);
    expect(made.code).toBe(0);
    const folder = join(cwd, 'scenarios/cases/after-sale');
    const yaml = readFileSync(join(folder, 'my-late.yaml'), 'utf8');
    expect(yaml).toContain('{ report: late-parcel, about: order }');
    expect(yaml).toContain('{ ask: arrival, about: order }');
    expect(yaml).toContain('threaten: review');
    expect(yaml).toContain('说好3天到，都五天了还没到');
    const source = readFileSync(join(folder, 'my-late.source.txt'), 'utf8');
    for (const text of [yaml, source, made.err, made.out]) {
      expect(text).not.toContain('13812345678');
      expect(text).not.toContain('王小明');
    }
    expect(source.split('\n')).toHaveLength(7);
    const checked = await peilianInside(['check', 'my-late'], { cwd });
    expect([checked.code, checked.err]).toEqual([0, '']);
    const again = await peilianInside(['new', 'late.txt', '--id', 'my-late'], { cwd });
    expect(again.code).toBe(2);
    expect(again.err).toContain('my-late.yaml');
  });

  test('import --as-scenario is the same, and takes the answers by options', async () => {
    const cwd = folderWith({ 'size.txt': SIZE });
    const made = await peilianInside(
      ['import', 'size.txt', '--as-scenario', '--shop', 'harrow-lane', '--yes'],
      {
        cwd,
      },
    );
    expect(made.code).toBe(0);
    const [name] = readdirSync(join(cwd, 'scenarios/cases/pre-sale')).filter((file) =>
      file.endsWith('.yaml'),
    );
    const yaml = readFileSync(join(cwd, 'scenarios/cases/pre-sale', name!), 'utf8');
    expect(yaml).toContain('heightCm: 168');
    expect(yaml).toContain('{ haggle: item }');
    expect(existsSync(join(cwd, 'transcripts'))).toBe(false);
    const told = await peilianInside(
      ['new', 'size.txt', '--about', 'questions', '--good', 'calm', '--never', 'give-coupon', '--print'],
      { cwd },
    );
    expect(told.out).toContain('mood: calm');
    expect(told.out).toContain('action: issue-coupon');
  });

  test('makes one from nothing: a stage, a seed, a difficulty', async () => {
    const cwd = folderWith({});
    const nothing = await peilianInside(
      ['new', '--stage', 'after-sale', '--seed', '3', '--id', 'drawn', '--difficulty', '4'],
      {
        cwd,
      },
    );
    expect(nothing.code).toBe(0);
    expect(readFileSync(join(cwd, 'scenarios/cases/after-sale/drawn.yaml'), 'utf8')).toContain(
      'difficulty: 4',
    );
    expect((await peilianInside(['check', 'drawn'], { cwd })).code).toBe(0);
  });

  test('says what is wrong and what may stand there', async () => {
    const cwd = folderWith({ 'late.txt': LATE, 'one.txt': 'Agent: hello\nAgent: anyone?\n' });
    const bad = await peilianInside(['new', 'late.txt', '--should', 'anser'], { cwd });
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('answer')]);
    const none = await peilianInside(['new', 'missing.txt'], { cwd });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('missing.txt')]);
    const which = await peilianInside(['new', 'late.txt#7'], { cwd });
    expect([which.code, which.err]).toEqual([2, expect.stringContaining('late.txt#1')]);
    const alone = await peilianInside(['new', 'one.txt'], { cwd });
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('--agent')]);
    const language = await peilianInside(['new', 'late.txt', '--shop', 'harrow-lane'], { cwd });
    expect([language.code, language.err]).toEqual([2, expect.stringContaining('--locale zh-CN')]);
    const kind = await peilianInside(['new', 'scenaro'], { cwd });
    expect([kind.code, kind.err]).toEqual([2, expect.stringContaining('scenario')]);
  });
});
