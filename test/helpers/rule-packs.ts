import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Rubric, RubricSchema } from '../../src/model/rubric.ts';
import { type RuleFile, RuleFileSchema, type WordFile, WordFileSchema } from '../../src/model/rule.ts';
import { type CompiledRules, compileRules } from '../../src/scoring/rules/compile.ts';

const ROOT = join(import.meta.dirname, '../..');
const RULES = join(ROOT, 'src/packs/rules');

const readYaml = (path: string): unknown => parse(readFileSync(path, 'utf8'));

/** The rule files that ship, by name. */
export const ruleFiles: readonly RuleFile[] = readdirSync(RULES)
  .filter((name) => name.endsWith('.yaml') && name !== 'words.yaml')
  .sort()
  .map((name) => RuleFileSchema.parse(readYaml(join(RULES, name))));

export const wordFile: WordFile = WordFileSchema.parse(readYaml(join(RULES, 'words.yaml')));

export const shippedRules: CompiledRules = compileRules(ruleFiles, wordFile);

export function shippedRubric(id = 'house'): Rubric {
  return RubricSchema.parse(readYaml(join(ROOT, 'scenarios/rubrics', `${id}.yaml`)));
}
