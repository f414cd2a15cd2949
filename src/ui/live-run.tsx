import { render } from 'ink';
import { RunProgress, type RunProgressProps } from './RunProgress.tsx';

export interface LiveRun {
  update(props: RunProgressProps): void;
  /** Takes the view away: the report that follows says it better. */
  end(): void;
}

/** Draws a run's progress in place on a terminal. Reads no keys, so Ctrl-C stays what it is. */
export function startLiveRun(terminal: NodeJS.WriteStream, props: RunProgressProps): LiveRun {
  const app = render(<RunProgress {...props} />, {
    stdout: terminal,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    update: (next) => app.rerender(<RunProgress {...next} />),
    end() {
      app.clear();
      app.unmount();
    },
  };
}
