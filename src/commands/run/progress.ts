import { forTerminal } from '../../report/inert.ts';
import type { LiveRun } from '../../ui/live-run.tsx';
import type { CommandIo } from '../io.ts';

export interface Progress {
  /** One more conversation is done. `failure`: what failed, where it did. */
  step(failure: string | null): void;
  end(): void;
}

const REDRAW_MS = 200;
/** Without a terminal a line now and then shows a CI log that the run is alive. */
const LOG_EVERY_MS = 30_000;
const FAILURES_SHOWN = 3;

/** How far a run is, on stderr: drawn in place on a terminal, a line every half minute elsewhere. */
export function showProgress(total: number, io: CommandIo, nowMs: () => number): Progress {
  const startedMs = nowMs();
  let lastMs = startedMs;
  let done = 0;
  let failed = 0;
  let failures: readonly string[] = [];
  let live: LiveRun | null = null;
  let ended = false;
  const line = () => {
    const seconds = Math.max(0.001, (nowMs() - startedMs) / 1000);
    const rate = done / seconds;
    const left = rate > 0 ? showDuration((total - done) / rate) : '–';
    return io.ui('run.progress', {
      done,
      total,
      failed,
      rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(1),
      left,
    });
  };
  const view = () => ({ done, total, failed, line: line(), failures, columns: io.columns });
  if (io.errIsTerminal && total > 1) {
    // Ink is loaded beside the run, not before it: a short run is over before anything needs drawing.
    void import('../../ui/live-run.tsx').then(({ startLiveRun }) => {
      if (!ended) live = startLiveRun(process.stderr, view());
    });
  }
  return {
    step(failure) {
      done += 1;
      if (failure !== null) {
        failed += 1;
        failures = [...failures, forTerminal(failure)].slice(-FAILURES_SHOWN);
      }
      const now = nowMs();
      if (now - lastMs < (io.errIsTerminal ? REDRAW_MS : LOG_EVERY_MS)) return;
      lastMs = now;
      if (live !== null) live.update(view());
      else if (!io.errIsTerminal) io.err(`${line()}\n`);
    },
    end() {
      ended = true;
      live?.end();
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
