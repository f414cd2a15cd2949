import { expect, test } from 'vitest';
import { writeGithub } from '../../src/report/github.ts';
import { finding, report, reported, say, scorecard } from './fixture.ts';

test('what a bot said ends no workflow command and begins none', () => {
  const hostile = 'x\n::set-env name=A::b%0A::error::y\r\n##[group]z';
  const cases = ['a/b/en/1', 'c/d/zh-CN/1'].map((id) =>
    reported(
      id,
      scorecard({ verdict: 'fail', reasons: [hostile], findings: [finding({ message: hostile })] }),
    ),
  );
  const lines = writeGithub(report(cases), say).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    const [, rest] = /^::(?:error|notice) title=[^:]*::(.*)$/.exec(line)!;
    expect(rest).not.toMatch(/::[a-z]/);
    expect(rest).not.toContain('##[');
    expect(rest!.replace(/%(?:25|0A|0D|3A|2C)/g, '')).not.toContain('%');
  }
});

test('of many failures the first ten are shown and the others counted', () => {
  const cases = Array.from({ length: 14 }, (_, index) =>
    reported(`s/p/en/${index + 1}`, scorecard({ verdict: 'fail' })),
  );
  const text = writeGithub(report(cases), say);
  expect(text.match(/^::error/gm)).toHaveLength(10);
  expect(text).toContain('4 more failures are not shown');
});

test('a requirement that the run missed is shown though every conversation passed, and what is accepted is counted', () => {
  const passed = report([reported('s/p/en/1', scorecard())]);
  const text = writeGithub(
    {
      ...passed,
      summary: { ...passed.summary, accepted: 2 },
      gates: [
        { kind: 'latency', about: 'p95', found: 3_100, limit: 2_000, passed: false },
        { kind: 'known-rate', about: 'failed', found: 0.1, limit: 0.1, passed: true },
      ],
    },
    say,
  );
  expect(text.match(/^::error.*/gm)).toEqual([expect.stringMatching(/p95.*3\.1 s/)]);
  expect(text).toMatch(/^::notice .*2 failures accepted/m);
});
