import { type Rubric, RubricSchema } from '../model/rubric.ts';
import { DIMENSIONS } from '../model/scorecard.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Problem } from './problem.ts';
import { gather } from './references.ts';
import type { Checked, YamlSource } from './yaml.ts';

/** `scenarios/rubrics/<id>.yaml`. With `rules`, the ids of the rules there are, the rubric's own are held against them. */
export function loadRubric(file: TextFile, rules?: readonly string[]): Checked<Rubric> {
  return readDocument(file, {
    kind: 'rubric',
    schema: RubricSchema,
    checks: (rubric, source) => checkRubric(rubric, source, rules),
  });
}

function checkRubric(rubric: Rubric, source: YamlSource, rules: readonly string[] | undefined): Problem[] {
  const found = gather(source);
  found.hold(
    ['weights'],
    DIMENSIONS.some((dimension) => rubric.weights[dimension] > 0),
    'must give weight to at least one dimension',
  );
  for (const id of rules === undefined ? [] : Object.keys(rubric.rules))
    found.known(['rules', id], id, 'a known rule', rules ?? []);
  for (const [index, target] of rubric.targets.entries()) {
    found.hold(
      ['targets', index],
      (target.atLeast === undefined) !== (target.atMost === undefined),
      'must have either atLeast or atMost',
    );
  }
  return found.problems;
}
