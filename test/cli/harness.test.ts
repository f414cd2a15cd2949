import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Report, ReportSchema } from '../../src/model/report.ts';
import { readRun } from '../../src/store/read-run.ts';
import { answerJson, startBotServer } from '../helpers/bot-server.ts';
import { startPeilian, TINY, workingFolder } from '../helpers/cli.ts';
import { peilianInside } from '../helpers/cli-inside.ts';

const reportOf = (out: string): Report => ReportSchema.parse(JSON.parse(out));
const JSON_OUT = ['--reporter', 'json'] as const;

/** A report without what differs between equal runs: the run's name, what the clock says, and where things lie. */
function comparable({ run, summary, conversations, ...rest }: Report) {
  return {
    ...rest,
    run: { ...run, id: '' },
    summary: { ...summary, wallMs: 0, agentLatencyMs: null },
    conversations: conversations.map((each) => ({ ...each, transcript: each.transcript.split('#')[1] })),
  };
}

const SUITE = (fields: readonly string[]) =>
  [
    'kind: suite',
    'version: 1',
    'id: mine',
    'title: { zh-CN: 我的, en: Mine }',
    'scenarios: [asks-twice-then-silence]',
    'personas: [medium-rater]',
    'locales: [en]',
    ...fields,
  ].join('\n');

describe('shards', () => {
  test('of a run, merged in any order, are the report of the whole', { timeout: 120_000 }, async () => {
    const cwd = workingFolder();
    const base = ['run', ...TINY, '--repeat', '9', '--seed', '11', '--fault', 'no-greeting'];
    const whole = reportOf((await peilianInside([...base, '--out', 'whole', ...JSON_OUT], { cwd })).out);
    for (const shard of [1, 2, 3, 4])
      await peilianInside([...base, '--shard', `${shard}/4`, '--out', `s${shard}`, ...JSON_OUT], { cwd });
    const merged = await peilianInside(['merge', 's3', 's1', 's4', 's2', ...JSON_OUT], { cwd });
    expect(comparable(reportOf(merged.out))).toEqual(comparable(whole));
    const less = await peilianInside(['merge', 's1', 's2', 's3', ...JSON_OUT], { cwd });
    expect(less.err).toContain('are in none of these folders');
    expect(less.code).toBe(1);
    const other = await peilianInside(['run', ...TINY, '--seed', '12', '--out', 'other'], { cwd });
    expect([0, 1]).toContain(other.code);
    const wrong = await peilianInside(['merge', 's1', 'other'], { cwd });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('no parts of one run')]);
    const same = await peilianInside(['compare', 'whole', 'whole'], { cwd });
    expect([same.code, same.out]).toEqual([0, expect.stringContaining('nothing changed')]);
  });
});

describe('--resume', () => {
  test('plays only what is not done, and ends in the report of a run that was never interrupted', {
    timeout: 120_000,
  }, async () => {
    const cwd = workingFolder();
    let asked = 0;
    const bot = await startBotServer((_request, response) => {
      asked += 1;
      setTimeout(() => answerJson(response, 'It is £30, and size L would fit you.'), asked > 20 ? 40 : 0);
    });
    const base = ['run', ...TINY, '--repeat', '12', '--seed', '5', '--bot', bot.url, '--concurrency', '2'];
    const running = await startPeilian([...base, '--out', 'cut'], { cwd });
    await running.until(/12 conversations/);
    while (
      !existsSync(join(cwd, 'cut/results.ndjson')) ||
      readFileSync(join(cwd, 'cut/results.ndjson'), 'utf8').split('\n').length < 4
    )
      await new Promise((resolve) => setTimeout(resolve, 10));
    running.child.kill('SIGKILL');
    await running.ended;
    const before = readFileSync(join(cwd, 'cut/results.ndjson'), 'utf8').trim().split('\n').length;
    expect(before).toBeLessThan(12);
    const resumed = await peilianInside(['run', '--resume', 'cut', ...JSON_OUT], { cwd });
    expect(resumed.err).toMatch(/\d+ done before, \d+ left/);
    expect(resumed.err).not.toContain('12 left');
    const whole = await peilianInside([...base, '--out', 'whole', ...JSON_OUT], { cwd });
    expect(comparable(reportOf(resumed.out))).toEqual(comparable(reportOf(whole.out)));
    const ids: string[] = [];
    for await (const { transcript } of readRun(join(cwd, 'cut'))) ids.push(transcript.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(12);
    const again = await peilianInside(['run', '--resume', 'cut', ...JSON_OUT], { cwd });
    expect(comparable(reportOf(again.out))).toEqual(comparable(reportOf(whole.out)));
    await bot.close();
  });

  test('refuses what it cannot go on with', async () => {
    const cwd = workingFolder({ 'empty/readme': 'nothing' });
    const none = await peilianInside(['run', '--resume', 'empty'], { cwd });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('holds no run')]);
    await peilianInside(['run', ...TINY, '--seed', '3', '--out', 'old'], { cwd });
    const info = JSON.parse(readFileSync(join(cwd, 'old/run.json'), 'utf8'));
    writeFileSync(join(cwd, 'old/run.json'), JSON.stringify({ ...info, planned: 7 }));
    const changed = await peilianInside(['run', '--resume', 'old'], { cwd });
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining('had 7 cases')]);
  });
});

