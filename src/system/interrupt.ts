import { createStopper, type StopSignal } from '../model/stop-signal.ts';

/** Stopped once by Ctrl-C (or a polite kill); whoever works asks it or is called back. */
export interface Interrupt extends StopSignal {
  /** Gives the signals back to the system. */
  release(): void;
}

/**
 * Listens for SIGINT, SIGTERM and SIGHUP. The first one stops politely; the handlers then go, so that a second one ends the
 * process in the system's own way.
 */
export function listenForInterrupt(host: NodeJS.Process = process): Interrupt {
  const stopper = createStopper();
  const handle = () => {
    release();
    stopper.stop();
  };
  const release = () => {
    for (const signal of SIGNALS) host.removeListener(signal, handle);
  };
  for (const signal of SIGNALS) host.on(signal, handle);
  return Object.assign(stopper, { release });
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
