import { describe, expect, test } from 'vitest';
import { openLanguages } from '../../../src/commands/wiring/languages.ts';
import { tellApart } from '../../../src/scoring/rules/tell-apart.ts';

const of = (good: string, bad: string, locale: 'zh-CN' | 'en') =>
  tellApart(good, bad, locale, openLanguages().of(locale, null).reader);

describe('what tells a good sentence from a bad one', () => {
  test('names the words that only the bad one has', () => {
    expect(of('这边已经联系快递，下午给您回电', '请耐心等待哦', 'zh-CN')).toContainEqual({
      by: 'words',
      words: '耐心等待',
    });
    expect(
      of('I will call the courier for you now', 'You need to be patient with the courier', 'en'),
    ).toContainEqual(expect.objectContaining({ by: 'words', words: expect.stringContaining('patient') }));
  });

  test('names an act that the bad one lacks', () => {
    expect(of('非常抱歉，是我们的疏忽', '查了一下', 'zh-CN').map((one) => one.by)).toContain('missing');
  });

  test('says nothing of two that are alike', () => {
    expect(of('您好', '您好', 'zh-CN')).toEqual([]);
  });
});
