import { nearest } from '../load/nearest.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import type { NewRuleOptions } from './new/rule.ts';
import type { NewScenarioOptions } from './new/scenario.ts';

export type NewOptions = NewScenarioOptions & Omit<NewRuleOptions, keyof NewScenarioOptions>;

const KINDS = ['scenario', 'rule'] as const;

/** Something of one's own: a case from a real chat, a rule from two sentences. A file in the place of the kind means a scenario from that file. */
export async function newOne(
  names: readonly string[],
  options: NewOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const [what = 'scenario', file] = names;
  if (what === 'rule') return (await import('./new/rule.ts')).newRule(options, io);
  const { newScenario } = await import('./new/scenario.ts');
  if (what === 'scenario') return newScenario(file, options, io);
  if (names.length === 1 && (what === '-' || /[./\\#]/.test(what))) return newScenario(what, options, io);
  const near = nearest(what, KINDS);
  throw new UsageError(
    io.ui('new.unknown', { what }),
    near === undefined
      ? io.ui('new.kinds', { kinds: KINDS.join(', ') })
      : io.ui('usage.did-you-mean', { name: near }),
  );
}

/** `import --as-scenario`: a scenario of every file. */
export async function newFromFiles(
  files: readonly string[],
  options: NewScenarioOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { newScenario } = await import('./new/scenario.ts');
  for (const file of files) await newScenario(file, options, io);
  return 0;
}
