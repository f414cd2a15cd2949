import type { FactValue } from '../../model/fact.ts';
import type { Hit, NumberRead } from '../hit.ts';
import type { Cues } from './cues.ts';

/** 48小时内, 3-5天, within two working days. */
export function readDuration(number: NumberRead): FactValue {
  const msMin = Math.round(number.value * number.scale);
  const msMax = Math.round((number.high ?? number.value) * number.scale);
  return number.unit === 'workday'
    ? { kind: 'duration', msMin, msMax, businessDays: true }
    : { kind: 'duration', msMin, msMax };
}

type MutableDate = {
  -readonly [K in keyof Extract<FactValue, { kind: 'date' }>]: Extract<FactValue, { kind: 'date' }>[K];
};

/** Day, weekday, part of day, clock, month and day that stand together, as one date; null when hit `k` is none of them. */
export function readDate(
  hits: readonly Hit[],
  k: number,
  cues: Cues,
): { readonly fact: FactValue; readonly through: number } | null {
  if (!isCalendar(hits, k)) return null;
  const date: MutableDate = { kind: 'date' };
  let part: string | undefined;
  let hours: number | undefined;
  let pm = false;
  let through = k;
  for (let j = k; j < hits.length && j < k + 6; j += 1) {
    if (j > k && (hits[j]!.start - hits[j - 1]!.end > 4 || !isCalendar(hits, j))) break;
    const { meaning, number } = hits[j]!;
    if (meaning?.kind === 'day') {
      if (date.dayOffset !== undefined) break;
      date.dayOffset = meaning.offset;
    } else if (meaning?.kind === 'weekday') {
      if (date.weekday !== undefined) break;
      date.weekday = meaning.weekday;
    } else if (meaning?.kind === 'month') date.month = meaning.month;
    else if (meaning?.kind === 'part') {
      // 今晚 is a day and a part in one word.
      const [partName, offset] = meaning.part.split('+');
      part = partName;
      if (offset !== undefined) date.dayOffset = Number(offset);
    } else if (number?.unit === 'month') date.month = number.value;
    else if (number?.unit === 'day') date.day = number.value;
    else if (number?.unit === 'clock') {
      hours = number.value;
      pm = number.unitWord === 'pm';
      if (number.unitWord === 'am' && hours === 12) hours = 0;
    } else if (number !== null) date.day = number.value;
    through = j;
  }
  if (hours !== undefined)
    date.timeOfDay = clock(hours, pm || part === 'afternoon' || part === 'evening' || part === 'night');
  else if (part === 'noon') date.timeOfDay = NOON;
  else if (part !== undefined) date.timeOfDay = part;
  // "Good evening", 晚上好: a part of the day by itself says no time.
  if (part !== undefined && hours === undefined && part !== 'noon' && isOnlyPart(date)) return null;
  const next = hits[through + 1];
  const previous = hits[k - 1];
  if (
    (next !== undefined && next.cats.includes(cues.before) && next.start - hits[through]!.end <= 1) ||
    (previous !== undefined && previous.cats.includes(cues.by) && hits[k]!.start - previous.end <= 2)
  ) {
    date.by = true;
  }
  return { fact: date, through };
}

const NOON = '12:00';

function isOnlyPart({ dayOffset, weekday, month, day }: MutableDate): boolean {
  return dayOffset === undefined && weekday === undefined && month === undefined && day === undefined;
}

function isCalendar(hits: readonly Hit[], k: number): boolean {
  const { meaning, number } = hits[k]!;
  if (meaning !== null)
    return (
      meaning.kind === 'day' ||
      meaning.kind === 'weekday' ||
      meaning.kind === 'part' ||
      meaning.kind === 'month'
    );
  if (number === null || number.high !== undefined) return false;
  if (number.unit === 'clock') return number.value <= 24;
  if (number.unit === 'month') return number.value >= 1 && number.value <= 12;
  if (number.unit === 'day') return number.value >= 1 && number.value <= 31;
  // 12 November, November 12
  if (number.unit !== null || number.value > 31 || number.value < 1 || number.spelled) return false;
  return isMonth(hits[k - 1], hits[k]!.start, -1) || isMonth(hits[k + 1], hits[k]!.end, 1);
}

function isMonth(hit: Hit | undefined, edge: number, side: -1 | 1): boolean {
  if (hit?.meaning?.kind !== 'month') return false;
  return side < 0 ? edge - hit.end <= 2 : hit.start - edge <= 4;
}

function clock(hours: number, afternoon: boolean): string {
  const whole = Math.floor(hours);
  const shifted = afternoon && whole < 12 ? whole + 12 : whole;
  const minutes = Math.round((hours - whole) * 60);
  return `${String(shifted % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
