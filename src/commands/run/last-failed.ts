import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRed } from '../../model/report.ts';
import { hasResults, openResults } from '../../store/results-file.ts';
import { readRunInfo } from '../../store/run-info.ts';
import { type CommandIo, UsageError } from '../io.ts';

export interface FailedBefore {
  /** Of cases that failed or were unknown, in the order of that plan. */
  readonly ids: readonly string[];
  readonly seeds: readonly number[];
}

/** What did not pass in a run: the newest under `transcripts/runs`, or the folder that is named. */
export async function failedBefore(which: string | true, io: CommandIo): Promise<FailedBefore> {
  const dir = which === true ? newestRun(io) : resolve(io.workingFolder, which);
  if (dir === undefined || !hasResults(dir))
    throw new UsageError(
      io.ui('run.no-last', { path: which === true ? RUNS : which }),
      io.ui('run.no-last.hint'),
    );
  const { records } = await openResults(dir);
  const ids: string[] = [];
  for (const { conversation } of records)
    if (isRed(conversation) || conversation.verdict === 'unknown') ids.push(conversation.id);
  if (ids.length === 0) throw new NothingFailed(io.ui('run.nothing-failed'));
  const info = readRunInfo(dir);
  const seeds = Array.isArray(info?.seeds) ? (info.seeds as number[]) : [Number(info?.seed ?? 0)];
  return { ids, seeds };
}

/** Nothing to do, and nothing wrong with that. */
export class NothingFailed extends Error {}

const RUNS = join('transcripts', 'runs');

/** Run ids begin with their time. */
function newestRun(io: CommandIo): string | undefined {
  const folder = resolve(io.workingFolder, RUNS);
  try {
    const name = readdirSync(folder)
      .sort()
      .findLast((each) => hasResults(join(folder, each)));
    return name === undefined ? undefined : join(folder, name);
  } catch {
    return undefined;
  }
}
