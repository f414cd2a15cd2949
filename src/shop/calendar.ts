/**
 * The shop's calendar: instants (milliseconds since 1970 in UTC) seen on the shop's own clock. Whole-number arithmetic on
 * given values only; today's date never enters.
 */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A moment on the shop's clock. `day` counts days since 1970-01-01 there; `weekday` 0 is Sunday. */
export interface LocalMoment {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly day: number;
}

/** `+08:00` → 480, `-05:30` → −330. */
export function offsetMinutes(utcOffset: string): number {
  const sign = utcOffset.startsWith('-') ? -1 : 1;
  return sign * (Number(utcOffset.slice(1, 3)) * 60 + Number(utcOffset.slice(4, 6)));
}

export function localMoment(instantMs: number, utcOffsetMin: number): LocalMoment {
  const shifted = instantMs + utcOffsetMin * MINUTE_MS;
  const day = Math.floor(shifted / DAY_MS);
  return {
    ...civil(day),
    weekday: weekdayOf(day),
    minuteOfDay: Math.floor((shifted - day * DAY_MS) / MINUTE_MS),
    day,
  };
}

/** Days since 1970-01-01 on the shop's clock: `localMoment(…).day` alone. */
export function localDay(instantMs: number, utcOffsetMin: number): number {
  return Math.floor((instantMs + utcOffsetMin * MINUTE_MS) / DAY_MS);
}

/** The instant at which a local day begins. */
export function startOfDay(day: number, utcOffsetMin: number): number {
  return day * DAY_MS - utcOffsetMin * MINUTE_MS;
}

/** `2026-11-11` → days since 1970-01-01. */
export function dayNumber(isoDay: string): number {
  return Math.floor(Date.parse(`${isoDay}T00:00:00Z`) / DAY_MS);
}

export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** `16:00` → 960. */
export function minuteOfTime(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));
}

/** An instant as ISO text on the shop's clock: `2026-11-11T20:15:00+08:00`. */
export function isoInstant(instantMs: number, utcOffset: string): string {
  const shifted = instantMs + offsetMinutes(utcOffset) * MINUTE_MS;
  const day = Math.floor(shifted / DAY_MS);
  const seconds = Math.floor((shifted - day * DAY_MS) / 1_000);
  const minutes = Math.floor(seconds / 60);
  return `${isoDay(day)}T${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}${utcOffset}`;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Days written lately, each in the place of its last bits: conversations on several days may take turns. */
const WRITTEN = 64;
const writtenDays = new Int32Array(WRITTEN).fill(-1);
const writtenTexts = new Array<string>(WRITTEN).fill('');

function isoDay(day: number): string {
  const at = day & (WRITTEN - 1);
  if (writtenDays[at] !== day || day < 0) {
    writtenDays[at] = day;
    writtenTexts[at] = new Date(day * DAY_MS).toISOString().slice(0, -14);
  }
  return writtenTexts[at]!;
}

/**
 * The first local day, from the day of `instantMs` on, on which a parcel paid for then leaves: the same day before the
 * cut-off, else the next; days in `closedWeekdays` are passed over. With all seven closed it is the day itself.
 */
export function dispatchDay(
  instantMs: number,
  utcOffsetMin: number,
  cutOff: string,
  closedWeekdays: readonly number[],
): number {
  const moment = localMoment(instantMs, utcOffsetMin);
  let day = moment.minuteOfDay < minuteOfTime(cutOff) ? moment.day : moment.day + 1;
  for (let passed = 0; passed < 7 && closedWeekdays.includes(weekdayOf(day)); passed += 1) day += 1;
  return day;
}

/** Year, month and day of a day number, by Howard Hinnant's `civil_from_days`. */
export function civil(day: number): {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
} {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
