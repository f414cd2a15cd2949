import { describe, expect, test } from 'vitest';
import { ReportSchema } from '../../src/model/report.ts';
import { writeJson } from '../../src/report/json.ts';
import { writeJunit } from '../../src/report/junit.ts';
import { percentiles } from '../../src/report/latency.ts';
import { writeMarkdown } from '../../src/report/markdown.ts';
import { repeatLine } from '../../src/report/repeat-line.ts';
import { writeTerminal } from '../../src/report/terminal.ts';
import { wrap } from '../../src/report/width.ts';
import { worstConversations, worstFindings } from '../../src/report/worst.ts';
import { finding, HOSTILE, report, reported, say } from './fixture.ts';

const FAILED = reported('size/haggler/en/1', {
  verdict: 'fail',
  reasons: ['accuracy 50 is below 60'],
  score: { total: 55, timing: 90, politeness: 80, accuracy: 50, outcome: null },
  findings: [
    finding(),
    finding({ rule: 'no-greeting', severity: 'minor', points: -3, message: 'no greeting' }),
    finding({ rule: 'warm', severity: 'info', points: 0, strength: true }),
  ],
});
const PASSED = reported('size/chatter/en/1');
const UNKNOWN = reported('late/chatter/zh-CN/2', {
  verdict: 'unknown',
  reasons: ['a rule could not be scored'],
});

