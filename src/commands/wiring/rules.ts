import { type CompiledRules, compileRules } from '../../scoring/rules/compile.ts';
import { rulePacks } from './packs.ts';

/** Every rule that ships, ready for any rubric and locale. */
export function openRules(): CompiledRules {
  const { files, words, measured, people } = rulePacks();
  return compileRules(files, words, measured.rules, people);
}
