import type { Persona } from '../../model/persona.ts';
import type { Draws } from '../../random/stream.ts';

type Range = readonly [number, number];

/** What people of one kind differ in, drawn around the archetype: shares and moods by a normal, times and speeds by a log-normal distribution. */
export function drawTraits(like: Persona, draws: Draws) {
  const share = (mean: number, spread = 0.1) => rounded(clamp(mean + spread * draws.normal(), 0, 1));
  const near = (mean: number, spread: number, least: number, most: number) =>
    rounded(clamp(mean + spread * draws.normal(), least, most));
  const times = (median: number, sigma = 0.25) => draws.logNormal(median, sigma);
  const seconds = (ms: number, sigma = 0.25) => Math.max(1_000, Math.round(times(ms, sigma) / 1_000) * 1_000);
  const both = ([low, high]: Range, factor: number): [number, number] => [
    Math.max(200, Math.round((low * factor) / 100) * 100),
    Math.max(200, Math.round((high * factor) / 100) * 100),
  ];
  const moved = ([low, high]: Range, by: number, least: number, most: number): [number, number] => [
    rounded(clamp(low + by, least, most)),
    rounded(clamp(high + by, least, most)),
  ];
  const { temper, patience, writing, buying, haggling } = like;
  const hand = times(1, 0.2);
  return {
    temper: {
      mood: near(temper.mood, 0.4, -3, 3),
      sensitivity: near(temper.sensitivity, 0.15, 0.2, 3),
      fadePerMinute: share(temper.fadePerMinute, 0.03),
      threatAt: temper.threatAt,
    },
    patience: {
      first: seconds(patience.first),
      later: seconds(patience.later),
      spread: near(patience.spread, 0.05, 0, 2),
      nudgeAfter: seconds(patience.nudgeAfter),
      nudgesMax: patience.nudgesMax,
      holdWorth: seconds(patience.holdWorth),
    },
    leavesSilently: share(like.leavesSilently),
    trust: share(like.trust),
    writing: {
      burst: near(writing.burst, 0.25, 1, 6),
      burstGap: both(writing.burstGap, times(1, 0.15)),
      typos: share(writing.typos, 0.02),
      emoticons: share(writing.emoticons, 0.06),
      typingPerMinute: {
        'zh-CN': Math.round(clamp(writing.typingPerMinute['zh-CN'] * hand, 10, 900)),
        en: Math.round(clamp(writing.typingPerMinute.en * hand, 10, 900)),
      },
      think: both(writing.think, times(1, 0.2)),
      rhythm: writing.rhythm,
      style: writing.style,
    },
    reveals: like.reveals,
    greets: share(like.greets),
    buying: {
      closes: share(buying.closes),
      reservation: moved(buying.reservation, 0.02 * draws.normal(), 0.2, 2),
    },
    ...(haggling === undefined
      ? {}
      : {
          haggling: {
            ...haggling,
            opening: moved(haggling.opening, 0.03 * draws.normal(), 0.1, 1.2),
            ...(haggling.target === undefined
              ? {}
              : { target: moved(haggling.target, 0.02 * draws.normal(), 0.1, 1) }),
            timeWeight: share(haggling.timeWeight),
            beta: rounded(clamp(times(haggling.beta), 0.05, 20)),
            comesBack: share(haggling.comesBack),
          },
        }),
    asksAgain: like.asksAgain,
    chats: share(like.chats, 0.05),
    tempts: like.tempts,
  };
}

export type Traits = ReturnType<typeof drawTraits>;

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