describe('a report', () => {
  test('counts verdicts, exchanges and latencies, and meets its schema', () => {
    const made = report([FAILED, PASSED, UNKNOWN]);
    expect(ReportSchema.parse(JSON.parse(writeJson(made)))).toEqual(made);
    expect(made.summary).toEqual({
      conversations: 3,
      passed: 1,
      failed: 1,
      unknown: 1,
      exchanges: 9,
      wallMs: 1234,
      agentLatencyMs: { p50: 5, p90: 10, p95: 10, p99: 10 },
    });
    expect(made.conversations[2]).toMatchObject({
      scenario: 'late',
      persona: 'chatter',
      locale: 'zh-CN',
      repeat: 2,
      verdict: 'unknown',
    });
  });

  test('has nearest-rank percentiles, and none without a value', () => {
    expect(percentiles([])).toBeNull();
    expect(percentiles(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual({
      p50: 50,
      p90: 90,
      p95: 95,
      p99: 99,
    });
  });

  test('ranks findings by severity and cost, and leaves strengths out', () => {
    expect(worstFindings(report([FAILED, PASSED])).map(({ rule, count }) => [rule, count])).toEqual([
      ['wrong-price', 1],
      ['no-greeting', 1],
    ]);
  });

  test('ranks failed conversations before unknown ones', () => {
    expect(worstConversations(report([UNKNOWN, PASSED, FAILED])).map(({ id }) => id)).toEqual([
      FAILED.id,
      UNKNOWN.id,
    ]);
  });

  test('repeats a conversation by the run’s seed, with bot and faults, safe in a shell', () => {
    const [conversation] = report([FAILED]).conversations;
    expect(repeatLine(report([FAILED]), conversation!)).toBe(
      'peilian run --case size/haggler/en/1 --seed 42',
    );
    expect(repeatLine(report([FAILED], { faults: ['rude'] }), conversation!)).toBe(
      'peilian run --case size/haggler/en/1 --seed 42 --fault rude',
    );
    expect(repeatLine(report([FAILED], { bot: "http://x/$(rm)'" }), conversation!)).toContain(
      `--bot 'http://x/$(rm)'\\'''`,
    );
  });
});

describe('the terminal report', () => {
  const options = { say, columns: 100, colour: false };

  test('has a table of scores, the worst findings, how to repeat, and where the transcripts lie', () => {
    const text = writeTerminal(report([FAILED, PASSED]), {
      ...options,
      transcripts: 'transcripts/runs/r',
      nextSteps: true,
    });
    expect(text).toMatch(/haggler en +1 +0 +55\.0 +90\.0 +80\.0 +50\.0 +–/);
    expect(text).toMatch(/wrong-price {2}1 ×\n +says 10, the price is 20/);
    expect(text).toContain('repeat: peilian run --case size/haggler/en/1 --seed 42');
    expect(text).toContain('transcripts: transcripts/runs/r');
    expect(text).toContain('1 of 2 conversations passed');
    for (const step of ['peilian practice --plain', 'peilian run --bot', 'peilian list'])
      expect(text).toContain(step);
  });

  test('tells whoever runs a bot of their own how red becomes green, and green is kept', () => {
    const own = (conversations: Parameters<typeof report>[0]) => {
      const { run, ...rest } = report(conversations);
      return writeTerminal(
        { ...rest, run: { ...run, bot: './my bot.yaml', shop: 'none' } },
        { ...options, transcripts: 'transcripts/runs/r', nextSteps: true },
      );
    };
    const red = own([FAILED, PASSED]);
    expect(red).toContain('peilian merge transcripts/runs/r --reporter html=report.html');
    expect(red).toContain("peilian run --last-failed --bot './my bot.yaml' --shop none");
    expect(red).toContain('--known known.yaml --update');
    const green = own([PASSED]);
    expect(green).toContain("peilian replay baselines --bot './my bot.yaml'");
    expect(green).not.toContain('--last-failed');
  });

  test('is without colour unless asked, and says the same with it', () => {
    const plain = writeTerminal(report([FAILED, PASSED]), options);
    const coloured = writeTerminal(report([FAILED, PASSED]), { ...options, colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('the JUnit report', () => {
  test('is one suite a scenario, a failure for what failed and an error for what is unknown', () => {
    const xml = writeJunit(report([FAILED, PASSED, UNKNOWN]));
    expect(xml).toContain('<testsuites name="peilian" tests="3" failures="1" errors="1" time="1.234">');
    expect(xml).toContain('<testsuite name="size" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="peilian.size" name="chatter/en/1"/>');
    expect(xml).toContain(
      '<failure message="accuracy 50 is below 60" type="fail">[critical] wrong-price: says 10, the price is 20 (events 2)',
    );
    expect(xml).toContain('repeat: peilian run --case size/haggler/en/1 --seed 42');
    expect(xml).toContain('<error message="a rule could not be scored" type="unknown">');
  });
});

/** Of the form that CI servers read: which elements stand in which, and which attributes they have; `!` where it must be there. */
const JUNIT: Record<string, { readonly in: string; readonly attributes: readonly string[] }> = {
  testsuites: { in: '', attributes: ['name', 'tests', 'failures', 'errors', 'time'] },
  testsuite: { in: 'testsuites', attributes: ['name!', 'tests!', 'failures', 'errors', 'skipped', 'time'] },
  testcase: { in: 'testsuite', attributes: ['name!', 'classname!', 'time'] },
  failure: { in: 'testcase', attributes: ['message', 'type'] },
  error: { in: 'testcase', attributes: ['message', 'type'] },
  skipped: { in: 'testcase', attributes: ['message'] },
};

test('a JUnit report keeps to the form, counts what it has, and is well-formed whatever was said', () => {
  const hostile = reported('size/haggler/en/3', {
    verdict: 'fail',
    reasons: [HOSTILE],
    findings: [finding({ message: HOSTILE })],
  });
  const whole = report([FAILED, PASSED, UNKNOWN, hostile]);
  const known = { ...whole.conversations[0]!, state: 'known' as const, because: HOSTILE };
  const xml = writeJunit({
    ...whole,
    conversations: [...whole.conversations, known],
    gates: [
      { kind: 'score', about: 'total', found: null, limit: 80, passed: false },
      { kind: 'pass-rate', about: '', found: 1, limit: 0.9, passed: true },
    ],
  });
  const open: string[] = [];
  const counts: Record<string, number> = {};
  const sums: Record<string, number> = {};
  const [prolog, ...pieces] = xml.split('<').slice(1);
  expect(prolog).toBe('?xml version="1.0" encoding="UTF-8"?>\n');
  for (const piece of pieces) {
    const [, closing, name = '', attributes = '', empty, text = ''] =
      /^(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>(.*)$/s.exec(piece)!;
    expect(text.replace(/&(amp|lt|gt|quot|apos|#\d+);/g, '')).not.toMatch(/[&>]/);
    if (closing) {
      expect(open.pop()).toBe(name);
      continue;
    }
    const rule = JUNIT[name]!;
    expect(open.at(-1) ?? '').toBe(rule.in);
    const given = Object.fromEntries(
      [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map((m) => [m[1], m[2]!]),
    );
    expect(rule.attributes.map((each) => each.replace('!', ''))).toEqual(
      expect.arrayContaining(Object.keys(given)),
    );
    for (const needed of rule.attributes.filter((each) => each.endsWith('!')))
      expect(given).toHaveProperty(needed.slice(0, -1));
    for (const key of ['tests', 'failures', 'errors', 'skipped'])
      if (name === 'testsuite') sums[key] = (sums[key] ?? 0) + Number(given[key]);
    counts[name] = (counts[name] ?? 0) + 1;
    if (name === 'testsuites') expect(given).toMatchObject({ tests: '7', failures: '3', errors: '1' });
    if (!empty) open.push(name);
  }
  expect(open).toEqual([]);
  expect(counts).toMatchObject({ testcase: 7, failure: 3, error: 1, skipped: 1 });
  expect(sums).toEqual({ tests: 7, failures: 3, errors: 1, skipped: 1 });
});

describe('the Markdown report', () => {
  test('folds the three worst conversations with their messages', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) =>
      reported(`${name}/haggler/en/1`, { verdict: 'fail' }, [
        ['buyer', 'how much?'],
        ['agent', 'ten'],
      ]),
    );
    const markdown = writeMarkdown(report(many), {
      say,
      transcriptOf: (id) => many.find((each) => each.id === id)?.transcript,
    });
    expect(markdown.match(/<details>/g)).toHaveLength(3);
    expect(markdown).toContain('> **buyer** 1.0 s: how much?');
  });

  test('cannot be broken out of by anything that a bot says', () => {
    const bad = reported(
      'size/haggler/en/1',
      { verdict: 'fail', reasons: [HOSTILE], findings: [finding({ message: HOSTILE, rule: HOSTILE })] },
      [
        ['buyer', 'hi'],
        ['agent', HOSTILE],
      ],
    );
    const markdown = writeMarkdown(report([bad]), { say, transcriptOf: () => bad.transcript });
    expect(markdown.match(/<[^>]*>/g)).toEqual(['<details>', '<summary>', '</summary>', '</details>']);
    expect(markdown).not.toMatch(/@admin|javascript:alert\(1\)\)|^::/m);
  });
});

test('hostile text is inert in the terminal and JUnit reports as well', () => {
  const bad = reported('size/haggler/en/1', {
    verdict: 'fail',
    reasons: [HOSTILE],
    findings: [finding({ message: HOSTILE, suggestion: HOSTILE })],
  });
  const text = writeTerminal(report([bad]), { say, columns: 200, colour: false });
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).not.toMatch(/::(error|warning)::/);
  const xml = writeJunit(report([bad]));
  expect(xml).not.toMatch(/<script|[\u0000-\u0008\u202e\uffff]/);
});

describe('wrapping', () => {
  test('breaks at spaces, and between Chinese characters but not before their punctuation', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('亲，这款178元包邮哦。', 8)).toEqual(['亲，这款', '178元包', '邮哦。']);
  });
});
