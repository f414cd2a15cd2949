import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TranscriptLineSchema } from '../../src/load/transcript-schema.ts';
import { type Report, ReportSchema } from '../../src/model/report.ts';
import { readRun } from '../../src/store/read-run.ts';
import { answerJson, startBotServer, unusedAddress } from '../helpers/bot-server.ts';
import { peilian, startPeilian, TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';
import { HOSTILE } from '../report/fixture.ts';

const reportOf = (out: string): Report => ReportSchema.parse(JSON.parse(out));

/** Everything that a run wrote about its conversations, by id; which file a conversation lies in is no part of it. */
async function conversations(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { transcript } of readRun(folder))
    found.set(transcript.id, JSON.stringify(transcript.events));
  return found;
}

describe('peilian run', () => {
  test('plays the demo bot over HTTP, scores, keeps transcripts, and says the seed first', async () => {
    const cwd = workingFolder();
    const { code, out, err } = await peilianInside(['run', ...TINY, '--seed', '7'], { cwd });
    expect(err).toMatch(/^seed 7 · 1 conversations · bot demo · rubric house\n/);
    expect(out).toContain('tiny-persona en');
    expect(out).toMatch(/[01] of 1 conversations passed/);
    expect(out).toContain('peilian practice --plain');
    expect(out).not.toContain('\u001b');
    expect([0, 1]).toContain(code);
    const [run] = readdirSync(join(cwd, 'transcripts/runs'));
    expect(out).toContain(`transcripts: transcripts/runs/${run}`);
    expect(readdirSync(join(cwd, 'transcripts/runs', run!))).toContain('run.json');
    const lines = readFileSync(join(cwd, 'transcripts/runs', run!, 'w0-000.jsonl'), 'utf8')
      .trim()
      .split('\n');
    for (const line of lines)
      expect(TranscriptLineSchema.safeParse(JSON.parse(line)).error?.issues ?? []).toEqual([]);
  });

  test('with the same seed writes the same transcripts, whatever the concurrency, and in shards', async () => {
    const cwd = workingFolder();
    const play = async (out: string, ...more: string[]) => {
      await peilianInside(['run', ...TINY, '--repeat', '6', '--seed', '11', '--out', out, ...more], { cwd });
      return conversations(join(cwd, out));
    };
    const first = await play('one', '--concurrency', '1');
    expect(first.size).toBe(6);
    expect(await play('two', '--concurrency', '5')).toEqual(first);
    const shards = [...(await play('s1', '--shard', '1/2')), ...(await play('s2', '--shard', '2/2'))];
    expect(new Map(shards)).toEqual(first);
  });

  test('prints nothing but the report on stdout, and writes others to files', async () => {
    const cwd = workingFolder();
    const { out, err } = await peilianInside(
      [
        'run',
        ...TINY,
        '--seed',
        '7',
        '--reporter',
        'json',
        '--reporter',
        'junit=reports/junit.xml',
        '--reporter',
        'markdown=reports/pr.md',
      ],
      { cwd },
    );
    expect(reportOf(out)).toMatchObject({ run: { seed: 7, bot: 'demo' }, summary: { conversations: 1 } });
    expect(readFileSync(join(cwd, 'reports/junit.xml'), 'utf8')).toMatch(/^<\?xml/);
    expect(readFileSync(join(cwd, 'reports/pr.md'), 'utf8')).toContain('## ');
    expect(err).toContain('junit report: reports/junit.xml');
  });

  test('loses no other report when one cannot be written', async () => {
    const cwd = workingFolder({ file: 'a file' });
    const { code, out, err } = await peilianInside(
      ['run', ...TINY, '--reporter', 'junit=file/x.xml', '--reporter', 'json'],
      { cwd },
    );
    expect(reportOf(out).summary.conversations).toBe(1);
    expect(err).toContain('the junit report could not be written');
    expect(code).toBe(2);
  });

  test('repeats a conversation by the line it prints', async () => {
    const cwd = workingFolder();
    const report = reportOf(
      (
        await peilianInside(
          ['run', ...TINY, '--repeat', '3', '--seed', '5', '--reporter', 'json', '--fault', 'rude'],
          { cwd },
        )
      ).out,
    );
    const second = report.conversations[1]!;
    const again = reportOf(
      (
        await peilianInside(
          ['run', '--case', second.id, '--seed', '5', '--fault', 'rude', '--reporter', 'json'],
          {
            cwd,
          },
        )
      ).out,
    );
    expect(again.conversations).toEqual([{ ...second, transcript: again.conversations[0]!.transcript }]);
  });

  test('plays data given by path', async () => {
    const cwd = workingFolder();
    const report = reportOf(
      (
        await peilianInside(
          [
            'run',
            '--scenario',
            './scenarios/cases/pre-sale/tiny-case.yaml',
            '--persona',
            './personas/tiny-persona.yaml',
            '--locale',
            'en',
            '--reporter',
            'json',
          ],
          { cwd },
        )
      ).out,
    );
    expect(report.conversations[0]).toMatchObject({
      scenario: 'tiny-case',
      persona: 'tiny-persona',
      locale: 'en',
    });
  });

  test('tests a bot that speaks the simplest form of the protocol', async () => {
    const server = await startBotServer((_request, response) =>
      answerJson(response, { text: 'Hello, it is £30, and size L would fit.' }),
    );
    const cwd = workingFolder();
    const report = reportOf(
      (
        await peilianInside(['run', ...TINY, '--bot', server.url, '--seed', '3', '--reporter', 'json'], {
          cwd,
        })
      ).out,
    );
    expect(report.run.latency).toBe('coarse');
    expect(report.summary.exchanges).toBeGreaterThan(0);
    expect(report.summary.agentLatencyMs).not.toBeNull();
  });

  test('keeps no token of a bot’s address in reports, transcripts or output', async () => {
    const server = await startBotServer((_request, response) => answerJson(response, 'hello'));
    const cwd = workingFolder();
    const url = server.url.replace('http://', 'http://robin:sesame-7788@');
    const { out, err } = await peilianInside(
      ['run', ...TINY, '--bot', `${url}?key=token-4455`, '--out', 'run', '--reporter', 'json'],
      { cwd },
    );
    const kept = readdirSync(join(cwd, 'run'), { recursive: true, encoding: 'utf8' }).map((file) => {
      try {
        return readFileSync(join(cwd, 'run', file), 'utf8');
      } catch {
        return '';
      }
    });
    expect([out, err, ...kept].join('\n')).not.toMatch(/sesame-7788|token-4455/);
  });
});

