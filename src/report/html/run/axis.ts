import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { Transcript } from '../../../model/event.ts';
import type { Locale } from '../../../model/locale.ts';
import type { Wait } from '../../review/review.ts';
import { clockText, waitState, waitText } from '../../review/words.ts';
import type { Say } from '../../say.ts';
import type { AxisData, Tone } from './page-data.ts';

const WIDTH = 800;
/** The mood runs in the upper part of the picture, from −3 to 3; waits stand below it. */
const MOOD_TOP = 4;
const MOOD_BOTTOM = 34;
/** Smaller changes cannot be seen in the picture. */
const MOOD_SEEN = 0.05;
const STEPS_MS = [5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400].map((s) => s * 1_000);
const TICKS_MAX = 6;

/** A conversation along its time: waits, the buyer's mood, and where faults were found. */
export function axisOf(
  { events }: Transcript,
  waits: readonly Wait[],
  faults: readonly number[],
  locale: Locale,
  say: Say,
): AxisData {
  const endMs = Math.max(1_000, events.at(-1)?.t ?? 0);
  const x = scaleLinear([0, endMs], [0, WIDTH]);
  const y = scaleLinear([3, -3], [MOOD_TOP, MOOD_BOTTOM]);
  const moods: (readonly [t: number, mood: number])[] = [];
  for (const event of events)
    if (event.type === 'buyer-state' && Math.abs(event.mood - (moods.at(-1)?.[1] ?? 9)) > MOOD_SEEN)
      moods.push([event.t, event.mood]);
  const path = line<readonly [number, number]>()
    .x(([t]) => x(t))
    .y(([, mood]) => y(mood))
    .curve(curveStepAfter)
    .digits(1);
  const last = moods.at(-1);
  return {
    mood: last === undefined ? '' : (path([...moods, [endMs, last[1]]]) ?? ''),
    waits: waits.map((wait) => [
      round(x(wait.fromMs)),
      Math.max(2, round(x(wait.ms))),
      TONES[waitState(wait)],
      `${clockText(wait.fromMs)} ${waitText(wait, { locale }, say)}`,
    ]),
    ticks: ticksOf(endMs).map((ms) => [round(x(ms)), clockText(ms)]),
    faults: faults.map((ms) => round(x(ms))),
  };
}

export const TONES: Readonly<Record<ReturnType<typeof waitState>, Tone>> = {
  good: 'good',
  slow: 'warn',
  late: 'bad',
};

function ticksOf(endMs: number): number[] {
  const step = STEPS_MS.find((each) => endMs / each <= TICKS_MAX) ?? endMs;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
}

const round = (value: number) => Math.round(value * 10) / 10;
