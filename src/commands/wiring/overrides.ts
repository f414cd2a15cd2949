import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadOverrides } from '../../load/overrides.ts';
import { ProblemsError } from '../../load/problem.ts';
import type { Override } from '../../model/override.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** Where practice keeps objections, and where a reviewer writes what is overruled. */
const USUAL = 'overrides.yaml';

/**
 * Overruled findings: of the file named, else of `overrides.yaml` in the working folder, else none. Throws `ProblemsError` for
 * a file that is not what it should be, `UsageError` where the file named is not there.
 */
export function openOverrides(named: string | undefined, io: CommandIo): readonly Override[] {
  const file = named ?? USUAL;
  const path = resolve(io.workingFolder, file);
  if (!existsSync(path)) {
    if (named === undefined) return [];
    throw new UsageError(io.ui('overrides.missing', { file }), io.ui('overrides.how'));
  }
  const checked = loadOverrides({ file, text: readFileSync(path, 'utf8') });
  if (!checked.ok) throw new ProblemsError(checked.problems);
  return checked.value.overrides;
}
