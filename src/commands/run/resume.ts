import { resolve } from 'node:path';
import { caseId } from '../../play/case-id.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { scoreTranscript } from '../../play/play.ts';
import { readRun } from '../../store/read-run.ts';
import { readRunInfo } from '../../store/run-info.ts';
import { type CommandIo, UsageError } from '../io.ts';
import type { RunOptions } from '../run.ts';
import { countExchanges } from '../score/exchanges.ts';
import { recordOf } from './attempts.ts';
import type { Book } from './book.ts';
import type { KeptRun } from './info.ts';
import type { PlannedCase, RunPlan } from './plan.ts';

/** A run that was begun before, and the options to go on with it. */
export interface Resumed {
  readonly dir: string;
  readonly info: KeptRun;
  readonly options: RunOptions;
}

/** Reads what a run was to be. Only how it is played and told may be said anew: bot, concurrency, reporters. */
export function readResumed(options: RunOptions, io: CommandIo): Resumed | undefined {
  if (options.resume === undefined) return undefined;
  const dir = resolve(io.workingFolder, options.resume);
  const info = readRunInfo(dir) as KeptRun | null;
  if (info?.options === undefined || !Array.isArray(info.seeds))
    throw new UsageError(io.ui('run.no-resume', { path: options.resume }), io.ui('run.no-resume.hint'));
  return {
    dir,
    info,
    options: {
      ...options,
      ...info.options,
      out: options.resume,
      // An address may have held a token, which no file keeps; one without is as good as it was.
      ...(options.bot === undefined && info.bot !== 'demo' ? { bot: info.botFile ?? info.bot } : {}),
    },
  };
}

/** The plan of today must be the one that was begun. */
export function checkSamePlan({ info }: Resumed, plan: RunPlan, io: CommandIo): void {
  if (info.plan !== plan.hash || info.planned !== plan.planned)
    throw new UsageError(
      io.ui('run.resume-changed', { before: info.planned, now: plan.planned }),
      io.ui('run.resume-changed.hint'),
    );
}

/**
 * Takes up what is done, and gives back what is left to play. A conversation whose result was not written any more, though
 * its transcript has an ending, is scored from the transcript.
 */
export async function takeUpDone(
  dir: string,
  plan: RunPlan,
  takeUpRecords: (found: (order: number) => void) => Promise<void>,
  book: Book,
  inputsOf: (planned: PlannedCase) => CaseInputs,
  scoring: ScoringInputs,
  placeOf: (ref: string) => string,
): Promise<readonly PlannedCase[]> {
  const done = new Set<number>();
  await takeUpRecords((order) => void done.add(order));
  const open = new Map(
    plan.cases.filter(({ order }) => !done.has(order)).map((each) => [caseId(each.key), each]),
  );
  for await (const { transcript, complete, ref } of readRun(dir)) {
    const planned = open.get(transcript.id);
    const ending = transcript.events.findLast(({ type }) => type === 'ending');
    if (!complete || planned === undefined || (ending?.type === 'ending' && ending.ending === 'interrupted'))
      continue;
    open.delete(transcript.id);
    const scorecard = scoreTranscript(transcript, inputsOf(planned), scoring);
    const result = {
      id: transcript.id,
      transcript,
      scorecard,
      exchanges: countExchanges(transcript),
      agentLatencyMs: [],
    };
    book.add(recordOf(result, planned.order, placeOf(ref)), transcript);
  }
  return [...open.values()];
}
