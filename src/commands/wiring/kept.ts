import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Transcript } from '../../model/event.ts';
import { readConversations, readRun } from '../../store/read-run.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** The conversations kept in the runs and files that `--from` names, in their order. Throws `UsageError` for a name that is not there. */
export async function* keptIn(from: readonly string[], io: CommandIo): AsyncGenerator<Transcript> {
  for (const name of from) {
    const path = resolve(io.workingFolder, name);
    if (!existsSync(path))
      throw new UsageError(io.ui('new.no-file', { file: name }), io.ui('rule.from.hint'));
    const kept = statSync(path).isDirectory() ? readRun(path) : readConversations(path);
    for await (const { transcript } of kept) yield transcript;
  }
}
