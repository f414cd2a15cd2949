import { type CompiledRules, compileRules } from '../../scoring/rules/compile.ts';
import { ownRuleFiles, readOwnRules, withWords } from './own-rules.ts';
import { rulePacks } from './packs.ts';

/**
 * Every rule that ships, and with a working folder the house's own of `scenarios/rules/`, ready for any rubric and locale.
 * Throws `ProblemsError` for a faulty file of these.
 */
export function openRules(workingFolder?: string): CompiledRules {
  const { files, words, measured, people } = rulePacks();
  const found = workingFolder === undefined ? [] : ownRuleFiles(workingFolder);
  if (found.length === 0) return compileRules(files, words, measured.rules, people);
  const own = readOwnRules(found, { files, words });
  return compileRules([...files, ...own], withWords(words, own), measured.rules, people);
}
