import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { LatencyMode, Transcript } from '../model/event.ts';
import { type CaseKey, caseId } from '../play/case-id.ts';
import { type CaseResult, playCase } from '../play/play.ts';
import { buildReport } from '../report/build.ts';
import { forTerminal } from '../report/inert.ts';
import { createVirtualClock } from '../session/clock.ts';
import type { RunInfo } from '../store/run-info.ts';
import { createRunStore, type RunStore } from '../store/run-store.ts';
import { createInterrupt, listenForInterrupt } from '../system/interrupt.ts';
import { packageVersion } from '../system/package-root.ts';
import { realTime } from '../system/real-time.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { parseReporters, writeReports } from './reporters.ts';
import { type BotTarget, openBot } from './run/bot-target.ts';
import { createKeeper, keepRubric } from './run/keep.ts';
import { runPool } from './run/pool.ts';
import { showProgress } from './run/progress.ts';
import { createResults } from './run/results.ts';
import { newRunId } from './run/run-id.ts';
import { type SelectOptions, selectCases } from './run/select.ts';
import { parseShard, type Shard, takeShard } from './run/shard.ts';
import { caseInputs } from './wiring/case-inputs.ts';
import { openLanguages } from './wiring/languages.ts';
import { openRules } from './wiring/rules.ts';

export interface RunOptions extends SelectOptions {
  readonly bot?: string;
  readonly fault?: readonly string[];
  readonly seed?: number;
  readonly concurrency?: number;
  readonly shard?: string;
  readonly latency?: LatencyMode;
  readonly rubric: string;
  readonly shop?: 'none';
  readonly reporter?: readonly string[];
  readonly out?: string;
  /** Keeps the raw traffic in the run's folder. */
  readonly trace?: boolean;
  readonly allowExec?: boolean;
  /** Failures to stop at; `true` is one. */
  readonly bail?: number | true;
}

const CONCURRENCY = 8;

