import type { RealTime } from '../../session/clock.ts';

/** Time that passes only where it is told to, for a shift that is read from a pipe: the same lines are the same shift. */
export interface SteppedTime extends RealTime {
  /** Lets the next thing that is due happen; `false`: nothing is waited for. */
  step(): Promise<boolean>;
  /** Lets so much time pass, with everything that is due meanwhile. */
  pass(ms: number): Promise<void>;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly then: () => void;
}

export function createSteppedTime(): SteppedTime {
  let now = 0;
  let order = 0;
  const timers = new Set<Timer>();
  const next = () =>
    [...timers].reduce<Timer | undefined>(
      (first, one) =>
        first === undefined || one.due < first.due || (one.due === first.due && one.order < first.order)
          ? one
          : first,
      undefined,
    );
  const fire = async (timer: Timer) => {
    timers.delete(timer);
    now = Math.max(now, timer.due);
    timer.then();
    await settled();
  };
  return {
    now: () => now,
    after(ms, then) {
      order += 1;
      const timer: Timer = { due: now + Math.max(0, ms), order, then };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async step() {
      await settled();
      const timer = next();
      if (timer === undefined) return false;
      await fire(timer);
      return true;
    },
    async pass(ms) {
      await settled();
      const until = now + ms;
      for (let timer = next(); timer !== undefined && timer.due <= until; timer = next()) await fire(timer);
      now = until;
    },
  };
}

/** Whatever can happen without time passing has happened: sessions go on in promises, the desk in later ticks. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
