/** The session's time: integer milliseconds since it began. */
export interface Clock {
  readonly kind: 'virtual' | 'system';
  now(): number;
  /** Moves straight to `due` without real time passing; a system clock never can. Earlier times leave the clock where it is. */
  skipTo(due: number): void;
  /** Lets real time pass until `due`, or until `wake` is called. */
  pass(due: number): Promise<void>;
  wake(): void;
}

/** Real time, passed in from `system/`: a monotonic reading in milliseconds and a timer that can be cancelled. */
export interface RealTime {
  now(): number;
  after(ms: number, then: () => void): () => void;
}

/**
 * Skips whatever the buyer spends (reading, thinking, typing, dawdling). Only `pass` lets real time go by: while a channel that
 * can push may still speak.
 */
export function createVirtualClock(real: RealTime): Clock {
  return createClock('virtual', real);
}

/** Real seconds, for people at a desk and for load tests. */
export function createSystemClock(real: RealTime): Clock {
  return createClock('system', real);
}

function createClock(kind: Clock['kind'], real: RealTime): Clock {
  let time = 0;
  let passingSince: number | null = kind === 'system' ? real.now() : null;
  let base = 0;
  let end: (() => void) | null = null;
  const reading = () =>
    passingSince === null ? time : Math.max(time, base + Math.floor(real.now() - passingSince));
  return {
    kind,
    now: () => (time = reading()),
    skipTo(due) {
      if (kind === 'virtual' && due > time) time = due;
    },
    pass(due) {
      if (reading() >= due) return Promise.resolve();
      if (kind === 'virtual') {
        base = time;
        passingSince = real.now();
      }
      return new Promise((resolve) => {
        const finish = () => {
          cancel();
          end = null;
          time = reading();
          // A timer may fire a fraction early; a virtual clock then stands where it was asked to.
          if (kind === 'virtual') passingSince = null;
          resolve();
        };
        const cancel = real.after(Math.max(0, due - reading()), () => {
          if (kind === 'virtual' && reading() < due) time = due;
          finish();
        });
        end = finish;
      });
    },
    wake() {
      end?.();
    },
  };
}