describe('a suite', () => {
  test('expects failures, and turns red when they pass', { timeout: 60_000 }, async () => {
    const cwd = workingFolder({
      'scenarios/suites/mine.yaml': SUITE([
        'expectFailures:',
        '  - { cases: asks-twice-then-silence/*/en, reason: "the bot is new" }',
      ]),
    });
    const run = (...more: string[]) =>
      peilianInside(
        ['run', '--suite', 'mine', '--seed', '7', '--reporter', 'json', '--reporter', 'junit=j.xml', ...more],
        { cwd },
      );
    const failing = await run('--fault', 'wrong-price');
    expect(reportOf(failing.out).conversations[0]).toMatchObject({
      verdict: 'fail',
      state: 'expected-failure',
      because: 'the bot is new',
    });
    expect(failing.code).toBe(0);
    expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).toContain(
      '<skipped message="expected-failure: the bot is new"/>',
    );
    const passing = reportOf((await run()).out);
    expect(passing.conversations[0]).toMatchObject({ verdict: 'pass', state: 'unexpected-pass' });
    expect((await run()).code).toBe(1);
  });

  test('retries a failure in a new session, and calls a later pass flaky', { timeout: 60_000 }, async () => {
    const cwd = workingFolder({
      'scenarios/suites/mine.yaml': SUITE(['retries: 2']),
      'scenarios/suites/strict.yaml': SUITE(['retries: 2', 'flakyAtMost: 0']).replace(
        'id: mine',
        'id: strict',
      ),
    });
    const demo = await startPeilian(['bot', '--port', '0'], { cwd });
    await demo.until(/http:\/\/\S+/);
    const url = /http:\/\/[^\s,;()]+/.exec(demo.out() + demo.err())![0];
    const sessions = new Set<string>();
    const bot = await startBotServer(async (request, response, raw) => {
      sessions.add(request.sessionId);
      if (!request.sessionId.endsWith('~3')) return answerJson(response, 'What do you want now? Shut up.');
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': raw.headers['content-type'] ?? 'application/json' },
        body: JSON.stringify(request),
      });
      answerJson(response, await answer.json());
    });
    const { out, code } = await peilianInside(
      [
        'run',
        '--suite',
        'mine',
        '--seed',
        '7',
        '--bot',
        bot.url,
        '--latency',
        'declared',
        '--out',
        'run',
        ...JSON_OUT,
      ],
      { cwd },
    );
    const report = reportOf(out);
    expect([...sessions].map((id) => id.replace(/^[^:]*:/, ''))).toEqual([
      'asks-twice-then-silence/medium-rater/en/1',
      'asks-twice-then-silence/medium-rater/en/1~2',
      'asks-twice-then-silence/medium-rater/en/1~3',
    ]);
    expect(report.conversations[0]).toMatchObject({
      id: 'asks-twice-then-silence/medium-rater/en/1',
      verdict: 'pass',
      state: 'flaky',
      attempts: [{ verdict: 'fail' }, { verdict: 'fail' }, { verdict: 'pass' }],
    });
    expect([report.summary.flaky, code]).toEqual([1, 0]);
    const strict = await peilianInside(
      ['run', '--suite', 'strict', '--seed', '7', '--bot', bot.url, '--latency', 'declared', ...JSON_OUT],
      { cwd },
    );
    expect(reportOf(strict.out).gates).toMatchObject([{ kind: 'flaky', found: 1, limit: 0, passed: false }]);
    expect(strict.code).toBe(1);
    demo.child.kill('SIGTERM');
    await demo.ended;
    await bot.close();
  });

  test('plays fixed seeds, and each failure repeats with its own', { timeout: 60_000 }, async () => {
    const cwd = workingFolder({ 'scenarios/suites/mine.yaml': SUITE(['seeds: [7, 8]', 'repeat: 2']) });
    const { conversations } = reportOf(
      (await peilianInside(['run', '--suite', 'mine', '--fault', 'wrong-price', ...JSON_OUT], { cwd })).out,
    );
    expect(conversations.map(({ repeat, runSeed }) => [repeat, runSeed])).toEqual([
      [1, 7],
      [2, 8],
      [3, 7],
      [4, 8],
    ]);
    const second = conversations[1]!;
    const again = reportOf(
      (
        await peilianInside(
          ['run', '--case', second.id, '--seed', '8', '--fault', 'wrong-price', ...JSON_OUT],
          {
            cwd,
          },
        )
      ).out,
    );
    expect(again.conversations[0]!.findings).toEqual(second.findings);
  });

  test('names what the time budget left out, and holds gates with the rest', async () => {
    const cwd = workingFolder({
      'scenarios/suites/mine.yaml': SUITE(['repeat: 3', 'timeBudget: 0s', 'maxLatency: { p95: 2s }']),
    });
    const { out, code } = await peilianInside(['run', '--suite', 'mine', '--seed', '7', ...JSON_OUT], {
      cwd,
    });
    const report = reportOf(out);
    expect(report.notPlayed).toEqual([1, 2, 3].map((n) => `asks-twice-then-silence/medium-rater/en/${n}`));
    expect(report.gates).toMatchObject([
      { kind: 'latency', passed: false },
      { kind: 'not-played', found: 3 },
    ]);
    expect(code).toBe(1);
  });

  test('is told what is wrong with it', async () => {
    const cwd = workingFolder({
      'scenarios/suites/mine.yaml': SUITE(['passK: { k: 3, atLeast: 0.8 }']),
      'scenarios/suites/rule.yaml': SUITE(['thresholds: { rules: { wrong-prise: 0 } }']).replace(
        'id: mine',
        'id: rule',
      ),
    });
    const often = await peilianInside(['run', '--suite', 'mine'], { cwd });
    expect([often.code, often.err]).toEqual([
      2,
      expect.stringMatching(/mine\.yaml:8:\d+ .*repetitions of a case \(1/),
    ]);
    const rule = await peilianInside(['run', '--suite', 'rule'], { cwd });
    expect([rule.code, rule.err]).toEqual([2, expect.stringContaining('wrong-price')]);
  });
});

