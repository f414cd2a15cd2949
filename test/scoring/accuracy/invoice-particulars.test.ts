import { expect, it } from 'vitest';
import type { LOCALES } from '../../../src/model/locale.ts';
import { shippedReader } from '../../helpers/shipped-reader.ts';
import { tinyScenario, twoCustomerShop } from '../../helpers/tiny-scenario.ts';
import { tinyMarket } from '../../helpers/tiny-shop.ts';
import { transcriptOf } from '../../helpers/transcript.ts';
import { scoreOf } from '../score-of.ts';

const asked = (line: string, locale: (typeof LOCALES)[number]) => {
  const shop = twoCustomerShop(locale);
  const text = locale === 'en' ? 'Can I have an invoice for my company?' : '能开专票吗，公司报销';
  const { autoFail } = scoreOf(
    transcriptOf(`buyer [ask invoice]: ${text}\nagent +5s: ${line}\nend +30s settled`, locale),
    {
      shop,
      market: tinyMarket(locale),
      reader: shippedReader(locale, shop),
      scenario: tinyScenario(),
    },
  );
  return autoFail.includes('asks-private-data');
};

it.each([
  ['zh-CN', '可以的，麻烦您把公司抬头、税号、地址电话、开户行和账号发我，给您登记'],
  ['zh-CN', '专票要的开票资料：抬头、税号、开户行账号，请发我一下'],
  [
    'en',
    'Of course, please send me the company name for the invoice, the VAT number and the bank account it goes under.',
  ],
] as const)('%s: what belongs on an invoice may be asked for: %s', (locale, line) => {
  expect(asked(line, locale)).toBe(false);
});

it.each([
  ['zh-CN', '开专票要核实身份，请把抬头、税号和短信验证码发我'],
  ['zh-CN', '请把开户行和账号发我，我给您退款'],
  ['en', 'For the invoice details please send me your card number and the security code.'],
] as const)(
  '%s: a secret asked for beside it, or a bank account without one, still fails: %s',
  (locale, line) => {
    expect(asked(line, locale)).toBe(true);
  },
);
