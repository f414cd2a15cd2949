import { expect, test } from 'vitest';
import { openLanguages } from '../../../src/commands/wiring/languages.ts';
import { dimensionOf } from '../../../src/scoring/rules/dimension-of.ts';
import { tellApart } from '../../../src/scoring/rules/tell-apart.ts';

const languages = openLanguages();
const of = (locale: 'zh-CN' | 'en', bad: string, good: string) => {
  const { reader } = languages.of(locale, null);
  return dimensionOf(good, bad, tellApart(good, bad, locale, reader)[0]!, reader);
};

test.each([
  ['zh-CN', '请耐心等待哦', '我两分钟内查好回复您', 'timing'],
  ['en', 'One moment please', 'I will be back within two minutes', 'timing'],
  ['zh-CN', '你必须提供照片', '麻烦您拍张照片给我看看', 'politeness'],
  ['en', 'Calm down', 'I understand how annoying that is', 'politeness'],
  ['zh-CN', '肯定明天到', '正常三天左右到，具体以物流为准', 'accuracy'],
  ['en', 'It is pure silk', 'It is silk and cotton', 'accuracy'],
  ['zh-CN', '加我微信聊', '咱们就在这里说', 'outcome'],
  ['en', 'Add me on WhatsApp and pay me there', 'Please pay through the order page', 'outcome'],
] as const)('%s: “%s” is filed under what it is about', (locale, bad, good, dimension) => {
  expect(of(locale, bad, good)).toEqual({ dimension, sure: true });
});

test('says where the sentences leave it open', () => {
  expect(of('en', 'As per usual', 'Likewise').sure).toBe(false);
  expect(of('zh-CN', '看下图', '见附件').sure).toBe(false);
});
