import { type RuleFile, RuleFileSchema, type WordFile, WordFileSchema } from '../model/rule.ts';
import { type DocumentRule, readDocument, readSourced, type TextFile } from './document.ts';
import { gather } from './references.ts';
import type { Checked, YamlSource } from './yaml.ts';

/** `src/packs/rules/<dimension>.yaml` */
export function loadRules(file: TextFile): Checked<RuleFile> {
  return readDocument(file, RULES);
}

/** The same with its source, for checks that need other files: `scenarios/rules/<name>.yaml` of a house's own. */
export function loadRulesSource(
  file: TextFile,
): Checked<{ readonly value: RuleFile; readonly source: YamlSource }> {
  return readSourced(file, RULES);
}

const RULES: DocumentRule<typeof RuleFileSchema> = {
  kind: 'rules',
  schema: RuleFileSchema,
  idIsFileName: false,
  checks(rules, source) {
    const found = gather(source);
    found.unique(['rules'], rules.rules, (rule) => rule.id, 'id');
    return found.problems;
  },
};

/** `src/packs/rules/words.yaml` */
export function loadWords(file: TextFile): Checked<WordFile> {
  return readDocument(file, { kind: 'words', schema: WordFileSchema, idIsFileName: false });
}
