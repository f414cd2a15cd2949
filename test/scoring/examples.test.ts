import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import type { Rule } from '../../src/model/rule.ts';
import { shippedRules } from '../helpers/rule-packs.ts';
import { shippedReader } from '../helpers/shipped-reader.ts';
import { tinyScenario, twoCustomerShop } from '../helpers/tiny-scenario.ts';
import { tinyMarket } from '../helpers/tiny-shop.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

/** What a case asks for in the examples of the two rules that read it. */
const OUTCOMES: Record<string, object> = {
  'missed-goal': { good: [{ answered: 'price' }] },
  'spoilt-outcome': { good: [{ refused: 'off-platform' }], bad: [{ action: 'refund' }] },
};

/** Every rule's own examples: silent on the passing one, and speaking on the failing one. Shops and cases are the tiny ones. */
describe.each(LOCALES)('examples in %s', (locale) => {
  const shop = twoCustomerShop(locale);
  const inShop = { shop, market: tinyMarket(locale), reader: shippedReader(locale, shop) };
  const alone = { reader: shippedReader(locale) };
  const rulesOn = (rule: Rule, text: string) => {
    const needsScenario = rule.needs.includes('scenario') || OUTCOMES[rule.id];
    const scenario = needsScenario
      ? tinyScenario(OUTCOMES[rule.id] ? { outcome: OUTCOMES[rule.id] } : {})
      : null;
    const setting =
      rule.needs.includes('shop') || needsScenario || rule.id === 'broken-promise'
        ? { ...inShop, scenario: scenario ?? tinyScenario() }
        : alone;
    const card = scoreOf(transcriptOf(text, locale), setting);
    expect(card.notScored).toEqual([]);
    return card.findings.map((one) => one.rule);
  };

  for (const rule of shippedRules.rules) {
    const example = rule.examples[locale];
    if (!example || !rule.on) continue;
    it(`${rule.id} is silent on its good example`, () => {
      expect(rulesOn(rule, example.pass)).not.toContain(rule.id);
    });
    it(`${rule.id} speaks on its bad example`, () => {
      expect(rulesOn(rule, example.fail)).toContain(rule.id);
    });
  }

  it('are there for every rule that is on', () => {
    const without = shippedRules.rules.filter(
      (rule) => rule.on && (rule.locales ?? LOCALES).includes(locale) && !rule.examples[locale],
    );
    expect(without.map((rule) => rule.id).sort()).toEqual([
      'asks-what-the-log-says',
      'away-without-apology',
      'slow-typing',
    ]);
  });
});
