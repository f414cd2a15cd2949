import { resolve } from 'node:path';
import { DRIFT_LEVELS, type DriftLevel } from '../model/drift.ts';
import { FAILING_ENDINGS } from '../model/ending.ts';
import type { LatencyMode, Transcript } from '../model/event.ts';
import { buildReport, type KeptCase, keepCase } from '../report/build.ts';
import { driftReasons } from '../report/drift-words.ts';
import { forTerminal } from '../report/inert.ts';
import { createVirtualClock } from '../session/clock.ts';
import { listenForInterrupt } from '../system/interrupt.ts';
import { packageVersion } from '../system/package-root.ts';
import { realTime } from '../system/real-time.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { type Again, playKept } from './replay/again.ts';
import { writeBaseline } from './replay/approve.ts';
import { openPlayedFolder, type PlayedFolder, playedPlace } from './replay/played-folder.ts';
import { type Kept, readKept } from './replay/sources.ts';
import { parseReporters, writeReports } from './reporters.ts';
import { type BotTarget, openBot } from './run/bot-target.ts';
import { runPool } from './run/pool.ts';
import { showProgress } from './run/progress.ts';
import { newRunId } from './run/run-id.ts';
import { endingOf, firstTrouble, gotAnAnswer } from './run/silence.ts';
import { openLanguages } from './wiring/languages.ts';
import { openRules } from './wiring/rules.ts';

export interface ReplayOptions {
  readonly bot?: string;
  readonly fault?: readonly string[];
  readonly mode: 'replay' | 'rerun';
  readonly update?: true;
  readonly failOn: DriftLevel;
  readonly concurrency?: number;
  readonly latency?: LatencyMode;
  readonly rubric: string;
  readonly shop?: 'none';
  readonly reporter?: readonly string[];
  readonly out?: string;
  /** Keeps the raw traffic beside today's conversations. */
  readonly trace?: boolean;
  readonly allowExec?: boolean;
}

const CONCURRENCY = 8;

/** Plays kept conversations again against today's bot, shows what changed, and approves it where that is asked for. */
export async function replay(
  paths: readonly string[],
  options: ReplayOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (paths.length === 0)
    throw new UsageError(
      io.ui('usage.needs-argument', { name: 'transcripts' }),
      io.ui('usage.see-help', { command: 'peilian replay' }),
    );
  const reporters = parseReporters(options.reporter, io);
  const data = openData(io.workingFolder);
  const languages = openLanguages();
  const scoring = { rubric: data.rubric(options.rubric), rules: openRules(io.workingFolder) };
  const kept: Kept[] = [];
  const damaged = new Set<string>();
  for await (const one of readKept(paths, io, (file) => void damaged.add(file))) kept.push(one);
  if (kept.length === 0) throw new UsageError(io.ui('score.none', { paths: paths.join(', ') }));
  if (options.update && kept.some(({ ofRun }) => ofRun))
    throw new UsageError(io.ui('replay.update-run'), io.ui('replay.update-run.hint'));
  const told = new Set<string>();
  const tell = (text: string) => {
    if (!told.has(text)) io.err(`${forTerminal(text)}\n`);
    told.add(text);
  };
  for (const { stored, file } of kept)
    if (!stored.intact) tell(io.ui('score.tampered', { place: `${file}#${stored.transcript.id}` }));

  const concurrency = options.concurrency ?? CONCURRENCY;
  const nonce = newRunId();
  const place = playedPlace(options, nonce);
  const dir = place === undefined ? {} : { dir: resolve(io.workingFolder, place) };
  const target = await openBot({ ...options, concurrency, ...dir }, data, languages, io);
  const folder = place === undefined ? null : await openFolder(place, nonce, target, io);
  const latency = options.latency ?? target.latency;
  io.err(
    `${forTerminal(io.ui('replay.start', { count: kept.length, bot: target.name, mode: options.mode }))}\n`,
  );
  const interrupt = listenForInterrupt();
  interrupt.onStop(() => io.err(`\n${io.ui('run.interrupting')}\n`));
  const progress = showProgress(kept.length, io, realTime.now);
  const startedMs = realTime.now();
  const played = new Map<Kept, Again>();
  try {
    await runPool({
      items: kept,
      concurrency,
      stopped: () => interrupt.stopped,
      work: (one) =>
        playKept(
          one.stored.transcript,
          {
            mode: options.mode,
            agent: target.port,
            clock: createVirtualClock(realTime),
            latency,
            // Two kept conversations of one case are two sessions.
            nonce: `${nonce}.${kept.indexOf(one)}`,
            tool: `peilian ${packageVersion()}`,
            stop: interrupt,
          },
          {
            data,
            languages,
            scoring,
            shopUnknown: options.shop === 'none',
            tell: (key, id) =>
              tell(
                key === 'score.changed' ? io.ui('score.changed', { id }) : io.ui('replay.no-case', { id }),
              ),
          },
        ),
      done: (one, again) => {
        if (endingOf(again.transcript) === 'interrupted') return;
        played.set(one, again);
        folder?.keep(again.transcript);
        progress.step(again.drift.level === 'severe' ? `${one.file}` : null);
      },
    });
  } finally {
    progress.end();
    interrupt.release();
    await target.close();
  }
  const wallMs = realTime.now() - startedMs;
  const notKept = await folder?.close().then(
    () => undefined,
    (error: unknown) => ({ error }),
  );

  const results = kept.flatMap((one) => {
    const again = played.get(one);
    return again === undefined ? [] : [{ one, again }];
  });
  const report = buildReport({
    version: packageVersion(),
    run: {
      id: nonce,
      seed: kept[0]!.stored.transcript.header.seed,
      bot: target.name,
      rubric: scoring.rubric.id,
      latency,
      replay: options.mode,
      ...(options.fault === undefined ? {} : { faults: [...options.fault] }),
      ...(options.shop === undefined ? {} : { shop: options.shop }),
      ...(interrupt.stopped ? { interrupted: true } : {}),
    },
    wallMs,
    cases: results.map(({ one, again }) => reported(one, again, options.failOn, io)),
  });
  const today = new Map(
    report.conversations.map((conversation, index) => [conversation, results[index]!.again.transcript]),
  );
  const good = await writeReports(
    reporters,
    {
      report,
      transcriptOf: () => undefined,
      readTranscript: async (conversation) => today.get(conversation) ?? null,
      nextSteps: false,
    },
    io,
  );
  // The report came first: what was played is not lost with the place for it.
  if (notKept !== undefined) throw notKept.error;
  if (interrupt.stopped) {
    io.err(`${io.ui('run.interrupted', { done: results.length, total: kept.length })}\n`);
    return 130;
  }
  if (!results.some(({ again }) => gotAnAnswer(again.transcript))) {
    const reason = results.map(({ again }) => firstTrouble(again.transcript)).find(Boolean) ?? 'silence';
    io.err(
      `peilian: ${forTerminal(io.ui('run.no-answer', { bot: target.name, reason }))}\n  ${io.ui('run.no-answer.hint')}\n`,
    );
    return 3;
  }
  if (!good) return 2;
  const refused = options.update ? approve(results, damaged, io) : null;
  if (refused !== null) return refused === 0 ? 0 : 1;
  return report.summary.failed + report.summary.unknown > 0 ? 1 : 0;
}

