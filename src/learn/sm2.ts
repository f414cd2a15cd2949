/** How well a card is known; days are whole days since any fixed day. */
export interface Memory {
  /** Right answers in a row. */
  readonly repetitions: number;
  /** At least 1.3; 2.5 for a card that was never seen. */
  readonly easiness: number;
  readonly intervalDays: number;
  /** The day on which it comes again, `2026-11-30`. */
  readonly due: string;
}

/** 0 no idea · 3 right, with an effort · 5 at once. */
export type Grade = 0 | 1 | 2 | 3 | 4 | 5;

const EASINESS_START = 2.5;
const EASINESS_MIN = 1.3;
const INTERVAL_MAX_DAYS = 3_650;

/**
 * SM-2 as published: P. A. Woźniak, "Optimization of learning", 1990, chapter 3.2 (super-memory.com/english/ol/sm2.htm). First
 * after one day, then six, then by the easiness; a grade below 3 begins anew and leaves the easiness as it is. `today`: `2026-11-30`.
 */
export function remember(before: Memory | undefined, grade: Grade, today: string): Memory {
  const { repetitions, easiness, intervalDays } = before ?? {
    repetitions: 0,
    easiness: EASINESS_START,
    intervalDays: 0,
  };
  if (grade < 3) return { repetitions: 0, easiness, intervalDays: 1, due: dayAfter(today, 1) };
  const eased = Math.max(EASINESS_MIN, easiness + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02));
  const next = repetitions === 0 ? 1 : repetitions === 1 ? 6 : Math.ceil(intervalDays * easiness);
  const interval = Math.min(INTERVAL_MAX_DAYS, next);
  return {
    repetitions: repetitions + 1,
    easiness: Math.round(eased * 1_000) / 1_000,
    intervalDays: interval,
    due: dayAfter(today, interval),
  };
}

const DAY_MS = 86_400_000;

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
