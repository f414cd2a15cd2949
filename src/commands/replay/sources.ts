import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { forTerminal } from '../../report/inert.ts';
import { RUN_FILE } from '../../store/layout.ts';
import { readConversations, readRun, type StoredTranscript } from '../../store/read-run.ts';
import { sayTranscriptProblem } from '../../transcript/problem.ts';
import type { CommandIo } from '../io.ts';

/** A kept conversation and where it lies. */
export interface Kept {
  readonly stored: StoredTranscript;
  /** The file as the person named it, or inside the folder that was named. */
  readonly file: string;
  /** Belongs to a run, which stays as it was played. */
  readonly ofRun: boolean;
}

/** The conversations of files and folders, in their order. What cannot be read is told, and the rest goes on. */
export async function* readKept(
  paths: readonly string[],
  io: CommandIo,
  onDamaged: (file: string) => void = () => {},
): AsyncGenerator<Kept> {
  for (const path of paths) {
    const full = resolve(io.workingFolder, path);
    const isFolder = statSync(full).isDirectory();
    const ofRun = existsSync(join(isFolder ? full : resolve(full, '..'), RUN_FILE));
    const tell = (file: string, problems: readonly Parameters<typeof sayTranscriptProblem>[1][]) => {
      const shown = isFolder ? join(path, file) : path;
      onDamaged(shown);
      for (const problem of problems.slice(0, PROBLEMS_TOLD))
        io.err(`${forTerminal(`${shown}: ${sayTranscriptProblem(io.uiLocale, problem)}`)}\n`);
    };
    for await (const stored of isFolder ? readRun(full, tell) : readConversations(full, tell))
      yield { stored, file: isFolder ? join(path, stored.ref.split('#')[0]!) : path, ofRun };
  }
}

const PROBLEMS_TOLD = 3;
