import { createHash } from 'node:crypto';
import type { Suite } from '../../model/suite.ts';
import { type CaseKey, caseId } from '../../play/case-id.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import { failedBefore } from './last-failed.ts';
import { type SelectOptions, selectCases } from './select.ts';
import { type Shard, takeShard } from './shard.ts';

export interface PlanOptions extends SelectOptions {
  readonly grep?: string;
  readonly lastFailed?: string | true;
  readonly seed?: number;
}

export interface PlannedCase {
  readonly key: CaseKey;
  /** Its place in the whole plan, from 0, whatever shard plays it. */
  readonly order: number;
}

/** What a run is to play. */
export interface RunPlan {
  /** Of this shard. */
  readonly cases: readonly PlannedCase[];
  /** Cases of the whole plan. */
  readonly planned: number;
  /** SHA-256 over the ids of the whole plan. */
  readonly hash: string;
  readonly suite: Suite | undefined;
  readonly allowUnknown: boolean;
  /** At least one; a repetition takes the next. */
  readonly seeds: readonly number[];
}

/**
 * Everything that is selected and `playable` (in the shop that plays), then what a shard takes of it. Nothing to play is wrong
 * usage.
 */
export async function planRun(
  options: PlanOptions,
  shard: Shard | undefined,
  drawSeed: () => number,
  data: Data,
  io: CommandIo,
  playable: (cases: readonly CaseKey[]) => readonly CaseKey[] = (cases) => cases,
): Promise<RunPlan> {
  const before = options.lastFailed === undefined ? undefined : await failedBefore(options.lastFailed, io);
  const named = SELECTORS.some((name) => options[name] !== undefined);
  // What failed is enough of a selection by itself.
  const selected = selectCases(
    before === undefined || named ? options : { ...options, case: before.ids },
    data,
    io,
  );
  const failed = before === undefined ? undefined : new Set(before.ids);
  const matches = grepOf(options.grep, io);
  const keys = playable(selected.cases).filter((key) => {
    const id = caseId(key);
    return matches(id) && (failed?.has(id) ?? true);
  });
  if (keys.length === 0) throw new UsageError(io.ui('run.no-cases'), io.ui('run.no-cases.hint'));
  const whole = keys.map((key, order): PlannedCase => ({ key, order }));
  const mine = shard === undefined ? undefined : new Set(takeShard(keys, shard));
  const seeds =
    options.seed !== undefined
      ? [options.seed]
      : before !== undefined
        ? before.seeds
        : (selected.suite?.seeds ?? [drawSeed()]);
  return {
    cases: mine === undefined ? whole : whole.filter(({ key }) => mine.has(key)),
    planned: whole.length,
    hash: hashOf(keys),
    suite: selected.suite,
    allowUnknown: selected.allowUnknown,
    seeds,
  };
}

const SELECTORS = ['scenario', 'persona', 'suite', 'case'] as const;

/** The run's seed for a case: with several seeds, repetitions take them in turn. */
export function seedOf({ repeat }: CaseKey, seeds: readonly number[]): number {
  return seeds[(repeat - 1) % seeds.length]!;
}

/** A part of an id, or `/pattern/` as a regular expression. */
function grepOf(text: string | undefined, io: CommandIo): (id: string) => boolean {
  if (text === undefined) return () => true;
  const pattern = /^\/(.+)\/(i?)$/.exec(text);
  if (pattern === null) return (id) => id.includes(text);
  try {
    const regex = new RegExp(pattern[1]!, pattern[2]);
    return (id) => regex.test(id);
  } catch {
    throw new UsageError(io.ui('run.bad-grep', { found: text }), io.ui('run.bad-grep.hint'));
  }
}

function hashOf(keys: readonly CaseKey[]): string {
  const hash = createHash('sha256');
  for (const key of keys) hash.update(`${caseId(key)}\n`);
  return hash.digest('hex');
}
