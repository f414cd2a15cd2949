import { CONDUCT_FAULTS } from './conduct.ts';
import { FACT_FAULTS } from './facts.ts';
import type { Fault } from './fault.ts';
import { MANNER_FAULTS } from './manners.ts';
import { TIMING_FAULTS } from './timing.ts';

/** Every way in which the demo bot can be broken on purpose; `--fault NAME` takes an `id`. */
export const FAULTS: readonly Fault[] = [
  ...FACT_FAULTS,
  ...MANNER_FAULTS,
  ...CONDUCT_FAULTS,
  ...TIMING_FAULTS,
];

/** A fault by its id. */
export function faultNamed(id: string): Fault | undefined {
  return FAULTS.find((fault) => fault.id === id);
}
