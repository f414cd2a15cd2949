/** Tells work under way to stop: it asks whether to, or is called back. */
export interface StopSignal {
  readonly stopped: boolean;
  /** Calls back once when stopped (at once if it is already); gives back how to unsubscribe. */
  onStop(then: () => void): () => void;
}

/** A signal with the hand that stops it. Stopping twice is stopping once. */
export interface Stopper extends StopSignal {
  stop(): void;
}

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
