/** The machine's monotonic clock in milliseconds, and timers that can be cancelled. */
export const realTime = {
  now: (): number => performance.now(),
  after(ms: number, then: () => void): () => void {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
