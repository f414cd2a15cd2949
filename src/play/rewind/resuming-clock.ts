import type { Clock } from '../../session/clock.ts';

/**
 * A clock for a conversation that is taken up again at `resumeAt` (milliseconds since it began): up to there it jumps from one
 * entry to the next without any real time; from there on `live` runs, whatever it shows by then.
 */
export function createResumingClock(
  live: Clock,
  resumeAt: number,
): { readonly clock: Clock; readonly isLive: () => boolean } {
  let time = 0;
  let offset: number | null = null;
  const now = () => (offset === null ? time : live.now() + offset);
  /** Whether `due` lies in the live part; the first time it does, that begins. */
  const reaches = (due: number): boolean => {
    if (offset === null && due <= resumeAt) {
      time = Math.max(time, due);
      return false;
    }
    offset ??= resumeAt - live.now();
    return true;
  };
  return {
    isLive: () => offset !== null,
    clock: {
      kind: live.kind,
      now,
      skipTo(due) {
        if (reaches(due)) live.skipTo(due - offset!);
      },
      pass(due) {
        return reaches(due) ? live.pass(due - offset!) : Promise.resolve();
      },
      wake: () => live.wake(),
    },
  };
}
