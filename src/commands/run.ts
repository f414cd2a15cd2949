import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { poissonArrivals } from '../farm/arrivals.ts';
import { limitsOf } from '../farm/gates.ts';
import type { CaseRecord } from '../model/case-record.ts';
import type { LatencyMode } from '../model/event.ts';
import { isRed, type ReportConversation } from '../model/report.ts';
import { createStopper } from '../model/stop-signal.ts';
import { type CaseKey, caseId } from '../play/case-id.ts';
import { createRandom } from '../random/stream.ts';
import { forTerminal } from '../report/inert.ts';
import { createSystemClock, createVirtualClock } from '../session/clock.ts';
import { ResultsFile } from '../store/results-file.ts';
import { createRunStore, type RunStore } from '../store/run-store.ts';
import { listenForInterrupt } from '../system/interrupt.ts';
import { realTime } from '../system/real-time.ts';
import { openData } from './data.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { parseReporters, type Reporter } from './reporters.ts';
import { type Attempted, playAttempts } from './run/attempts.ts';
import { keepAsBaseline } from './run/baseline.ts';
import { createBook } from './run/book.ts';
import { type BotTarget, openBot } from './run/bot-target.ts';
import { finishRun } from './run/finish.ts';
import { type KeptRun, runInfo } from './run/info.ts';
import { createJudge } from './run/judge.ts';
import { createKeeper, keepRubric } from './run/keep.ts';
import { readKnown } from './run/known-file.ts';
import { NothingFailed } from './run/last-failed.ts';
import { readMaxLatency } from './run/max-latency.ts';
import { runOpenPool } from './run/open-pool.ts';
import { type PlannedCase, type PlanOptions, planRun, seedOf } from './run/plan.ts';
import { runPool } from './run/pool.ts';
import { showProgress } from './run/progress.ts';
import { checkSamePlan, readResumed, takeUpDone } from './run/resume.ts';
import { checkRuleNames } from './run/rule-names.ts';
import { newRunId } from './run/run-id.ts';
import { parseShard, type Shard } from './run/shard.ts';
import { endingOf } from './run/silence.ts';
import { caseInputs } from './wiring/case-inputs.ts';
import { openLanguages } from './wiring/languages.ts';
import { openOverrides } from './wiring/overrides.ts';
import { casesInShop, openOwnShop } from './wiring/own-shop.ts';
import { openRules } from './wiring/rules.ts';

export interface RunOptions extends PlanOptions {
  /** File with overruled findings; else `overrides.yaml`, where there is one. */
  readonly overrides?: string;
  readonly bot?: string;
  readonly fault?: readonly string[];
  readonly concurrency?: number;
  readonly shard?: string;
  readonly latency?: LatencyMode;
  readonly rubric: string;
  /** `none`, or the shop that plays all cases of its language. */
  readonly shop?: string;
  readonly reporter?: readonly string[];
  readonly out?: string;
  /** Keeps the raw traffic in the run's folder. */
  readonly trace?: boolean;
  readonly allowExec?: boolean;
  /** Failures to stop at; `true` is one. */
  readonly bail?: number | true;
  readonly retries?: number;
  readonly resume?: string;
  readonly known?: string;
  /** Writes the state of `known` anew. */
  readonly update?: true;
  readonly baseline?: string;
  /** Conversations a second, begun whether or not earlier ones are done. */
  readonly arrivalRate?: number;
  readonly maxLatency?: readonly string[];
  /** Milliseconds. */
  readonly timeBudget?: number;
  readonly watch?: true;
}

/** What somebody who runs runs may listen to. */
export interface RunHooks {
  readonly planned?: (ids: readonly string[]) => void;
  readonly done?: (conversation: ReportConversation) => void;
  /** Instead of the reporters of the options. */
  readonly quiet?: true;
}

const CONCURRENCY = 8;
/** Conversations under way at a time where they arrive by themselves. */
const IN_FLIGHT_MAX = 200;

/** Plays the selected cases against a bot, scores them, keeps the transcripts and writes the reports. */
export async function run(given: RunOptions, io: CommandIo, hooks: RunHooks = {}): Promise<ExitCode> {
  if (given.watch) return (await import('./run/watch.ts')).watchRun(given, io);
  try {
    return await runOnce(given, io, hooks);
  } catch (error) {
    if (!(error instanceof NothingFailed)) throw error;
    io.err(`${error.message}\n`);
    return 0;
  }
}

