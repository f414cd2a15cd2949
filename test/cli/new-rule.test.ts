import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/build-once.ts';
import { workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startInTerminal } from '../helpers/terminal.ts';

describe('peilian new rule', () => {
  test('makes a rule of two sentences, plays both, looks at past chats, and every score then heeds it', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'chat.txt'),
      '买家: 快递怎么还不到\n客服: 亲，请耐心等待哦\n买家: 好吧\n客服: 好的亲\n',
    );
    await peilianInside(['import', 'chat.txt', '--yes'], { cwd });
    const made = await peilianInside(
      [
        'new',
        'rule',
        '--bad',
        '请耐心等待哦',
        '--good',
        '这边已经联系快递，下午给您回电',
        '--id',
        'no-waiting',
        '--from',
        'transcripts/imported/chat.jsonl',
      ],
      { cwd },
    );
    expect(made.code).toBe(0);
    expect(made.err).toContain('耐心等待');
    expect(made.err).toContain('1 of 1');
    const yaml = readFileSync(join(cwd, 'scenarios/rules/no-waiting.yaml'), 'utf8');
    expect(yaml).toContain('agent: 请耐心等待哦');
    expect(yaml).toContain('dimension: timing');
    expect(made.err).toContain('filed under: timing');
    const scored = await peilianInside(
      ['score', 'transcripts/imported/chat.jsonl', '--reporter', 'json=scored.json'],
      { cwd },
    );
    expect(scored.err).not.toContain('bug');
    expect(readFileSync(join(cwd, 'scored.json'), 'utf8')).toContain('"no-waiting"');
    const explained = await peilianInside(['explain', 'no-waiting'], { cwd });
    expect(explained.code).toBe(0);
    expect((await peilianInside(['check', 'scenarios/rules/no-waiting.yaml'], { cwd })).code).toBe(0);
    expect((await peilianInside(['check', 'scenarios/rules/missing.yaml'], { cwd })).code).toBe(2);
    expect((await peilianInside(['list', 'rules'], { cwd })).out).toContain('no-waiting');
  });

  test('files it where it is told to, and says where it cannot know', async () => {
    const cwd = temporaryFolder();
    const args = ['new', 'rule', '--bad', '看下图', '--good', '见附件', '--print'];
    const open = await peilianInside(args, { cwd });
    expect([open.code, open.err]).toEqual([0, expect.stringContaining('--dimension')]);
    const told = await peilianInside([...args, '--dimension', 'outcome'], { cwd });
    expect(told.out).toContain('dimension: outcome');
    expect(told.err).not.toContain('--dimension');
    const wrong = await peilianInside([...args, '--dimension', 'manners'], { cwd });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('politeness')]);
  });

  test('asks a person where the sentences leave it open', async () => {
    const cwd = temporaryFolder();
    const app = startInTerminal(
      ['new', 'rule', '--bad', '看下图', '--good', '见附件', '--id', 'look', '--ui-locale', 'en'],
      { cwd },
    );
    await app.waitFor('What is it about?', 60_000);
    app.type('accuracy\r');
    expect(await app.exited).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(cwd, 'scenarios/rules/look.yaml'), 'utf8')).toContain('dimension: accuracy');
  });

  test('says where a rule file is wrong, and what two sentences lack', async () => {
    const cwd = workingFolder({
      'scenarios/rules/mine.yaml': readFileSync(join(ROOT, 'test/fixtures/rules/unknown-list.yaml'), 'utf8'),
    });
    const checked = await peilianInside(['check'], { cwd });
    expect([checked.code, checked.err]).toEqual([2, expect.stringContaining('scenarios/rules/mine.yaml')]);
    expect(checked.err).toContain('nowhere');
    const alike = await peilianInside(['new', 'rule', '--bad', '您好', '--good', '您好'], {
      cwd: temporaryFolder(),
    });
    expect([alike.code, alike.err]).toEqual([2, expect.stringContaining('--words')]);
    const one = await peilianInside(['new', 'rule', '--bad', '您好'], { cwd: temporaryFolder() });
    expect([one.code, one.err]).toEqual([2, expect.stringContaining('--good')]);
  });
});

describe('peilian shop phrases', () => {
  test('takes a list into a shop of the folder, and another into the agent’s own', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'scenarios/shops'), { recursive: true });
    writeFileSync(join(cwd, 'phrases.csv'), '名称,内容\n问候,您好，欢迎光临\n发货,今天下单今天发\n');
    const own = await peilianInside(['shop', 'phrases', 'phrases.csv'], { cwd });
    expect([own.code, own.out]).toEqual([0, expect.stringContaining('quick-phrases.yaml')]);
    expect(readFileSync(join(cwd, 'quick-phrases.yaml'), 'utf8')).toContain('今天下单今天发');
    const shipped = await peilianInside(['shop', 'phrases', 'phrases.csv', '--shop', 'yunzhi'], { cwd });
    expect([shipped.code, shipped.err]).toEqual([2, expect.stringContaining('yunzhi')]);
    const tiny = workingFolder({ 'phrases.txt': 'welcome,Hello and welcome\nposted,It left today\n' });
    const into = await peilianInside(['shop', 'phrases', 'phrases.txt', '--shop', 'tiny-shop'], {
      cwd: tiny,
    });
    expect([into.code, into.out]).toEqual([0, expect.stringContaining('tiny-shop/shop.yaml')]);
    expect((await peilianInside(['check', 'shops'], { cwd: tiny })).code).toBe(0);
  });
});
