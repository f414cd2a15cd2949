import type { Fault } from '../../agents/demo-bot/faults/fault.ts';
import { FAULTS } from '../../agents/demo-bot/faults/faults.ts';
import { suggest } from '../../load/nearest.ts';
import { type CommandIo, UsageError } from '../io.ts';

export { FAULTS };

/** The faults of these names. Throws `UsageError` with the nearest name for an unknown one. */
export function findFaults(names: readonly string[], io: CommandIo): Fault[] {
  return names.map((name) => {
    const fault = FAULTS.find(({ id }) => id === name);
    if (fault === undefined) {
      throw new UsageError(
        io.ui('run.bad-fault', { found: name }),
        suggest(
          name,
          FAULTS.map(({ id }) => id),
        ) ?? io.ui('run.bad-fault.hint'),
      );
    }
    return fault;
  });
}