describe('--last-failed, --grep and --known', () => {
  test('play what failed, what is looked for, and only what is new is red', { timeout: 90_000 }, async () => {
    const cwd = workingFolder();
    const none = await peilianInside(['run', '--last-failed'], { cwd });
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('no run with results')]);
    const base = ['run', ...TINY, '--repeat', '4', '--seed', '5'];
    const first = reportOf(
      (await peilianInside([...base, '--fault', 'rude', '--grep', '/en\\/[24]$/', ...JSON_OUT], { cwd })).out,
    );
    expect(first.conversations.map(({ repeat }) => repeat)).toEqual([2, 4]);
    const failed = reportOf(
      (await peilianInside(['run', '--last-failed', '--fault', 'rude', ...JSON_OUT], { cwd })).out,
    );
    expect(failed.conversations).toHaveLength(
      first.conversations.filter(({ verdict }) => verdict !== 'pass').length,
    );
    expect(failed.run.seed).toBe(5);
    const bad = await peilianInside([...base, '--grep', '/(/'], { cwd });
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('is no pattern')]);

    const missing = await peilianInside([...base, '--known', 'known.yaml'], { cwd });
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--update')]);
    expect(
      (await peilianInside([...base, '--fault', 'rude', '--known', 'known.yaml', '--update'], { cwd })).code,
    ).toBe(0);
    const same = await peilianInside([...base, '--fault', 'rude', '--known', 'known.yaml', ...JSON_OUT], {
      cwd,
    });
    expect(same.code).toBe(0);
    expect(reportOf(same.out).summary.accepted).toBe(4);
    const worse = await peilianInside(
      [...base, '--fault', 'rude', '--fault', 'asks-for-code', '--known', 'known.yaml', ...JSON_OUT],
      { cwd },
    );
    expect(worse.code).toBe(1);
  });
});

