import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { parseTemplate } from '../../src/phrasing/template.ts';
import { agentPack } from '../helpers/agent-pack.ts';

describe('the agents’ wordings', () => {
  const packs = LOCALES.map((locale) => agentPack(locale));

  it('cover the same intents in both languages', () => {
    for (const section of ['demo', 'oracle', 'faults'] as const)
      expect(Object.keys(packs[0]![section]).sort()).toEqual(Object.keys(packs[1]![section]).sort());
  });

  it.each(LOCALES)('are all templates that can be filled in %s', (locale) => {
    const pack = agentPack(locale);
    for (const line of [pack.demo, pack.oracle, pack.faults].flatMap((section) =>
      Object.values(section).flat(),
    ))
      expect(() => parseTemplate(line), line).not.toThrow();
  });

  it.each(LOCALES)('let the oracle say nothing as the demo bot says it in %s', (locale) => {
    const pack = agentPack(locale);
    for (const [intent, lines] of Object.entries(pack.oracle)) {
      expect(pack.demo[intent], intent).toBeDefined();
      for (const line of lines)
        if (line.replace(/\{\w+\}|[^\p{L}]/gu, '').length > 0) expect(pack.demo[intent]).not.toContain(line);
    }
  });

  it('keep the demo bot’s Chinese clear of hard refusals, interjections and over-warm words', () => {
    const lines = Object.entries(packs[0]!.demo).flatMap(([intent, list]) =>
      list.map((line) => `${intent}: ${line}`),
    );
    for (const line of lines)
      expect(line).not.toMatch(/不行|不可以|不能|不知道|不清楚|哦|嗯|亲爱的|么么|全网最低|肯定|绝对/);
    for (const line of lines.filter((one) =>
      /^(refuse|bargain\.refuse|problem\.refuse|compensate\.refuse)/.test(one),
    ))
      expect(line).toMatch(/: 非常抱歉/);
  });
});
