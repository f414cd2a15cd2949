import type { Review, ReviewLine } from '../../report/review/review.ts';

/** A conversation being played back: time as it was, faster or slower. */
export interface Playback {
  readonly lines: readonly ReviewLine[];
  /** How many lines are shown. */
  readonly shown: number;
  /** Milliseconds since the conversation began. */
  readonly at: number;
  /** Recorded milliseconds in a real one, 1 to 20. */
  readonly speed: number;
  readonly paused: boolean;
}

export const SPEEDS = [1, 2, 3, 5, 8, 10, 15, 20] as const;
/** A longer silence than this says nothing more: it is passed over, and told. Recorded milliseconds. */
export const SILENCE_MS_MAX = 60_000;

export function openPlayback({ lines }: Pick<Review, 'lines'>, speed: number, fromEvent = 0): Playback {
  const shown = lines.filter(({ event }) => event < fromEvent).length;
  return { lines, shown, at: lines[shown - 1]?.t ?? 0, speed: clampSpeed(speed), paused: false };
}

export const clampSpeed = (speed: number): number =>
  Math.min(20, Math.max(1, Number.isFinite(speed) ? speed : 1));

export const isOver = ({ shown, lines }: Playback): boolean => shown >= lines.length;

/** Lets real time go by; everything whose time has come is shown. */
export function passed(playback: Playback, realMs: number): Playback {
  if (playback.paused || isOver(playback)) return playback;
  return shownUpTo(playback, playback.at + Math.max(0, realMs) * playback.speed);
}

function shownUpTo(playback: Playback, time: number): Playback {
  const next = playback.lines[playback.shown];
  // Nobody sits through an hour of nothing.
  const at =
    next !== undefined && next.t - playback.at > SILENCE_MS_MAX
      ? Math.max(time, next.t - SILENCE_MS_MAX / 4)
      : time;
  let { shown } = playback;
  while (shown < playback.lines.length && playback.lines[shown]!.t <= at) shown += 1;
  return { ...playback, shown, at };
}

/** The next line at once, or the last one taken back; pauses. */
export function stepped(playback: Playback, by: 1 | -1): Playback {
  const shown = Math.min(playback.lines.length, Math.max(0, playback.shown + by));
  return { ...playback, shown, at: playback.lines[shown - 1]?.t ?? 0, paused: true };
}

export function atSpeed(playback: Playback, by: 1 | -1): Playback {
  const faster = SPEEDS.find((speed) => speed > playback.speed) ?? 20;
  const slower = SPEEDS.findLast((speed) => speed < playback.speed) ?? 1;
  return { ...playback, speed: by > 0 ? faster : slower };
}

/** Real milliseconds until the next line is due; `null` where nothing is coming. */
export function dueInMs(playback: Playback): number | null {
  const next = playback.lines[playback.shown];
  if (next === undefined || playback.paused) return null;
  const wait = next.t - playback.at;
  return (wait > SILENCE_MS_MAX ? SILENCE_MS_MAX / 4 : wait) / playback.speed;
}