describe('replay', () => {
  test('keeps a run’s good conversations, shows what a broken bot changed, and approves it', {
    timeout: 120_000,
  }, async () => {
    const cwd = workingFolder();
    const CASE = ['--case', 'asks-twice-then-silence/medium-rater/en', '--seed', '7'] as const;
    await peilianInside(['run', ...CASE, '--baseline', 'kept'], { cwd });
    const [jsonl, txt] = readdirSync(join(cwd, 'kept'));
    expect([jsonl, txt]).toEqual([
      'asks-twice-then-silence.medium-rater.en.jsonl',
      'asks-twice-then-silence.medium-rater.en.txt',
    ]);
    const good = await peilianInside(['replay', 'kept'], { cwd });
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('1 replayed: 1 the same')]);
    const before = readFileSync(join(cwd, 'kept', txt!), 'utf8');
    const broken = await peilianInside(
      [
        'replay',
        'kept',
        '--fault',
        'wrong-price',
        '--reporter',
        'terminal',
        '--reporter',
        'json=d.json',
        '--reporter',
        'junit=d.xml',
        '--reporter',
        'markdown=d.md',
      ],
      { cwd },
    );
    expect(broken.code).toBe(1);
    expect(broken.out.split('\n')[1]).toMatch(/severe +round 1: the price was £75\.65, now £106/);
    expect(broken.out).toMatch(/recorded +│ today/);
    const report = reportOf(readFileSync(join(cwd, 'd.json'), 'utf8'));
    expect(report.conversations[0]!.drift).toMatchObject({ level: 'severe', mode: 'replay' });
    expect(readFileSync(join(cwd, 'd.xml'), 'utf8')).toContain('[severe] price (round 1)');
    expect(readFileSync(join(cwd, 'd.md'), 'utf8')).toContain('| recorded | today |');

    const update = await peilianInside(['replay', 'kept', '--fault', 'wrong-price', '--update'], { cwd });
    expect([update.code, update.err]).toEqual([0, expect.stringContaining('approved: kept/')]);
    const after = readFileSync(join(cwd, 'kept', txt!), 'utf8');
    const changed = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(changed).toEqual([expect.stringContaining('£106')]);
    expect((await peilianInside(['replay', 'kept', '--fault', 'wrong-price'], { cwd })).code).toBe(0);
    expect(
      (await peilianInside(['replay', 'kept', '--mode', 'rerun', '--fault', 'wrong-price'], { cwd })).code,
    ).toBe(0);
    const run = readdirSync(join(cwd, 'transcripts/runs'))[0]!;
    const refused = await peilianInside(['replay', join('transcripts/runs', run), '--update'], { cwd });
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--baseline')]);
  });

  test('never approves a bot that is down, and says that no answer came', async () => {
    const cwd = workingFolder();
    const CASE = ['--case', 'asks-twice-then-silence/medium-rater/en', '--seed', '7'] as const;
    await peilianInside(['run', ...CASE, '--baseline', 'kept'], { cwd });
    const [file] = readdirSync(join(cwd, 'kept'));
    const before = readFileSync(join(cwd, 'kept', file!), 'utf8');
    const bot = await startBotServer((_request, response) => answerJson(response, { error: 'down' }, 500));
    const { code } = await peilianInside(['replay', 'kept', '--bot', bot.url, '--update'], { cwd });
    expect(code).toBe(3);
    expect(readFileSync(join(cwd, 'kept', file!), 'utf8')).toBe(before);
    await bot.close();
  });
});

