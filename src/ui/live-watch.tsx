import { render } from 'ink';
import { WatchList, type WatchListProps } from './WatchList.tsx';

export interface LiveWatch {
  update(props: WatchListProps): void;
  end(): void;
}

/** Draws the watched cases in place on a terminal, and reads its keys. */
export function startLiveWatch(props: WatchListProps): LiveWatch {
  const app = render(<WatchList {...props} />, { exitOnCtrlC: false, patchConsole: false });
  return {
    update: (next) => app.rerender(<WatchList {...next} />),
    end: () => app.unmount(),
  };
}
