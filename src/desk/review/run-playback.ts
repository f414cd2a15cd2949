import type { Say } from '../../report/say.ts';
import type { Key } from '../../ui/keys.ts';
import { createRowPainter } from '../../ui/row-painter.tsx';
import { openTerminal } from '../../ui/terminal.ts';
import { atSpeed, dueInMs, isOver, openPlayback, passed, stepped } from './playback.ts';
import { type Played, playbackScreen } from './playback-screen.ts';

export interface RunPlaybackOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly colour: boolean;
  readonly say: Say;
  readonly played: Played;
  readonly speed: number;
  readonly fromEvent: number;
}

/** The clock on the screen moves this often while nothing is said. */
const TICK_MS = 1_000;

/** Plays a conversation back on the terminal until the person has seen enough. */
export function runPlayback({
  input,
  output,
  colour,
  say,
  played,
  speed,
  fromEvent,
}: RunPlaybackOptions): Promise<void> {
  return new Promise((resolve) => {
    let playback = openPlayback(played, speed, fromEvent);
    let since = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const terminal = openTerminal({
      input,
      output,
      colour,
      onKey: (key) => {
        catchUp();
        if (isQuit(key)) return finish();
        playback = onKey(playback, key);
        go();
      },
      onResize: () => go(),
    });
    const catchUp = () => {
      const now = performance.now();
      playback = passed(playback, now - since);
      since = now;
    };
    const painter = createRowPainter(terminal);
    const go = () => {
      clearTimeout(timer);
      painter.draw(playbackScreen(playback, played, terminal.size(), say), null);
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
      painter.close();
      terminal.close();
      resolve();
    };
    go();
  });
}

const isQuit = (key: Key) =>
  key.name === 'escape' ||
  (key.name === 'ctrl' && key.letter === 'c') ||
  (key.name === 'text' && /^[qQｑ]/.test(key.text));

function onKey(playback: ReturnType<typeof openPlayback>, key: Key): ReturnType<typeof openPlayback> {
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