describe('files that cannot be written', () => {
  test.skipIf(!existsSync('/dev/full'))(
    'a full disk is told with what to do, and what was done is reported (needs /dev/full)',
    async () => {
      const cwd = workingFolder();
      mkdirSync(join(cwd, 'full/inputs'), { recursive: true });
      symlinkSync('/dev/full', join(cwd, 'full/results.ndjson'));
      const { code, out, err } = await peilianInside(['run', ...TINY, '--seed', '7', '--out', 'full'], {
        cwd,
      });
      expect(code).toBe(2);
      expect(err).toContain('the disk is full');
      expect(err).toContain('--out');
      expect(err).not.toMatch(/at .*\.js:\d+/);
      expect(out).toMatch(/conversations passed/);
      rmSync(join(cwd, 'full'), { recursive: true });
      mkdirSync(join(cwd, 'full/inputs'), { recursive: true });
      symlinkSync('/dev/full', join(cwd, 'full/w0.index.jsonl'));
      const index = await peilianInside(
        ['run', ...TINY, '--seed', '7', '--out', 'full', '--ui-locale', 'zh-CN'],
        {
          cwd,
        },
      );
      expect([index.code, index.err]).toEqual([2, expect.stringContaining('磁盘已满')]);
      mkdirSync(join(cwd, 'again/inputs'), { recursive: true });
      symlinkSync('/dev/full', join(cwd, 'again/w0.index.jsonl'));
      const again = await peilianInside(['replay', 'full', '--out', 'again'], { cwd });
      expect([again.code, again.err]).toEqual([2, expect.stringContaining('the disk is full')]);
      expect(again.out).toContain('1 replayed');
    },
  );

  test('so is a folder that cannot be one, and the bot is never asked', async () => {
    const cwd = workingFolder({ file: 'a file' });
    const bot = await startBotServer((_request, response) => answerJson(response, 'hello'));
    const under = await peilianInside(['run', ...TINY, '--bot', bot.url, '--out', 'file/run'], { cwd });
    expect([under.code, bot.requests.length]).toEqual([2, 0]);
    expect(under.err).toContain('file/run');
    const proc = await peilianInside(['run', ...TINY, '--bot', bot.url, '--out', '/proc/peilian-run'], {
      cwd,
    });
    expect([proc.code, bot.requests.length]).toEqual([2, 0]);
    expect(proc.err).toMatch(/^peilian: .*\/proc\/peilian-run/m);
    await peilianInside(['run', ...TINY, '--seed', '7', '--out', 'kept'], { cwd });
    const replayed = await peilianInside(['replay', 'kept', '--bot', bot.url, '--out', 'file/again'], {
      cwd,
    });
    expect([replayed.code, bot.requests.length]).toEqual([2, 0]);
    await bot.close();
  });
});

describe('--watch', () => {
  test('plays again what a changed file touches, as lines where there is no terminal', {
    timeout: 60_000,
  }, async () => {
    const cwd = workingFolder();
    const watching = await startPeilian(['run', ...TINY, '--seed', '7', '--watch'], { cwd });
    await watching.until('waiting for a file to change');
    const persona = join(cwd, 'personas/tiny-persona.yaml');
    writeFileSync(persona, `${readFileSync(persona, 'utf8')}\n# touched\n`);
    await watching.until(/personas\/tiny-persona\.yaml changed: 1 cases/);
    await watching.until(/waiting for a file to change[\s\S]*waiting for a file to change/);
    watching.child.kill('SIGINT');
    expect([0, 1]).toContain((await watching.ended).code);
  });
});
