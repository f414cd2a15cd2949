import { suggest } from '../../load/nearest.ts';
import type { CompiledRules } from '../../scoring/rules/compile.ts';
import { type CommandIo, UsageError } from '../io.ts';

/** A threshold for a rule that is not there would never be missed. */
export function checkRuleNames(names: readonly string[], { rules }: CompiledRules, io: CommandIo): void {
  const ids = rules.map(({ id }) => id);
  for (const name of names)
    if (!ids.includes(name)) throw new UsageError(io.ui('run.no-rule', { found: name }), suggest(name, ids));
}
