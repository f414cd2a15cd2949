import type { Arrival } from '../model/ports.ts';
import type { Clock, RealTime } from '../session/clock.ts';

/** Something the agent did in an earlier sitting, at its time in the session. */
export interface Recorded {
  readonly at: number;
  readonly arrival: Arrival;
}

export interface ChatClock extends Clock {
  /** What a watch beside the session shows: at or after the moment the session itself has got to. */
  reading(): number;
  /** Runs `push` as something that comes from outside at this very moment. */
  arrive(push: () => void): void;
}

/**
 * A system clock that makes sessions repeatable: timers are taken at exactly the time they were due, however late the machine
 * was, and arrivals at the millisecond they came. The same arrivals at the same times therefore give the same conversation, and
 * an interrupted one is rebuilt by `replay`: earlier arrivals are pushed when their time comes, without waiting, as long as
 * their time lies in the past.
 */
export function createChatClock(
  time: RealTime,
  beganAt: number,
  replay: readonly Recorded[] = [],
  push: (arrival: Arrival) => void = () => {},
): ChatClock {
  let at = 0;
  let arriving: number | null = null;
  let next = 0;
  let end: (() => void) | null = null;
  const reading = () => Math.max(at, Math.floor(time.now() - beganAt));
  const arriveAt = (moment: number, then: () => void) => {
    arriving = moment;
    try {
      then();
    } finally {
      arriving = null;
    }
  };
  return {
    kind: 'system',
    reading,
    now: () => arriving ?? at,
    skipTo() {},
    pass(due) {
      const past = replay[next];
      if (past !== undefined && past.at <= due) {
        next += 1;
        arriveAt(past.at, () => push(past.arrival));
        return Promise.resolve();
      }
      if (reading() >= due) {
        at = Math.max(at, due);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const finish = (reached: boolean) => {
          cancel();
          end = null;
          if (reached) at = Math.max(at, due);
          resolve();
        };
        const cancel = time.after(Math.max(0, beganAt + due - time.now()), () => finish(true));
        end = () => finish(false);
      });
    },
    wake() {
      end?.();
    },
    // Later than everything that has been done, so that a rebuilt session takes the two in the same order.
    arrive: (then) => arriveAt(Math.max(reading(), at + 1), then),
  };
}
