import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProblemsError } from '../../load/problem.ts';
import { loadQuickPhrases } from '../../load/quick-phrases.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** The file that is named, else `quick-phrases.yaml` here where there is one. Throws `ProblemsError` for a faulty one. */
export function ownPhrases(
  named: string | undefined,
  io: CommandIo,
): readonly { readonly key: string; readonly text: string }[] {
  const path = resolve(io.workingFolder, named ?? 'quick-phrases.yaml');
  if (named === undefined && !existsSync(path)) return [];
  const checked = loadQuickPhrases({ file: named ?? 'quick-phrases.yaml', text: readFileSync(path, 'utf8') });
  if (!checked.ok) throw new ProblemsError(checked.problems);
  return checked.value.phrases;
}

/** Desk milliseconds in a real one, for tests and demonstrations: PEILIAN_DESK_SPEED, 0.1 to 1000. */
export function speedOf(io: CommandIo): number {
  const text = io.env.PEILIAN_DESK_SPEED;
  if (text === undefined || text === '') return 1;
  const speed = Number(text);
  if (!(speed >= 0.1 && speed <= 1000)) throw new UsageError(io.ui('practice.bad-speed', { found: text }));
  return speed;
}
