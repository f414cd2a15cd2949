import { LOCALES } from '../../model/locale.ts';
import type { Condition, Rule, RuleFile, WordFile } from '../../model/rule.ts';
import { REGISTRY } from '../registry.ts';
import { readExample } from './example.ts';

/** Something in a rule that its schema cannot see. `field` is where it stands in the rule. */
export interface RuleMistake {
  readonly rule: string;
  readonly field: string;
  readonly message: string;
}

/** Slots that every message may use; measures and detectors add their own. */
const SLOT = /\{([a-zA-Z]+)\}/g;

/** Looks at all rules together: names that nothing answers to, examples that cannot be read, languages that say different things. */
export function findRuleMistakes(files: readonly RuleFile[], words: WordFile): RuleMistake[] {
  const mistakes: RuleMistake[] = [];
  const ids = new Set<string>();
  for (const file of files) {
    for (const rule of file.rules) {
      const add = (field: string, message: string) => mistakes.push({ rule: rule.id, field, message });
      if (ids.has(rule.id)) add('id', `must be given to one rule only; ${rule.id} is taken`);
      ids.add(rule.id);
      checkNames(rule, words, add);
      checkTexts(rule, add);
      checkExamples(rule, add);
    }
  }
  return mistakes;
}

type Add = (field: string, message: string) => void;
type FileRule = Omit<Rule, 'dimension'>;

function checkNames(rule: FileRule, words: WordFile, add: Add): void {
  if (rule.measure && !REGISTRY.measures.has(rule.measure))
    add('measure', `must be one of ${[...REGISTRY.measures.keys()].join(', ')}; found ${rule.measure}`);
  if (rule.detector && !REGISTRY.detectors.has(rule.detector))
    add('detector', `must be one of ${[...REGISTRY.detectors.keys()].join(', ')}; found ${rule.detector}`);
  const conditions: [string, Condition | undefined][] = [
    ['anchor.if', rule.anchor?.if],
    ['finds', rule.finds],
  ];
  for (const [field, condition] of conditions) {
    for (const list of condition ? wordListsOf(condition) : []) {
      const known = words.lists[list];
      if (!known) add(field, `names the word list ${list}, which words.yaml does not have`);
      else
        for (const locale of rule.locales ?? LOCALES)
          if (!known[locale]) add(field, `needs the word list ${list} in ${locale}`);
    }
  }
}

function wordListsOf(condition: Condition): string[] {
  if ('words' in condition) return [condition.words];
  if ('all' in condition) return condition.all.flatMap(wordListsOf);
  if ('any' in condition) return condition.any.flatMap(wordListsOf);
  if ('none' in condition) return condition.none.flatMap(wordListsOf);
  if ('seen' in condition) return wordListsOf(condition.seen);
  return 'anywhere' in condition ? wordListsOf(condition.anywhere) : [];
}

function checkTexts(rule: FileRule, add: Add): void {
  const slots = (text: string) =>
    [...text.matchAll(SLOT)]
      .map((match) => match[1])
      .sort()
      .join(', ');
  if (slots(rule.message['zh-CN']) !== slots(rule.message.en)) {
    add(
      'message',
      `must use the same slots in both languages; zh-CN has ${slots(rule.message['zh-CN'])}, en has ${slots(rule.message.en)}`,
    );
  }
}

function checkExamples(rule: FileRule, add: Add): void {
  for (const locale of LOCALES) {
    for (const which of ['pass', 'fail'] as const) {
      const text = rule.examples[locale]?.[which];
      if (text === undefined) continue;
      try {
        readExample(text, locale);
      } catch (error) {
        add(`examples.${locale}.${which}`, error instanceof Error ? error.message : String(error));
      }
    }
  }
}
