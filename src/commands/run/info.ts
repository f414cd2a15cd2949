import type { GateLimits } from '../../model/gate.ts';
import type { Suite } from '../../model/suite.ts';
import { caseId } from '../../play/case-id.ts';
import type { RunInfo } from '../../store/run-info.ts';
import { packageVersion } from '../../system/package-root.ts';
import type { RunOptions } from '../run.ts';
import type { RunPlan } from './plan.ts';

/** What `run.json` says of a run: enough to go on with it, and to put it together with its other shards. */
export interface KeptRun extends RunInfo {
  readonly seed: number;
  readonly seeds: readonly number[];
  readonly bot: string;
  /** The file or id that was given, where it was no address. */
  readonly botFile?: string;
  readonly faults: readonly string[];
  readonly rubric: string;
  readonly latency: string;
  readonly shop: string | null;
  readonly shard: string | null;
  readonly planned: number;
  readonly plan: string;
  readonly limits: GateLimits;
  readonly allowUnknown: boolean;
  readonly expectFailures: Suite['expectFailures'];
  readonly options: ResumableOptions;
  readonly wallMs?: number;
  readonly finished?: boolean;
}

/** The options that decide what is played; a resumed run takes them as they were. */
const RESUMABLE = [
  'scenario',
  'persona',
  'suite',
  'case',
  'locale',
  'repeat',
  'grep',
  'shard',
  'latency',
  'rubric',
  'shop',
  'fault',
  'retries',
] as const;
export type ResumableOptions = Pick<RunOptions, (typeof RESUMABLE)[number]>;

/** `bot` as it may be shown: the address that was given may hold a token. */
export function runInfo(
  id: string,
  bot: string,
  latency: string,
  plan: RunPlan,
  limits: GateLimits,
  options: RunOptions,
): KeptRun {
  return {
    id,
    startedAt: new Date().toISOString(),
    tool: `peilian ${packageVersion()}`,
    seed: plan.seeds[0]!,
    seeds: plan.seeds,
    bot,
    ...(options.bot === undefined || options.bot.includes('://') ? {} : { botFile: options.bot }),
    faults: [...(options.fault ?? [])],
    rubric: options.rubric,
    latency,
    shop: options.shop ?? null,
    shard: options.shard ?? null,
    planned: plan.planned,
    plan: plan.hash,
    limits,
    allowUnknown: plan.allowUnknown,
    expectFailures: plan.suite?.expectFailures ?? [],
    options: resumable(options, plan),
  };
}

function resumable(options: RunOptions, plan: RunPlan): ResumableOptions {
  const kept = Object.fromEntries(
    RESUMABLE.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  ) as unknown as ResumableOptions;
  // What failed last time is another list by the time the run is taken up again.
  return options.lastFailed === undefined
    ? kept
    : { ...kept, case: plan.cases.map(({ key }) => caseId(key)) };
}
