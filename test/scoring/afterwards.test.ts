import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import { shippedReader } from '../helpers/shipped-reader.ts';
import { tinyScenario, twoCustomerShop } from '../helpers/tiny-scenario.ts';
import { tinyMarket } from '../helpers/tiny-shop.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

const TALK: Record<Locale, string> = {
  'zh-CN': `
    buyer [ask price product=coat]: 大衣多少钱
    agent +5s: 您好，欢迎光临，大衣现在活动价180元
    buyer [hesitate; leave]: 我再想想，再见
    end +1s closed`,
  en: `
    buyer [ask price product=coat]: How much is the coat?
    agent +5s: Hello, and welcome! The coat is £180 at the moment.
    buyer [hesitate; leave]: I'll think about it. Bye
    end +1s closed`,
};
const MISDEEDS: Record<Locale, Record<string, string>> = {
  'zh-CN': {
    'presses-to-pay': '赶紧付款吧，再不拍就没了，随时涨价的',
    abuse: '你是不是有病，滚',
    'off-platform': '加我微信直接转账给我，便宜20',
    'paid-review': '给五星好评返现5元',
    'asks-private-data': '把您的短信验证码发给我',
    'privacy-leak': '别的客户也买了，13911112222，测试市另一路22号',
  },
  en: {
    'presses-to-pay': "Hurry up and pay, it'll be gone in a minute and the price goes up any time.",
    abuse: 'Get lost, you idiot.',
    'off-platform': 'Add me on WhatsApp and pay me directly, I can make it £20 cheaper.',
    'paid-review': 'Leave us five stars and we send you £5.',
    'asks-private-data': 'Please tell me the verification code you just received.',
    'privacy-leak': 'Another customer bought it too: 07700911222, 22 Other Street, York.',
  },
};

describe.each(LOCALES)('after the end, in %s', (locale) => {
  const shop = twoCustomerShop(locale);
  const setting = {
    shop,
    market: tinyMarket(locale),
    reader: shippedReader(locale, shop),
    scenario: tinyScenario(),
  };
  const withLate = (line: string) => scoreOf(transcriptOf(`${TALK[locale]}${line}`, locale), setting);
  const ended = withLate('');

  it.each(Object.entries(MISDEEDS[locale]))('%s is a misdeed still', (rule, text) => {
    const found = withLate(`\nagent +30s: ${text}`).findings.find((one) => one.rule === rule);
    expect(ended.findings.map((one) => one.rule)).not.toContain(rule);
    expect(found?.events.at(-1)).toBe(5);
  });

  it('nothing else changes: neither times nor what was owed', () => {
    const goodbye = locale === 'en' ? 'Thank you, have a lovely day!' : '感谢您的光临，祝您生活愉快';
    expect(withLate(`\nagent +900s: ${goodbye}`)).toEqual(ended);
  });
});
