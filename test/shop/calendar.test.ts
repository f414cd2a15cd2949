import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civil,
  dayNumber,
  dispatchDay,
  isoInstant,
  localMoment,
  offsetMinutes,
  startOfDay,
  weekdayOf,
} from '../../src/shop/calendar.ts';

describe('the calendar', () => {
  it('sees an instant on the shop’s own clock', () => {
    const moment = localMoment(Date.parse('2026-11-10T18:30:00+00:00'), offsetMinutes('+08:00'));
    expect(moment).toMatchObject({ year: 2026, month: 11, dayOfMonth: 11, weekday: 3, minuteOfDay: 150 });
  });

  it('agrees with the built-in calendar on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const date = new Date(day * 86_400_000);
        expect(civil(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          dayOfMonth: date.getUTCDate(),
        });
        expect(weekdayOf(day)).toBe(date.getUTCDay());
      }),
    );
  });

  it('lets a parcel leave the same day before the cut-off and the next one after it', () => {
    const day = dayNumber('2026-11-10');
    const at = (time: string) => dispatchDay(Date.parse(`2026-11-10T${time}+08:00`), 480, '16:00', [0]);
    expect(at('15:59:00')).toBe(day);
    expect(at('16:00:00')).toBe(day + 1);
  });

  it('passes over days on which nothing leaves', () => {
    // Saturday 14 November after the cut-off; Sunday is closed.
    expect(dispatchDay(Date.parse('2026-11-14T17:00:00+08:00'), 480, '16:00', [0])).toBe(
      dayNumber('2026-11-16'),
    );
    expect(
      dispatchDay(Date.parse('2026-11-14T17:00:00+08:00'), 480, '16:00', [0, 1, 2, 3, 4, 5, 6]),
    ).toBeLessThan(dayNumber('2026-11-23'));
  });

  it('writes an instant back as it was read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.constantFrom('+08:00', '+00:00', '-05:30'),
        (seconds, offset) => {
          expect(Date.parse(isoInstant(seconds * 1000, offset))).toBe(seconds * 1000);
          const { day } = localMoment(seconds * 1000, offsetMinutes(offset));
          expect(startOfDay(day, offsetMinutes(offset))).toBeLessThanOrEqual(seconds * 1000);
        },
      ),
    );
  });
});
