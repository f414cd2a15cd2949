import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addOverride, loadOverrides } from '../../load/overrides.ts';
import { ProblemsError } from '../../load/problem.ts';
import type { Override } from '../../model/override.ts';
import { writeWhole } from '../../system/write-whole.ts';

/** The file that objections to findings are kept in, in the working folder. */
export const OVERRIDES_FILE = 'overrides.yaml';

/** Objections of this folder: those made before, and those made now. */
export interface Objections {
  all(): readonly Override[];
  /** Keeps one more at once, so that a killed practice loses none; gives back where. */
  keep(entry: Override): string;
}

/** @throws ProblemsError where the file is there and is not what it should be. */
export function openObjections(folder: string): Objections {
  const path = join(folder, OVERRIDES_FILE);
  const read = (): { readonly text: string | null; readonly overrides: readonly Override[] } => {
    if (!existsSync(path)) return { text: null, overrides: [] };
    const text = readFileSync(path, 'utf8');
    const checked = loadOverrides({ file: OVERRIDES_FILE, text });
    if (!checked.ok) throw new ProblemsError(checked.problems);
    return { text, overrides: checked.value.overrides };
  };
  let known = read().overrides;
  return {
    all: () => known,
    keep(entry) {
      // Read again: somebody may have edited it meanwhile.
      const text = addOverride(read().text, entry);
      writeWhole(path, text);
      known = read().overrides;
      return OVERRIDES_FILE;
    },
  };
}
