import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { type Report, ReportSchema } from '../../src/model/report.ts';
import { readRun } from '../../src/store/read-run.ts';
import { startThirdPartyBot } from '../fixtures/third-party-bot/server.ts';
import { peilian, workingFolder } from '../helpers/cli.ts';
import { expectKept } from './kept.ts';

/** Also held against the kept transcripts. */
const KEPT = ['material-and-care/direct-meticulous', 'quality-complaint/complainer-quality'] as const;
const SCENARIOS = ['material-and-care', 'quality-complaint', 'haggle-floor', 'return-terms-before-buying'];

describe('a bot on an engine that nobody here wrote, behind the real command', () => {
  it('fails in good order: the run ends with 1, every conversation ended by itself, and its transcripts are as they were kept', {
    timeout: 60_000,
  }, async () => {
    const bot = await startThirdPartyBot();
    const cwd = workingFolder({
      'scenarios/bots/third-party.yaml': [
        'kind: bot',
        'version: 1',
        'id: third-party',
        'title: { zh-CN: 第三方引擎上的机器人, en: A bot on an engine of somebody else }',
        `url: ${bot.url}`,
      ].join('\n'),
    });
    const { code, out, err } = await peilian(
      [
        'run',
        ...['--bot', 'third-party'],
        ...SCENARIOS.flatMap((id) => ['--scenario', id]),
        ...['--seed', '7', '--latency', 'coarse', '--out', 'run'],
        ...['--reporter', 'json', '--reporter', 'markdown=report.md'],
      ],
      { cwd },
    ).finally(() => bot.close());
    expect(err).not.toMatch(/at .*\.js:\d+/);
    expect(code).toBe(1);
    const report = ReportSchema.parse(JSON.parse(out));
    sensible(report);
    let kept = 0;
    for await (const { transcript, complete, intact } of readRun(join(cwd, 'run'))) {
      expect({ complete, intact }).toEqual({ complete: true, intact: true });
      const [scenario, persona, locale] = transcript.id.split('/');
      if (!KEPT.some((id) => id === `${scenario}/${persona}`)) continue;
      kept += 1;
      expectKept(`third-party-bot.${scenario}.${persona}.${locale}`, transcript);
    }
    expect(kept).toBe(KEPT.length * LOCALES.length);
  });
});

function sensible({ summary, conversations }: Report): void {
  expect(summary.conversations).toBe(conversations.length);
  // A list of stock answers pleases few buyers, whatever the language.
  for (const locale of LOCALES) {
    const of = conversations.filter((one) => one.locale === locale);
    expect(of.length).toBeGreaterThan(6);
    expect(of.filter((one) => one.verdict === 'fail').length).toBeGreaterThan(of.length / 2);
    const named = new Set(of.flatMap((one) => one.findings.map(({ rule }) => rule)));
    for (const rule of ['missed-goal', 'unanswered-question']) expect(named, locale).toContain(rule);
  }
  for (const { id, ending, findings } of conversations) {
    expect(['agent-error', 'agent-silent', 'interrupted', 'time-limit'], id).not.toContain(ending);
    for (const finding of findings) expect(finding.events.length, `${id} ${finding.rule}`).toBeGreaterThan(0);
  }
}