async function runOnce(given: RunOptions, io: CommandIo, hooks: RunHooks): Promise<ExitCode> {
  const reporters: readonly Reporter[] = hooks.quiet ? [] : parseReporters(given.reporter, io);
  const resumed = readResumed(given, io);
  const options = resumed?.options ?? given;
  if (options.update && options.known === undefined)
    throw new UsageError(
      io.ui('run.update-needs-known'),
      io.ui('usage.see-help', { command: 'peilian run' }),
    );
  const shard = readShard(options.shard, io);
  const shipped = openData(io.workingFolder);
  const own =
    options.shop === undefined || options.shop === 'none' ? null : openOwnShop(shipped, options.shop);
  const data = own?.data ?? shipped;
  const playable = (cases: readonly CaseKey[]) =>
    own === null ? cases : casesInShop(own, cases, options.case !== undefined, io);
  const plan = await planRun(options, shard, () => randomInt(0, 4_294_967_296), data, io, playable);
  if (resumed !== undefined) checkSamePlan(resumed, plan, io);
  const seeds = resumed?.info.seeds ?? plan.seeds;
  const { suite } = plan;
  const rubric = data.rubric(options.rubric);
  const languages = openLanguages();
  // Everything is looked up before the first message goes out: bad data ends here, with all its problems.
  const inputsOf = (key: CaseKey) => caseInputs(key, data, languages, options.shop === 'none');
  for (const { key } of plan.cases) inputsOf(key);
  const scoring = {
    rubric,
    rules: openRules(io.workingFolder),
    overrides: openOverrides(options.overrides, io),
  };
  const limits = limitsOf(suite, readMaxLatency(options.maxLatency, io));
  checkRuleNames(Object.keys(limits.rules), scoring.rules, io);
  const known = readKnown(options.known, options.update === true, io);
  const judge = createJudge(suite?.expectFailures ?? [], known, io);
  const retries = options.retries ?? suite?.retries ?? 0;
  const budgetMs = options.timeBudget ?? suite?.timeBudget ?? Number.POSITIVE_INFINITY;

  const concurrency =
    options.concurrency ?? (options.arrivalRate === undefined ? CONCURRENCY : IN_FLIGHT_MAX);
  const id = resumed?.info.id ?? newRunId();
  const shownDir = options.out ?? join('transcripts', 'runs', id);
  const dir = resolve(io.workingFolder, shownDir);
  const target = await openBot({ ...options, concurrency, dir }, data, languages, io);
  // On the real clock what an answer takes is what the buyer waits.
  const latency = options.latency ?? (options.arrivalRate === undefined ? target.latency : 'measured');
  const info = {
    ...runInfo(id, target.name, latency, { ...plan, seeds }, limits, options),
    ...(resumed === undefined ? {} : { startedAt: resumed.info.startedAt }),
  };
  const { store, results } = await openFiles(dir, info, resumed !== undefined, target);
  const book = createBook(results);
  const placeOf = (ref: string) => join(shownDir, ref);
  const left =
    resumed === undefined
      ? plan.cases
      : await takeUpDone(
          dir,
          plan,
          (found) =>
            results.takeUp((record) => {
              book.takeUp(record);
              found(record.order);
            }),
          book,
          ({ key }) => inputsOf(key),
          scoring,
          placeOf,
        );
  io.err(
    `${forTerminal(io.ui('run.seed', { seed: seeds.join(', '), cases: left.length, bot: target.name, rubric: rubric.id }))}\n`,
  );
  if (resumed !== undefined)
    io.err(`${io.ui('run.resumed', { done: plan.cases.length - left.length, left: left.length })}\n`);
  hooks.planned?.(left.map(({ key }) => caseId(key)));

  const interrupt = listenForInterrupt();
  interrupt.onStop(() => io.err(`\n${io.ui('run.interrupting')}\n`));
  const bail = createStopper();
  const bailAt = options.bail === true ? 1 : (options.bail ?? Number.POSITIVE_INFINITY);
  const startedMs = realTime.now();
  const timeIsUp = () => realTime.now() - startedMs >= budgetMs;
  const stopped = () => interrupt.stopped || bail.stopped || timeIsUp();
  const progress = showProgress(left.length, io, realTime.now);
  const keep = createKeeper(store);
  const nonce = resumed === undefined ? id : `${id}.${newRunId().slice(-6)}`;
  const done = new Uint8Array(left.length);
  let reds = 0;
  let trouble: { readonly error: unknown } | undefined;

  const play = ({ key, order }: PlannedCase) => {
    const inputs = inputsOf(key);
    keep(inputs);
    return playAttempts({
      key,
      order,
      store,
      retries,
      placeOf,
      nonce,
      stopped: () => interrupt.stopped,
      playing: (more) => ({
        inputs,
        scoring,
        agent: target.port,
        clock: options.arrivalRate === undefined ? createVirtualClock(realTime) : createSystemClock(realTime),
        latency,
        runSeed: seedOf(key, seeds),
        stop: interrupt,
        ...more,
      }),
    });
  };
  const finished = ({ record, transcript }: Attempted, index: number, key: CaseKey) => {
    if (interrupt.stopped && endingOf(transcript) === 'interrupted') return;
    done[index] = 1;
    const conversation = judge({
      ...record.conversation,
      ...(seeds.length === 1 ? {} : { runSeed: seedOf(key, seeds) }),
    });
    book.add({ ...record, conversation }, transcript);
    if (options.baseline !== undefined && conversation.verdict === 'pass')
      keepAsBaseline(resolve(io.workingFolder, options.baseline), transcript);
    const red = isRed(conversation);
    if (red) reds += 1;
    if (reds >= bailAt) bail.stop();
    hooks.done?.(conversation);
    progress.step(red ? `${conversation.id}  ${conversation.reasons[0] ?? ''}` : null);
  };
  try {
    keepRubric(store, rubric);
    if (options.baseline !== undefined)
      mkdirSync(resolve(io.workingFolder, options.baseline), { recursive: true });
    const indices = Array.from(left.keys());
    if (options.arrivalRate === undefined)
      await runPool({
        items: indices,
        concurrency,
        stopped,
        work: (index) => play(left[index]!),
        done: (index, attempted) => finished(attempted, index, left[index]!.key),
      });
    else
      await runOpenPool({
        items: indices,
        startsMs: poissonArrivals(
          left.length,
          options.arrivalRate,
          createRandom(seeds[0]!).stream('arrivals', 0),
        ),
        inFlightMax: concurrency,
        time: realTime,
        stopped,
        onStop: (then) => interrupt.onStop(then),
        work: async (index, lagMs) => withLag(await play(left[index]!), lagMs),
        done: (index, attempted) => finished(attempted, index, left[index]!.key),
      });
  } catch (error) {
    trouble = { error };
  }
  const wallMs = realTime.now() - startedMs + Number(resumed?.info.wallMs ?? 0);
  progress.end();
  interrupt.release();
  await target.close();
  const unplayed = left.filter((_, index) => done[index] === 0);
  try {
    store.updateInfo({
      wallMs: Math.round(wallMs),
      finished: unplayed.length === 0 && trouble === undefined,
    });
    await store.close();
  } catch (error) {
    trouble ??= { error };
  }
  results.close();

  const outOfTime = timeIsUp() && !interrupt.stopped && !bail.stopped && trouble === undefined;
  const notPlayed = outOfTime ? unplayed : [];
  return finishRun({
    book,
    info,
    limits,
    known,
    io,
    options,
    reporters,
    shownDir,
    allowUnknown: plan.allowUnknown,
    isPart: shard !== undefined,
    wallMs,
    total: plan.cases.length,
    notPlayed: notPlayed.map(({ key }) => caseId(key)),
    interrupted: interrupt.stopped,
    trouble,
  });
}

/** The wait before a conversation could begin is a wait for its first answer, as its buyer would see it. */
function withLag(attempted: Attempted, lagMs: number): Attempted {
  const { record } = attempted;
  const [first, ...rest] = record.agentLatencyMs;
  const agentLatencyMs = first === undefined ? [] : [Math.round((first + lagMs) * 100) / 100, ...rest];
  return { ...attempted, record: { ...record, agentLatencyMs } satisfies CaseRecord };
}

function readShard(text: string | undefined, io: CommandIo): Shard | undefined {
  if (text === undefined) return undefined;
  const shard = parseShard(text);
  if (shard === undefined) throw new UsageError(io.ui('run.bad-shard', { found: text }));
  return shard;
}

/** The bot goes away again where the run's folder cannot be used. */
async function openFiles(
  dir: string,
  info: KeptRun,
  resume: boolean,
  target: BotTarget,
): Promise<{ readonly store: RunStore; readonly results: ResultsFile }> {
  try {
    const store = createRunStore(dir, { info, resume });
    return { store, results: new ResultsFile(dir) };
  } catch (error) {
    await target.close();
    throw error;
  }
}
