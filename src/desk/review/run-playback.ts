import type { Say } from '../../report/say.ts';
import type { Key } from '../../ui/keys.ts';
import { openReader } from '../../ui/reader.tsx';
import { createRowPainter } from '../../ui/row-painter.tsx';
import { openTerminal } from '../../ui/terminal.ts';
import { spokenPlayback } from '../spoken/spoken-review.ts';
import { atSpeed, dueInMs, isOver, openPlayback, type Playback, passed, stepped } from './playback.ts';
import { type Played, playbackScreen } from './playback-screen.ts';

export interface RunPlaybackOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly colour: boolean;
  /** Read aloud instead of drawn. */
  readonly isRead: boolean;
  readonly say: Say;
  readonly played: Played;
  readonly speed: number;
  readonly fromEvent: number;
}

/** The clock on the screen moves this often while nothing is said. */
const TICK_MS = 1_000;

/** Plays a conversation back on the terminal until the person has seen enough. */
export function runPlayback(options: RunPlaybackOptions): Promise<void> {
  const { played, speed, fromEvent } = options;
  return new Promise((resolve) => {
    let playback = openPlayback(played, speed, fromEvent);
    let since = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const view = (options.isRead ? openReadView : openDrawnView)(
      options,
      (key) => {
        catchUp();
        if (isQuit(key)) return finish();
        playback = onKey(playback, key);
        go();
      },
      () => go(),
    );
    const catchUp = () => {
      const now = performance.now();
      playback = passed(playback, now - since);
      since = now;
    };
    const go = () => {
      clearTimeout(timer);
      view.show(playback);
      const due = dueInMs(playback);
      if (due === null) return;
      timer = setTimeout(
        () => {
          catchUp();
          go();
        },
        Math.max(1, Math.min(due + 1, TICK_MS)),
      );
    };
    const finish = () => {
      clearTimeout(timer);
      view.close();
      resolve();
    };
    go();
  });
}

type OpenView = (
  options: RunPlaybackOptions,
  onKey: (key: Key) => void,
  onResize: () => void,
) => { show(playback: Playback): void; close(): void };

const openDrawnView: OpenView = ({ input, output, colour, say, played }, onKey, onResize) => {
  const terminal = openTerminal({ input, output, colour, onKey, onResize });
  const painter = createRowPainter(terminal);
  return {
    show: (playback) => painter.draw(playbackScreen(playback, played, terminal.size(), say), null),
    close() {
      painter.close();
      terminal.close();
    },
  };
};

const openReadView: OpenView = ({ input, output, say, played }, onKey, onResize) => {
  const reader = openReader({ input, output, onKey, onResize });
  let before: Playback | null = null;
  return {
    show(playback) {
      reader.say(spokenPlayback(before, playback, played, say));
      before = playback;
    },
    close: () => reader.close(),
  };
};

const isQuit = (key: Key) =>
  key.name === 'escape' ||
  (key.name === 'ctrl' && key.letter === 'c') ||
  (key.name === 'text' && /^[qQｑ]/.test(key.text));

function onKey(playback: Playback, key: Key): Playback {
  switch (key.name) {
    case 'right':
    case 'down':
    case 'enter':
      return stepped(playback, 1);
    case 'left':
    case 'up':
      return stepped(playback, -1);
    case 'text':
      if (/^[ 　]/.test(key.text))
        return isOver(playback) ? stepped(playback, -1) : { ...playback, paused: !playback.paused };
      if (/^[+=＋]/.test(key.text)) return atSpeed(playback, 1);
      if (/^[-_－−]/.test(key.text)) return atSpeed(playback, -1);
      return playback;
    default:
      return playback;
  }
}
