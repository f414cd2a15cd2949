import { describe, expect, it } from 'vitest';
import { WordFileSchema } from '../../src/model/rule.ts';
import { explainRule } from '../../src/scoring/explain.ts';
import { findRuleMistakes } from '../../src/scoring/rules/check.ts';
import { ruleFiles, shippedRubric, shippedRules, wordFile } from '../helpers/rule-packs.ts';

describe('explaining a rule', () => {
  const slow = shippedRules.rules.find((rule) => rule.id === 'slow-first-response')!;

  it('says why, from where, how much, and what passes and fails', () => {
    const text = explainRule(slow, 'en').join('\n');
    for (const part of [
      'slow-first-response',
      'Why:',
      'Source:',
      'Limit: 10 s',
      'Passes (en):',
      'Fails (en):',
      'Precision: not proven',
    ])
      expect(text).toContain(part);
  });

  it("takes a rubric's own limit and source", () => {
    expect(explainRule(slow, 'zh-CN', { rubric: shippedRubric('taobao') }).join('\n')).toContain(
      '标准: 45秒',
    );
  });
});

describe('checking rules', () => {
  it('finds nothing to say about those that ship', () => {
    expect(findRuleMistakes(ruleFiles, wordFile)).toEqual([]);
  });

  it('names a word list that is missing, a language it lacks, and an unknown detector', () => {
    const [file] = ruleFiles;
    const rule = ruleFiles.flatMap((one) => one.rules).find((one) => one.id === 'interjection-only')!;
    const broken = {
      ...file!,
      rules: [
        { ...rule, examples: {} },
        { ...rule, id: 'other', anchor: undefined, detector: 'no-such', examples: {} },
      ],
    };
    const words = WordFileSchema.parse({
      kind: 'words',
      version: 1,
      lists: { interjection: { en: { hits: ['k'] } } },
    });
    const messages = findRuleMistakes([broken], words).map(
      (one) => `${one.rule} ${one.field} ${one.message}`,
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toBe('interjection-only anchor.if needs the word list interjection in zh-CN');
    expect(messages[1]).toMatch(/^other detector must be one of .*; found no-such$/);
    expect(
      findRuleMistakes([{ ...broken, rules: [broken.rules[0]!] }], { ...words, lists: {} })[0]!.message,
    ).toContain('words.yaml does not have');
  });

  it('names the line of an example that cannot be read', () => {
    const rule = {
      ...ruleFiles[0]!.rules[0]!,
      examples: { en: { pass: 'buyer: hi', fail: 'nobody says this' } },
    };
    expect(findRuleMistakes([{ ...ruleFiles[0]!, rules: [rule] }], wordFile)[0]).toMatchObject({
      field: 'examples.en.fail',
      message: "an example's line could not be read: nobody says this",
    });
  });
});
