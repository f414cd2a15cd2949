/**
 * The processor time that some work takes, in milliseconds, the least of up to `rounds` goes; it stops at the first that is `enough`.
 * Other programs cost it nothing; the other workers of this process count in, which is why a bound on it leaves several times
 * the room.
 */
export function cpuMs(work: () => void, rounds = 3, enough = 0): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && least > enough; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
