import { hasLimits } from '../../farm/gates.ts';
import type { Known } from '../../model/known.ts';
import { reportHead } from '../../report/build.ts';
import { forTerminal } from '../../report/inert.ts';
import { percentilesOf } from '../../report/latency.ts';
import { packageVersion } from '../../system/package-root.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { type Reporter, writeReports } from '../reporters.ts';
import type { RunOptions } from '../run.ts';
import type { Book } from './book.ts';
import { exitCodeOf, gatesOf } from './gates.ts';
import type { KeptRun } from './info.ts';
import { writeKnown } from './known-file.ts';

const NOT_PLAYED_NAMED = 1_000;

export interface Finished {
  readonly book: Book;
  readonly info: KeptRun;
  readonly limits: KeptRun['limits'];
  readonly known: Known | undefined;
  readonly io: CommandIo;
  readonly options: RunOptions;
  readonly reporters: readonly Reporter[];
  readonly shownDir: string;
  readonly allowUnknown: boolean;
  readonly isPart: boolean;
  readonly wallMs: number;
  readonly total: number;
  readonly notPlayed: readonly string[];
  /** Cases of the plan that are in none of the shards. */
  readonly missing?: number;
  readonly interrupted: boolean;
  readonly trouble: { readonly error: unknown } | undefined;
}

/** Writes the reports of a run that is over, and says how it went. Throws what went wrong with the files. */
export async function finishRun(whole: Finished): Promise<ExitCode> {
  const { book, info, limits, known, io, options, isPart, interrupted, trouble, notPlayed } = whole;
  const overview = book.overview();
  const gates = gatesOf(book, overview, {
    limits,
    known,
    notPlayed: notPlayed.length + (whole.missing ?? 0),
    isPart,
  });
  const head = reportHead({
    version: packageVersion(),
    run: {
      id: info.id,
      seed: info.seed,
      bot: info.bot,
      rubric: info.rubric,
      latency: info.latency,
      ...(options.fault === undefined ? {} : { faults: [...options.fault] }),
      ...(options.shop === undefined ? {} : { shop: options.shop }),
      ...(interrupted ? { interrupted: true } : {}),
    },
    wallMs: whole.wallMs,
    overview,
    exchanges: book.exchanges,
    latency: percentilesOf(book.latency),
    gates,
    notPlayed: notPlayed.slice(0, NOT_PLAYED_NAMED),
    notPlayedCount: notPlayed.length + (whole.missing ?? 0),
  });
  const good = await writeReports(
    whole.reporters,
    {
      report: { ...head, conversations: book.conversations, overview },
      transcriptOf: book.transcriptOf,
      transcripts: whole.shownDir,
      nextSteps: !interrupted,
    },
    io,
  );
  if (trouble !== undefined) throw trouble.error;
  if (interrupted) {
    io.err(`${io.ui('run.interrupted', { done: overview.all.count, total: whole.total })}\n`);
    io.err(`${forTerminal(io.ui('run.interrupted.resume', { path: whole.shownDir }))}\n`);
    return 130;
  }
  if (overview.all.count > 0 && !book.answered) {
    io.err(
      `peilian: ${forTerminal(io.ui('run.no-answer', { bot: info.bot, reason: book.trouble ?? 'silence' }))}\n  ${io.ui('run.no-answer.hint')}\n`,
    );
    return 3;
  }
  if (!good) return 2;
  if (options.update) {
    writeKnown(options.known!, book.known(), io);
    io.err(`${forTerminal(io.ui('run.known.wrote', { file: options.known! }))}\n`);
    return 0;
  }
  if (isPart && hasLimits(limits)) io.err(`${io.ui('run.part')}\n`);
  return exitCodeOf(overview, gates, { limits, isPart }, whole.allowUnknown);
}
