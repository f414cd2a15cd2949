import { holdGates } from '../../farm/gates.ts';
import { knownGates } from '../../farm/known.ts';
import type { Gate, GateLimits } from '../../model/gate.ts';
import type { Known } from '../../model/known.ts';
import { type Overview, ratesDecide } from '../../report/overview.ts';
import type { ExitCode } from '../io.ts';
import type { Book } from './book.ts';

export interface Finish {
  readonly limits: GateLimits;
  readonly known: Known | undefined;
  readonly notPlayed: number;
  /** A part of a run is not held against what the whole must reach; the merge is. */
  readonly isPart: boolean;
}

/** The requirements on a whole run, met or missed. */
export function gatesOf(
  book: Book,
  overview: Overview,
  { limits, known, notPlayed, isPart }: Finish,
): Gate[] {
  if (isPart) return [];
  const gates = holdGates(limits, overview, book.latency);
  if (known !== undefined) gates.push(...knownGates(known, overview));
  if (notPlayed > 0) gates.push({ kind: 'not-played', about: '', found: notPlayed, limit: 0, passed: false });
  return gates;
}

/** 1 where something is red, or unknown and not allowed. Requirements on how many may fail decide instead of each failure. */
export function exitCodeOf(
  overview: Overview,
  gates: readonly Gate[],
  { limits, isPart }: Pick<Finish, 'limits' | 'isPart'>,
  allowUnknown: boolean,
): ExitCode {
  const missed = gates.filter(({ passed }) => !passed);
  // Cases that were not played are unknown, like any other that has no verdict.
  if (missed.some(({ kind }) => kind !== 'not-played' || !allowUnknown)) return 1;
  if (overview.unexpectedPasses > 0) return 1;
  const left =
    ratesDecide(gates) || (isPart && (limits.passRate !== undefined || limits.passK !== undefined));
  const red = overview.notPassed - overview.unknown;
  if (red > 0 && !left) return 1;
  return overview.unknown > 0 && !allowUnknown ? 1 : 0;
}
