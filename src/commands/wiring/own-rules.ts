import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextFile } from '../../load/document.ts';
import { type Problem, ProblemsError } from '../../load/problem.ts';
import { loadRulesSource } from '../../load/rules.ts';
import { problemAt } from '../../load/validate.ts';
import type { RuleFile, WordFile } from '../../model/rule.ts';
import { findRuleMistakes } from '../../scoring/rules/check.ts';
import type { RulePacks } from './packs.ts';

/** Where a working folder keeps rules of its own. */
export const OWN_RULES = 'scenarios/rules';

/** The rule files of a working folder, sorted by name; none where there is no such folder. */
export function ownRuleFiles(workingFolder: string): readonly TextFile[] {
  const folder = join(workingFolder, OWN_RULES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ file: `${OWN_RULES}/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * The house's own rules, held against the shipped ones and one another: names that nothing answers to, ids that are taken,
 * examples that cannot be read. Throws `ProblemsError` with the problems of all files.
 */
export function readOwnRules(
  files: readonly TextFile[],
  shipped: Pick<RulePacks, 'files' | 'words'>,
): readonly RuleFile[] {
  const read: RuleFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const loaded = loadRulesSource(file);
    if (!loaded.ok) {
      problems.push(...loaded.problems);
      continue;
    }
    const { value, source } = loaded.value;
    const words = withWords(shipped.words, [value]);
    const own = new Set(value.rules.map(({ id }) => id));
    for (const { rule, field, message } of findRuleMistakes([...shipped.files, ...read, value], words)) {
      if (!own.has(rule)) continue;
      const index = value.rules.map(({ id }) => id).lastIndexOf(rule);
      problems.push(problemAt(source, ['rules', index, ...field.split('.')], 'contradiction', message, {}));
    }
    read.push(value);
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return read;
}

/** The shipped word lists and those that came with rule files. */
export function withWords(words: WordFile, files: readonly RuleFile[]): WordFile {
  return { ...words, lists: Object.assign({}, words.lists, ...files.map((file) => file.words ?? {})) };
}
