import { type Suite, SuiteSchema } from '../model/suite.ts';
import { readDocument, type TextFile } from './document.ts';
import type { Checked } from './yaml.ts';

/** `scenarios/suites/<id>.yaml` */
export function loadSuite(file: TextFile): Checked<Suite> {
  return readDocument(file, { kind: 'suite', schema: SuiteSchema });
}
