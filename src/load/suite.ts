import { type Suite, SuiteSchema } from '../model/suite.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Problem } from './problem.ts';
import { gather } from './references.ts';
import type { Checked, YamlSource } from './yaml.ts';

/** `scenarios/suites/<id>.yaml` */
export function loadSuite(file: TextFile): Checked<Suite> {
  return readDocument(file, { kind: 'suite', schema: SuiteSchema, checks: checkSuite });
}

function checkSuite(suite: Suite, source: YamlSource): Problem[] {
  const found = gather(source);
  const times = suite.repeat * (suite.seeds?.length ?? 1);
  found.hold(
    ['passK', 'k'],
    suite.passK === undefined || suite.passK.k <= times,
    `must be no more than the repetitions of a case (${times}: repeat × seeds)`,
  );
  return found.problems;
}
