import type { Locale } from '../model/locale.ts';
import type { CommandIo, ExitCode } from './io.ts';
import { wantsScreen } from './practice/wants-screen.ts';

export interface PracticeOptions {
  readonly plain?: boolean;
  readonly scenario?: string;
  readonly persona?: string;
  readonly locale?: Locale;
  readonly seed?: number;
  readonly rubric: string;
  readonly out?: string;
  readonly shop?: string;
  readonly atOnce?: number;
  readonly buyers?: number;
  readonly difficulty?: number;
  /** `false` by `--no-hints`. */
  readonly hints: boolean;
  readonly strict?: boolean;
  readonly bell?: boolean;
  readonly phrases?: string;
  /** A run's name, or `true` for the latest. */
  readonly continue?: string | true;
  readonly screenReader?: boolean;
  readonly buyer?: 'simulated' | 'human';
  /** Plays the buyer of a practice that waits at this socket. */
  readonly join?: string;
}

/** Meets buyers at the desk; line by line where that was asked for, and where there is no terminal. */
export async function practice(options: PracticeOptions, io: CommandIo): Promise<ExitCode> {
  if (options.join !== undefined) return (await import('./practice/join.ts')).joinAsBuyer(options.join, io);
  if (!wantsScreen(options.plain, io))
    return (await import('./practice/plain.ts')).practisePlain(options, io);
  return (await import('./practice/desk.ts')).practiseAtDesk(options, io);
}
