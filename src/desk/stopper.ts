import type { StopSignal } from '../session/options.ts';

export interface Stopper extends StopSignal {
  stop(): void;
}

/** A stop signal for one conversation. */
export function createStopper(): Stopper {
  const waiting = new Set<() => void>();
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    onStop(then) {
      if (stopped) then();
      else waiting.add(then);
      return () => void waiting.delete(then);
    },
    stop() {
      if (stopped) return;
      stopped = true;
      for (const then of waiting) then();
      waiting.clear();
    },
  };
}
