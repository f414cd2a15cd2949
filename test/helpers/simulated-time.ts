import type { RealTime } from '../../src/session/clock.ts';

/**
 * Real time that passes only while it is driven: the earliest timer fires next, up to `lateMsMax` late as on a busy machine.
 * `drive` runs until the promise is settled.
 */
export function simulatedTime(lateMsMax = 0): RealTime & { drive<T>(playing: Promise<T>): Promise<T> } {
  let now = 0;
  let drawn = 1;
  let timers: { at: number; then: () => void }[] = [];
  const late = () => {
    drawn = (drawn * 48_271) % 2_147_483_647;
    return lateMsMax === 0 ? 0 : drawn % (lateMsMax + 1);
  };
  return {
    now: () => now,
    after(ms, then) {
      const timer = { at: now + ms, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    async drive(playing) {
      let settled = false;
      const done = () => {
        settled = true;
      };
      playing.then(done, done);
      for (let idle = 0; !settled; ) {
        // Whatever can still happen without time passing happens first.
        await new Promise<void>((resolve) => setImmediate(resolve));
        const next = timers.sort((a, b) => a.at - b.at)[0];
        if (next === undefined) {
          idle += 1;
          if (idle > 1_000) throw new Error('nothing is waited for, and nothing is settled');
          continue;
        }
        idle = 0;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at + late());
        next.then();
      }
      return playing;
    },
  };
}
