import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../src/model/locale.ts';
import { compileRules } from '../../src/scoring/rules/compile.ts';
import { ruleFiles, shippedRules, wordFile } from '../helpers/rule-packs.ts';
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
/** Rules that need what an example cannot hold. */
const WITHOUT_EXAMPLE = ['asks-what-the-log-says', 'away-without-apology', 'slow-typing'];

/** By name, so that a rule that is taken out leaves a test that fails. */
const RULES = `
wrong-price wrong-promotion wrong-stock wrong-size-advice wrong-product-fact wrong-delivery
wrong-return-period wrong-freight-side wrong-after-sale wrong-order-state contradiction unanswered-question
sidestepped-question partly-answered over-promise absolute-term denies-drawbacks privacy-leak
asks-private-data knowing-falsehood held-and-answered missed-goal spoilt-outcome below-floor
beyond-authority return-freight-booked-wrong off-platform paid-review missed-follow-up broken-promise
abandoned buyer-walked-out nothing-was-solved repeated-review-requests mood-lifted no-greeting
refusal-without-apology blunt-no flat-no bare-refusal abuse retort accusing passing-the-buck ignorance
commanding telling-to-calm-down interjection-only repeated-script long-wait-without-apology no-comfort
no-apology-for-a-fault made-buyer-repeat asks-known-detail asks-what-the-log-says menu-for-an-answer
too-intimate address-overused bare-you cheerful-at-anger slang-or-jargon misspelt pushes-after-no
presses-to-pay disparages-rival no-farewell hold-without-thanks away-without-apology comforted-upset-buyer
offered-options unasked-facts praised-buyer slow-first-response long-silence slow-average-response
failed-answer unanswered-at-close slow-typing reply-rate-30s three-minute-miss
`
  .split(/\s+/)
  .filter(Boolean);

describe('removing a rule', () => {
  it('is noticed: these are the rules', () => {
    expect(shippedRules.rules.map(({ id }) => id).sort()).toEqual([...RULES].sort());
  });

  const checked = shippedRules.rules.filter(({ id, on }) => on && !WITHOUT_EXAMPLE.includes(id));
  it.each(checked)('$id: what is wrong in its bad example is then seen by less, and costs less', (rule) => {
    const locale: Locale = LOCALES.find((one) => rule.examples[one] !== undefined)!;
    const without = compileRules(
      ruleFiles.map((file) => ({ ...file, rules: file.rules.filter(({ id }) => id !== rule.id) })),
      wordFile,
    );
    const transcript = transcriptOf(rule.examples[locale]!.fail, locale);
    const [whole, rest] = [shippedRules, without].map((rules) =>
      scoreOf(transcript, { ...settingOf(rule.id, rule.needs, locale), rules }),
    );
    const named = (card: typeof whole) => card!.findings.filter((one) => one.rule !== rule.id);
    expect(whole!.findings.map((one) => one.rule)).toContain(rule.id);
    expect(rest!.findings).toEqual(named(whole));
    const points = rule.points === 0 ? 0 : whole!.score[rule.dimension]! - rest!.score[rule.dimension]!;
    expect(Math.sign(points) * Math.sign(rule.points)).toBeGreaterThanOrEqual(0);
  });
});

function settingOf(rule: string, needs: readonly string[], locale: Locale): object {
  if (!needs.includes('shop') && !needs.includes('scenario') && !OUTCOMES[rule] && rule !== 'broken-promise')
    return { reader: shippedReader(locale) };
  const shop = twoCustomerShop(locale);
  const scenario = tinyScenario(OUTCOMES[rule] ? { outcome: OUTCOMES[rule] } : {});
  return { shop, market: tinyMarket(locale), reader: shippedReader(locale, shop), scenario };
}
