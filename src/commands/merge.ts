import { join, resolve } from 'node:path';
import { type MergeHead, mergeOrder, mergeProblems, type RecordPlace } from '../farm/merge.ts';
import type { CaseRecord } from '../model/case-record.ts';
import type { Transcript } from '../model/event.ts';
import { forTerminal } from '../report/inert.ts';
import { findConversation } from '../store/read-run.ts';
import { hasResults, openResults, ResultsFile } from '../store/results-file.ts';
import { readRunInfo } from '../store/run-info.ts';
import { createRunStore } from '../store/run-store.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { parseReporters } from './reporters.ts';
import { createBook } from './run/book.ts';
import { finishRun } from './run/finish.ts';
import type { KeptRun } from './run/info.ts';
import { createJudge } from './run/judge.ts';
import { readKnown } from './run/known-file.ts';
import { newRunId } from './run/run-id.ts';

export interface MergeOptions {
  readonly reporter?: readonly string[];
  readonly known?: string;
  readonly out?: string;
}

/** Puts the shards of a run together: one report, and the requirements that only the whole can be held against. */
export async function merge(
  paths: readonly string[],
  options: MergeOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const reporters = parseReporters(options.reporter, io);
  const shown = [...new Set(paths)];
  const infos = shown.map((path) => readPart(path, io));
  const [first] = infos;
  for (const [index, info] of infos.entries()) checkParts(shown[0]!, first!, shown[index]!, info, io);
  const known = readKnown(options.known, false, io);

  const parts = await Promise.all(shown.map((path) => openResults(resolve(io.workingFolder, path))));
  const places = parts.flatMap((part, run) =>
    part.orders().map((order, record): RecordPlace => ({ run, record, order })),
  );
  const order = mergeOrder(places, shown);
  const id = newRunId();
  const dir = options.out === undefined ? undefined : resolve(io.workingFolder, options.out);
  const wallMs = Math.max(0, ...infos.map((info) => info.wallMs ?? 0));
  const results =
    dir === undefined ? undefined : await openMerged(dir, { ...first!, id, shard: null, wallMs });
  const merged = recordsInOrder(order, parts);
  const book = createBook({ append: (record) => results?.append(record), records: () => merged });
  const judge = createJudge(first!.expectFailures, known, io);
  const judged = (record: CaseRecord): CaseRecord =>
    known === undefined ? record : { ...record, conversation: judge(record.conversation) };
  for (const record of merged) {
    const each = judged(record);
    results?.append(each);
    book.takeUp(each);
  }
  results?.close();
  const quoted = await quotedTranscripts(
    book.overview().worst.map(({ id: of, transcript }) => [of, transcript] as const),
    io,
  );
  const missing = first!.planned - order.length;
  if (missing > 0) io.err(`${io.ui('merge.missing', { count: missing, planned: first!.planned })}\n`);
  return finishRun({
    book: {
      ...book,
      latency: book.latency,
      exchanges: book.exchanges,
      answered: book.answered,
      trouble: book.trouble,
      conversations: {
        *[Symbol.iterator]() {
          for (const record of merged) yield judged(record).conversation;
        },
      },
      transcriptOf: (of) => quoted.get(of),
    },
    info: { ...first!, id },
    limits: first!.limits,
    known,
    io,
    options: {
      rubric: first!.rubric,
      ...(first!.faults.length === 0 ? {} : { fault: first!.faults }),
      ...(first!.shop === null ? {} : { shop: first!.shop }),
    },
    reporters,
    shownDir: options.out ?? shown.join(', '),
    allowUnknown: first!.allowUnknown && missing === 0,
    isPart: false,
    wallMs,
    total: first!.planned,
    notPlayed: [],
    missing,
    interrupted: false,
    trouble: undefined,
  });
}

function readPart(path: string, io: CommandIo): KeptRun {
  const dir = resolve(io.workingFolder, path);
  const info = readRunInfo(dir) as KeptRun | null;
  if (info?.plan === undefined || !hasResults(dir))
    throw new UsageError(io.ui('merge.no-run', { path }), io.ui('merge.no-run.hint'));
  return info;
}

function checkParts(firstPath: string, first: KeptRun, path: string, info: KeptRun, io: CommandIo): void {
  const [problem] = mergeProblems(headOf(first), headOf(info));
  if (problem !== undefined)
    throw new UsageError(
      io.ui('merge.differ', { first: firstPath, other: path, field: problem.field }),
      `${firstPath}: ${problem.first} · ${path}: ${problem.other}`,
    );
}

function headOf({ seeds, bot, rubric, latency, shop, faults, plan, planned }: KeptRun): MergeHead {
  return { seeds, bot, rubric, latency, shop, faults, plan, planned };
}

/** Goes from file to file; each is read in its own order, which is the plan's too. */
function recordsInOrder(
  order: readonly RecordPlace[],
  parts: readonly { readonly records: Iterable<CaseRecord> }[],
): Iterable<CaseRecord> {
  return {
    *[Symbol.iterator]() {
      const readers = parts.map(({ records }) => ({ reader: records[Symbol.iterator](), at: -1 }));
      for (const { run, record } of order) {
        const from = readers[run]!;
        let value: CaseRecord | undefined;
        while (from.at < record) {
          const next = from.reader.next();
          if (next.done) throw new Error('a run has fewer results than it had when it was opened');
          value = next.value;
          from.at += 1;
        }
        yield value!;
      }
    },
  };
}

async function openMerged(dir: string, info: KeptRun): Promise<ResultsFile> {
  // The conversations stay with the shards; what is put together is their results.
  await createRunStore(dir, { info }).close();
  return new ResultsFile(dir);
}

async function quotedTranscripts(
  places: readonly (readonly [id: string, place: string])[],
  io: CommandIo,
): Promise<ReadonlyMap<string, Transcript>> {
  const found = new Map<string, Transcript>();
  for (const [id, place] of places) {
    const mark = place.indexOf('#');
    const file = resolve(io.workingFolder, place.slice(0, mark));
    try {
      const stored = await findConversation(
        join(file, '..'),
        `${file.split(/[\\/]/).at(-1)}${place.slice(mark)}`,
      );
      if (stored !== null) found.set(id, stored.transcript);
    } catch (error) {
      // A report without its quotations is a report still: shards may have come without their transcripts.
      io.err(`${forTerminal(error instanceof Error ? error.message : String(error))}\n`);
    }
  }
  return found;
}