/** Plays the selected cases against a bot, scores them, keeps the transcripts and writes the reports. */
export async function run(options: RunOptions, io: CommandIo): Promise<ExitCode> {
  const reporters = parseReporters(options.reporter, io);
  const shard = readShard(options.shard, io);
  const data = openData(io.workingFolder);
  const selected = selectCases(options, data, io);
  const cases = shard === undefined ? selected.cases : takeShard(selected.cases, shard);
  const rubric = data.rubric(options.rubric);
  const languages = openLanguages();
  // Everything is looked up before the first message goes out: bad data ends here, with all its problems.
  const inputsOf = (key: CaseKey) => caseInputs(key, data, languages, options.shop === 'none');
  for (const key of cases) inputsOf(key);
  const scoring = { rubric, rules: openRules() };

  const seed = options.seed ?? randomInt(0, 4_294_967_296);
  const concurrency = options.concurrency ?? CONCURRENCY;
  const id = newRunId();
  const dir = resolve(io.workingFolder, options.out ?? join('transcripts', 'runs', id));
  const shownDir = options.out ?? join('transcripts', 'runs', id);
  const target = await openBot({ ...options, concurrency, dir }, data, languages, io);
  const store = await openStore(dir, runInfo(id, seed, target.name, options), target);
  const latency = options.latency ?? target.latency;
  io.err(
    `${forTerminal(io.ui('run.seed', { seed, cases: cases.length, bot: target.name, rubric: rubric.id }))}\n`,
  );

  const interrupt = listenForInterrupt();
  interrupt.onStop(() => io.err(`\n${io.ui('run.interrupting')}\n`));
  const bail = createInterrupt();
  const bailAt = options.bail === true ? 1 : (options.bail ?? Number.POSITIVE_INFINITY);
  const stopped = () => interrupt.stopped || bail.stopped;
  const results = createResults();
  const progress = showProgress(cases.length, io, realTime.now);
  const keep = createKeeper(store);
  const startedMs = realTime.now();
  let failures = 0;
  let trouble: { readonly error: unknown } | undefined;
  try {
    keepRubric(store, rubric);
    await runPool({
      items: cases,
      concurrency,
      stopped,
      work: (key) =>
        playStored(key, store, (record, tool) => {
          const inputs = inputsOf(key);
          keep(inputs);
          return {
            inputs,
            scoring,
            agent: target.port,
            clock: createVirtualClock(realTime),
            latency,
            runSeed: seed,
            nonce: id,
            tool,
            record,
            stop: interrupt,
          };
        }),
      done: (_key, { result, place }) => {
        if (interrupt.stopped && endingOf(result.transcript) === 'interrupted') return;
        const scorecard = result.scorecard!;
        results.add({ ...result, scorecard, place: join(shownDir, place) });
        if (scorecard.verdict === 'fail') failures += 1;
        if (failures >= bailAt) bail.stop();
        progress.step(scorecard.verdict === 'fail' ? `${result.id}  ${scorecard.reasons[0] ?? ''}` : null);
      },
    });
  } catch (error) {
    trouble = { error };
  }
  const wallMs = realTime.now() - startedMs;
  progress.end();
  interrupt.release();
  await target.close();
  await store.close().catch((error: unknown) => {
    trouble ??= { error };
  });

  const played = results.inOrder(cases.map(caseId));
  const report = buildReport({
    version: packageVersion(),
    run: {
      id,
      seed,
      bot: target.name,
      rubric: rubric.id,
      latency,
      ...(options.fault === undefined ? {} : { faults: [...options.fault] }),
      ...(options.shop === undefined ? {} : { shop: options.shop }),
      ...(interrupt.stopped ? { interrupted: true } : {}),
    },
    wallMs,
    cases: played,
  });
  const good = await writeReports(
    reporters,
    {
      report,
      transcriptOf: results.transcriptOf,
      transcripts: shownDir,
      nextSteps: !interrupt.stopped,
    },
    io,
  );
  if (trouble !== undefined) throw trouble.error;
  if (interrupt.stopped) {
    io.err(`${io.ui('run.interrupted', { done: played.length, total: cases.length })}\n`);
    return 130;
  }
  if (played.length > 0 && !played.some(({ answered }) => answered)) {
    io.err(
      `peilian: ${forTerminal(io.ui('run.no-answer', { bot: target.name, reason: played.find(({ trouble }) => trouble !== undefined)?.trouble ?? 'silence' }))}\n  ${io.ui('run.no-answer.hint')}\n`,
    );
    return 3;
  }
  const { failed, unknown } = report.summary;
  if (!good) return 2;
  return failed > 0 || (unknown > 0 && !selected.allowUnknown) ? 1 : 0;
}

type PlayOptions = Parameters<typeof playCase>[0];

/** Plays a case with every event going to the store as it happens. */
async function playStored(
  key: CaseKey,
  store: RunStore,
  optionsFor: (record: NonNullable<PlayOptions['record']>, tool: string) => PlayOptions,
): Promise<{ readonly result: CaseResult; readonly place: string }> {
  const stored = store.begin(caseId(key));
  const result = await playCase(optionsFor((event) => stored.append(event), `peilian ${packageVersion()}`));
  // Its place in the file is free for the next at once; a write that failed is told when the store closes.
  stored.end().catch(() => undefined);
  return { result, place: stored.ref };
}

function endingOf({ events }: Transcript): string {
  const last = events.findLast((event) => event.type === 'ending');
  return last?.type === 'ending' ? last.ending : 'interrupted';
}

function readShard(text: string | undefined, io: CommandIo): Shard | undefined {
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (shard === undefined) throw new UsageError(io.ui('run.bad-shard', { found: text }));
  return shard;
}

/** The bot goes away again where the run's folder cannot be used. */
async function openStore(dir: string, info: RunInfo, target: BotTarget): Promise<RunStore> {
  try {
    return createRunStore(dir, { info });
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** `bot` as it may be shown: the address that was given may hold a token. */
function runInfo(id: string, seed: number, bot: string, options: RunOptions): RunInfo {
  const { fault = [], rubric, shard, repeat = 1 } = options;
  return {
    id,
    startedAt: new Date().toISOString(),
    tool: `peilian ${packageVersion()}`,
    seed,
    bot,
    faults: [...fault],
    rubric,
    shard: shard ?? null,
    repeat,
  };
}