/** A conversation of today with its verdict about drift, not about its score. */
function reported(one: Kept, again: Again, failOn: DriftLevel, io: CommandIo): KeptCase {
  const { transcript, scorecard, drift, exchanges, agentLatencyMs } = again;
  const kept = keepCase({
    id: one.stored.transcript.id,
    transcript,
    scorecard,
    exchanges,
    agentLatencyMs,
    place: `${one.file}#${one.stored.transcript.id}`,
  });
  const red = drift.level !== null && DRIFT_LEVELS.indexOf(drift.level) >= DRIFT_LEVELS.indexOf(failOn);
  return {
    ...kept,
    conversation: {
      ...kept.conversation,
      verdict: red ? 'fail' : 'pass',
      reasons: driftReasons(drift, io.ui),
      drift,
    },
  };
}

/** Takes today's conversations as the new baselines. Gives back how many were not taken. */
function approve(
  results: readonly { readonly one: Kept; readonly again: Again }[],
  damaged: ReadonlySet<string>,
  io: CommandIo,
): number {
  const byFile = new Map<string, { readonly one: Kept; readonly again: Again }[]>();
  for (const result of results) byFile.set(result.one.file, [...(byFile.get(result.one.file) ?? []), result]);
  let refused = 0;
  for (const [file, inFile] of byFile) {
    // What could not be read would be lost when the file is written anew.
    if (damaged.has(file)) {
      refused += inFile.length;
      io.err(`${forTerminal(io.ui('replay.damaged', { file }))}\n`);
      continue;
    }
    const conversations = inFile.map(({ one, again }): Transcript => {
      const ending = endingOf(again.transcript);
      const broke =
        FAILING_ENDINGS.some((each) => each === ending) && endingOf(one.stored.transcript) !== ending;
      // A bot that is down is no new baseline.
      if (broke) {
        refused += 1;
        io.err(`${forTerminal(io.ui('replay.not-approved', { file, ending: io.ui(`ending.${ending}`) }))}\n`);
      }
      return broke || again.drift.level === null ? one.stored.transcript : again.transcript;
    });
    if (writeBaseline(resolve(io.workingFolder, file), conversations))
      io.err(`${forTerminal(io.ui('replay.approved', { file }))}\n`);
  }
  return refused;
}

/** The bot goes away again where the folder cannot be used. */
async function openFolder(
  place: string,
  id: string,
  target: BotTarget,
  io: CommandIo,
): Promise<PlayedFolder> {
  try {
    return openPlayedFolder(place, id, io);
  } catch (error) {
    await target.close();
    throw error;
  }
}
