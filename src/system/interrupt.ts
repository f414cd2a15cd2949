/** Set once by Ctrl-C (or a polite kill); whoever works asks it or is called back. */
export interface Interrupt {
  readonly stopped: boolean;
  /** Calls back once when stopped (at once if it is already); gives back how to unsubscribe. */
  onStop(then: () => void): () => void;
  /** Gives the signals back to the system. */
  release(): void;
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. The first one stops politely; the handlers then go, so that a second one ends the
 * process in the system's own way.
 */
export function listenForInterrupt(host: NodeJS.Process = process): Interrupt {
  const interrupt = createInterrupt();
  const handle = () => {
    interrupt.release();
    interrupt.stop();
  };
  interrupt.release = () => {
    for (const signal of SIGNALS) host.removeListener(signal, handle);
  };
  for (const signal of SIGNALS) host.on(signal, handle);
  return interrupt;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The same, stopped by calling `stop`: for tests, and for limits such as `--bail`. */
export function createInterrupt(): Interrupt & { release: () => void; stop(): void } {
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
    release() {},
    stop() {
      if (stopped) return;
      stopped = true;
      for (const then of waiting) then();
      waiting.clear();
    },
  };
}
