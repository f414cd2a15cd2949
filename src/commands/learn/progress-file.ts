import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Progress, ProgressSchema } from '../../learn/progress.ts';
import { ProblemsError } from '../../load/problem.ts';
import { writeWhole } from '../../system/write-whole.ts';
import type { CommandIo } from '../io.ts';

const STATE = '.peilian/learn.json';

/** What everybody in this folder remembers. Throws `ProblemsError` for a file that is none. */
export function readProgress(io: CommandIo): Progress {
  const path = join(io.workingFolder, STATE);
  if (!existsSync(path)) return { format: 'peilian-learn/1', people: {} };
  try {
    return ProgressSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new ProblemsError([
      {
        code: 'unreadable',
        file: STATE,
        path: '',
        message: io.ui('learn.bad-state'),
        hint: io.ui('learn.bad-state.hint'),
      },
    ]);
  }
}

/** Whole or not at all: a crash in the middle loses nothing that was learnt before. */
export function saveProgress(progress: Progress, io: CommandIo): void {
  const path = join(io.workingFolder, STATE);
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, `${JSON.stringify(progress, null, 2)}\n`);
}
