import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  atSpeed,
  dueInMs,
  isOver,
  openPlayback,
  passed,
  SILENCE_MS_MAX,
  stepped,
} from '../../../src/desk/review/playback.ts';
import type { ReviewLine } from '../../../src/report/review/review.ts';
import { GOOD_EN, reviewOf } from '../../report/review/reviews.ts';

const at = (...times: readonly number[]) => ({
  lines: times.map(
    (t, event): ReviewLine => ({
      event,
      t,
      side: 'buyer',
      kind: 'message',
      text: `${t}`,
      args: {},
      via: null,
      waitedMs: null,
      marks: [],
    }),
  ),
});

describe('playing back', () => {
  it('shows each line when its time has come, as much faster as is asked', () => {
    const playback = openPlayback(at(1_000, 5_000, 20_000), 5);
    expect(dueInMs(playback)).toBe(200);
    expect(passed(playback, 199).shown).toBe(0);
    expect(passed(playback, 200).shown).toBe(1);
    expect(passed(playback, 1_000).shown).toBe(2);
    expect(isOver(passed(playback, 4_000))).toBe(true);
  });

  it('waits while paused, steps both ways, and keeps within 1 and 20', () => {
    const playback = openPlayback(at(1_000, 5_000), 99);
    expect(playback.speed).toBe(20);
    expect(atSpeed(playback, 1).speed).toBe(20);
    expect(atSpeed(openPlayback(at(1), 1), -1).speed).toBe(1);
    const forward = stepped(playback, 1);
    expect(forward).toMatchObject({ shown: 1, at: 1_000, paused: true });
    expect(passed(forward, 60_000).shown).toBe(1);
    expect(dueInMs(forward)).toBeNull();
    expect(stepped(stepped(forward, 1), 1).shown).toBe(2);
    expect(stepped(stepped(forward, -1), -1).shown).toBe(0);
  });

  it('sits through no long silence', () => {
    const playback = openPlayback(at(0, SILENCE_MS_MAX * 60), 1);
    const first = passed(playback, 1);
    expect(first.shown).toBe(1);
    expect(dueInMs(first)).toBeLessThanOrEqual(SILENCE_MS_MAX / 4);
    expect(isOver(passed(passed(first, 10), SILENCE_MS_MAX / 4))).toBe(true);
  });

  it('begins where it is asked to', () => {
    const review = reviewOf(GOOD_EN);
    const third = review.lines[3]!;
    expect(openPlayback(review, 1, third.event)).toMatchObject({ shown: 3, at: review.lines[2]!.t });
  });

  property.prop([
    fc.array(fc.nat(2_000_000), { maxLength: 30 }),
    fc.array(fc.nat(5_000), { maxLength: 80 }),
    fc.integer({ min: 1, max: 20 }),
  ])('whatever the machine does, lines come in order and none is lost', (times, steps, speed) => {
    let playback = openPlayback(at(...times.sort((a, b) => a - b)), speed);
    let before = 0;
    for (const step of steps) {
      playback = passed(playback, step);
      expect(playback.shown).toBeGreaterThanOrEqual(before);
      before = playback.shown;
    }
    for (let i = 0; i < 200 && !isOver(playback); i++) playback = passed(playback, dueInMs(playback)! + 1);
    expect(isOver(playback)).toBe(true);
  });
});