describe('output', () => {
  test('has colour only on a terminal, and progress only on stderr', async () => {
    const cwd = workingFolder();
    const { out } = await peilian(['run', ...TINY, '--seed', '7'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(out).not.toContain('\u001b');
    expect(out).not.toMatch(/conversations\/s/);
  });

  test('is in Chinese where Chinese is asked for, with the conversations in any language', async () => {
    const { out, err } = await peilianInside(['run', ...TINY, '--seed', '7', '--ui-locale', 'zh-CN'], {
      cwd: workingFolder(),
    });
    expect(err).toContain('种子 7');
    expect(out).toContain('接下来可以：');
  });

  test('may be cut off by its reader', async () => {
    const running = await startPeilian(['run', ...TINY, '--repeat', '30', '--reporter', 'json'], {
      cwd: workingFolder(),
    });
    running.child.stdout!.destroy();
    const { code, err } = await running.ended;
    expect(err).not.toContain('EPIPE');
    expect([0, 1]).toContain(code);
  });
});

describe('--bail', () => {
  test('starts no more after so many failures', async () => {
    const server = await startBotServer((_request, response) => answerJson(response, { error: 'down' }, 500));
    const { code, out } = await peilianInside(
      [
        'run',
        ...TINY,
        '--bot',
        server.url,
        '--repeat',
        '50',
        '--concurrency',
        '1',
        '--bail',
        '2',
        '--seed',
        '2',
        '--reporter',
        'json',
      ],
      { cwd: workingFolder() },
    );
    expect(reportOf(out).summary.failed).toBe(2);
    expect(code).toBe(3);
  });
});

describe('a bot that says hostile things', () => {
  test('reaches no terminal, CI log, page or file as anything but text', async () => {
    const server = await startBotServer((_request, response) =>
      answerJson(response, `Go away! ${HOSTILE.replace('\ud800', '')}`),
    );
    const cwd = workingFolder();
    const { out, err } = await peilianInside(
      [
        'run',
        ...TINY,
        '--bot',
        server.url,
        '--seed',
        '2',
        '--reporter',
        'terminal',
        '--reporter',
        'junit=j.xml',
        '--reporter',
        'markdown=m.md',
      ],
      { cwd },
    );
    expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|::(error|warning)::/);
    expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).not.toMatch(/<script|[\u0000-\u0008\u202e\uffff]/);
    expect(readFileSync(join(cwd, 'm.md'), 'utf8')).not.toMatch(/<script|@admin|!\[x\]|^::/m);
  });
});

