import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTranscripts } from '../../src/transcript/read.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const LOG = `云织:小云(2026-11-11 20:15:03): 您好，欢迎光临，请问有什么可以帮您？
张大明爱吃糖(2026-11-11 20:15:40): 亚麻衬衫多少钱 我电话13812345678
云织:小云(2026-11-11 20:16:20): 您好，亚麻落肩女衬衫现在是99元哦
张大明爱吃糖(2026-11-11 20:17:02): 好的谢谢
`;

describe('peilian import', () => {
  test('makes transcripts that score, with times, sides and nobody in them', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'log.txt'), LOG);
    const imported = await peilianInside(['import', 'log.txt', '--shop', 'yunzhi'], { cwd });
    expect(imported.code).toBe(0);
    expect(imported.err).toContain('云织:小云 → agent');
    expect(imported.err).toContain('phones 1');
    const text = readFileSync(join(cwd, 'transcripts/imported/log.jsonl'), 'utf8');
    expect(text).not.toMatch(/13812345678|张大明/);
    const { conversations, problems } = readTranscripts(text);
    expect(problems).toEqual([]);
    expect(conversations).toMatchObject([{ complete: true, intact: true }]);
    const { header, events } = conversations[0]!.transcript;
    expect(header).toMatchObject({
      startsAt: '2026-11-11T20:15:03+08:00',
      locale: 'zh-CN',
      shop: { id: 'yunzhi' },
    });
    expect(
      events
        .filter(({ type }) => type === 'message')
        .map((event) => [event.t, 'from' in event && event.from]),
    ).toEqual([
      [0, 'agent'],
      [37_000, 'buyer'],
      [77_000, 'agent'],
      [119_000, 'buyer'],
    ]);
    const scored = await peilianInside(['score', 'transcripts/imported/log.jsonl', '--reporter', 'json'], {
      cwd,
    });
    const report = JSON.parse(scored.out);
    expect(report.conversations[0].score.outcome).toBeNull();
    expect(report.conversations[0].score.timing).not.toBeNull();
  });

  test('keeps personal data only where it is asked to', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'log.txt'), LOG);
    await peilianInside(['import', 'log.txt', '--keep-personal-data', '--out', 'kept.jsonl'], { cwd });
    expect(readFileSync(join(cwd, 'kept.jsonl'), 'utf8')).toContain('13812345678');
  });

  test('judges nothing about time in a log without times', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'chat.json'),
      JSON.stringify({
        messages: [
          { role: 'user', content: 'Is it in stock?' },
          { role: 'agent', content: 'Yes, it is in stock.' },
        ],
      }),
    );
    const imported = await peilianInside(['import', 'chat.json'], { cwd });
    expect(imported.err).toContain('nothing about time');
    const report = JSON.parse(
      (await peilianInside(['score', 'transcripts/imported/chat.jsonl', '--reporter', 'json'], { cwd })).out,
    );
    expect(report.conversations[0].score.timing).toBeNull();
  });

  test.each([
    ['empty.txt', '', 'no chat messages'],
    ['odd.csv', 'a,b\n1,2\n', "--column 'HEADING=role'"],
    ['one.txt', '小李: 你好\n小李: 在吗\n', '--agent'],
  ])('answers %s with what to do, and writes nothing', async (name, text, says) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'in'));
    writeFileSync(join(cwd, 'in', name), text);
    const { code, err } = await peilianInside(['import', `in/${name}`], { cwd });
    expect(err).toContain(says);
    expect(code).toBe(2);
    expect(existsSync(join(cwd, 'transcripts'))).toBe(false);
  });
});
