import { type RuleFile, RuleFileSchema, WordFileSchema } from '../../model/rule.ts';
import { DIMENSIONS } from '../../model/scorecard.ts';
import { type CompiledRules, compileRules } from '../../scoring/rules/compile.ts';
import { hasPack, readPack } from '../../system/packs.ts';

/** Every rule that ships, ready for any rubric and locale. */
export function openRules(): CompiledRules {
  const words = WordFileSchema.parse(readPack('rules/words'));
  return compileRules(ruleFiles(), words);
}

export function ruleFiles(): RuleFile[] {
  return DIMENSIONS.filter((dimension) => hasPack(`rules/${dimension}`)).map((dimension) =>
    RuleFileSchema.parse(readPack(`rules/${dimension}`)),
  );
}