describe('a run against a bot that is not there', () => {
  test('ends with 3 and says what to do', async () => {
    const { code, err } = await peilianInside(['run', ...TINY, '--bot', await unusedAddress()], {
      cwd: workingFolder(),
    });
    expect(err).toContain('no conversation got any answer from http://127.0.0.1:');
    expect(err).toContain('is the bot running');
    expect(code).toBe(3);
  });
});

describe('a run whose folder cannot be used', () => {
  test('ends with 2 and names the folder', async () => {
    const cwd = workingFolder({ file: 'a file' });
    const { code, err, out } = await peilianInside(['run', ...TINY, '--out', 'file/run'], { cwd });
    expect(err).toMatch(/^peilian: .*file\/run/m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('refuses a folder that holds a run already', async () => {
    const cwd = workingFolder();
    await peilianInside(['run', ...TINY, '--out', 'run'], { cwd });
    const { code, err } = await peilianInside(['run', ...TINY, '--out', 'run'], { cwd });
    expect(err).toContain('already holds a run');
    expect(code).toBe(2);
  });
});

describe('Ctrl-C in mid-run', () => {
  test('keeps what is done, reports it, and ends with 130', async () => {
    let asked = 0;
    // The bot goes silent after a while, so that conversations are under way when the signal comes.
    const server = await startBotServer((_request, response) => {
      asked += 1;
      if (asked < 60) answerJson(response, 'Hello, size L fits you, it is £30.');
    });
    const cwd = workingFolder();
    const running = await startPeilian(
      [
        'run',
        ...TINY,
        '--bot',
        server.url,
        '--repeat',
        '200',
        '--concurrency',
        '2',
        '--seed',
        '1',
        '--out',
        'run',
        '--reporter',
        'json',
      ],
      { cwd },
    );
    await running.until('seed 1');
    await until(() => asked >= 62 || asked >= 60);
    running.child.kill('SIGINT');
    const { code, out, err } = await running.ended;
    expect(code).toBe(130);
    const report = reportOf(out);
    expect(report.run.interrupted).toBe(true);
    expect(report.summary.conversations).toBeGreaterThan(0);
    expect(err).toMatch(/interrupted: \d+ of 200 conversations are done and kept/);
    const kept = await conversations(join(cwd, 'run'));
    for (const { id } of report.conversations) expect(kept.has(id)).toBe(true);
    for (const file of readdirSync(join(cwd, 'run')).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(cwd, 'run', file), 'utf8')
        .split('\n')
        .filter(Boolean))
        expect(() => JSON.parse(line)).not.toThrow();
    }
  });
});

describe('peilian score', () => {
  test('scores a kept run as it was scored, from its own folder alone', async () => {
    const cwd = workingFolder();
    const first = reportOf(
      (
        await peilianInside(
          ['run', ...TINY, '--repeat', '2', '--seed', '9', '--out', 'run', '--reporter', 'json'],
          { cwd },
        )
      ).out,
    );
    writeFileSync(join(cwd, 'scenarios/cases/pre-sale/tiny-case.yaml'), 'kind: scenario\n');
    const { out } = await peilianInside(['score', 'run', '--reporter', 'json'], { cwd });
    const again = reportOf(out);
    expect(again.run.seed).toBe(9);
    const bare = (report: Report) => report.conversations.map(({ transcript: _, ...rest }) => rest);
    expect(bare(again)).toEqual(bare(first));
  });

  test('says that a changed transcript was changed', async () => {
    const cwd = workingFolder();
    await peilianInside(['run', ...TINY, '--seed', '9', '--out', 'run'], { cwd });
    const file = join(cwd, 'run/w0-000.jsonl');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"text":"[^"]+"/, '"text":"what I wish I had said"'),
    );
    expect((await peilianInside(['score', 'run'], { cwd })).err).toContain('the hash chain does not hold');
  });

  test('ends with 2 where there is nothing to score', async () => {
    const cwd = workingFolder({ 'empty/x.txt': '' });
    expect(await peilianInside(['score', 'empty'], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining('no conversation found in empty'),
    });
    expect(await peilianInside(['score', 'nowhere'], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining('nowhere is not there'),
    });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
