import type { RealTime } from '../session/clock.ts';

/** The desk's own time: one clock for every chat, in milliseconds since the desk opened. Pausing stops it for all of them. */
export interface DeskTime extends RealTime {
  readonly paused: boolean;
  pause(): void;
  resume(): void;
}

export interface DeskTimeOptions {
  /** Where it stands at the beginning; above 0 where a session is continued. */
  readonly startAt?: number;
  /** Desk milliseconds in a real one. Only for tests and demonstrations: what a person is scored on is real time. */
  readonly speed?: number;
  readonly paused?: boolean;
}

interface Waiting {
  readonly due: number;
  readonly then: () => void;
  cancel: (() => void) | null;
}

export function createDeskTime(real: RealTime, options: DeskTimeOptions = {}): DeskTime {
  const { startAt = 0, speed = 1 } = options;
  let base = startAt;
  /** Real reading since which it runs; `null` while paused. */
  let since: number | null = options.paused ? null : real.now();
  const waiting = new Set<Waiting>();
  const now = () => (since === null ? base : base + (real.now() - since) * speed);
  const arm = (one: Waiting) => {
    one.cancel = real.after(Math.max(0, (one.due - now()) / speed), () => {
      waiting.delete(one);
      one.then();
    });
  };
  return {
    get paused() {
      return since === null;
    },
    now,
    after(ms, then) {
      const one: Waiting = { due: now() + ms, then, cancel: null };
      waiting.add(one);
      if (since !== null) arm(one);
      return () => {
        waiting.delete(one);
        one.cancel?.();
      };
    },
    pause() {
      if (since === null) return;
      base = now();
      since = null;
      for (const one of waiting) one.cancel?.();
    },
    resume() {
      if (since !== null) return;
      since = real.now();
      for (const one of waiting) arm(one);
    },
  };
}
