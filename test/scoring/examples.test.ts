import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/model/locale.ts';
import { shippedRules } from '../helpers/rule-packs.ts';
import { shippedReader } from '../helpers/shipped-reader.ts';
import { transcriptOf } from '../helpers/transcript.ts';
import { scoreOf } from './score-of.ts';

/** Every rule's own examples: silent on the passing one, and speaking on the failing one. */
describe.each((process.env.ONLY ? [process.env.ONLY as 'en'] : LOCALES))('examples in %s', (locale) => {
  const reader = shippedReader(locale);
  const rulesOn = (text: string) => scoreOf(transcriptOf(text, locale), { reader }).findings.map((one) => one.rule);

  for (const rule of shippedRules.rules) {
    const example = rule.examples[locale];
    if (!example || !rule.on) continue;
    it(`${rule.id} passes its good example`, () => {
      expect(rulesOn(example.pass)).not.toContain(rule.id);
    });
    it(`${rule.id} finds its bad example`, () => {
      expect(rulesOn(example.fail)).toContain(rule.id);
    });
  }
});
