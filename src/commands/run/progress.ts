import type { CommandIo } from '../io.ts';

export interface Progress {
  /** One more conversation is done. */
  step(failed: boolean): void;
  end(): void;
}

const REDRAW_MS = 200;
/** Without a terminal a line now and then shows a CI log that the run is alive. */
const LOG_EVERY_MS = 30_000;

/** How far a run is, on stderr: redrawn in place on a terminal, a line every half minute elsewhere. */
export function showProgress(total: number, io: CommandIo, nowMs: () => number): Progress {
  const startedMs = nowMs();
  let lastMs = startedMs;
  let done = 0;
  let failures = 0;
  let drawn = false;
  const line = () => {
    const seconds = Math.max(0.001, (nowMs() - startedMs) / 1000);
    const rate = done / seconds;
    const left = rate > 0 ? showDuration((total - done) / rate) : '–';
    return io.ui('run.progress', {
      done,
      total,
      failed: failures,
      rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(1),
      left,
    });
  };
  return {
    step(failed) {
      done += 1;
      if (failed) failures += 1;
      const now = nowMs();
      if (now - lastMs < (io.errIsTerminal ? REDRAW_MS : LOG_EVERY_MS)) return;
      lastMs = now;
      io.err(io.errIsTerminal ? `\r\u001b[2K${line()}` : `${line()}\n`);
      drawn = true;
    },
    end() {
      if (drawn && io.errIsTerminal) io.err('\r\u001b[2K');
    },
  };
}

/** `42 s`, `3:07`, `1:02:05` */
export function showDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}
