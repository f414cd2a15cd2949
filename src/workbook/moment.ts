import type { CellContext, CellRead } from './cell-reading.ts';

const MUST = {
  day: 'must be a day such as 2026-11-11',
  instant: 'must be a day and time such as 2026-11-11 20:00',
} as const;

/**
 * A day, or a day with its time, in the shapes that spreadsheets and people use: `2026-11-11 20:00`, `2026/11/11`,
 * `2026年11月11日`, `11/03/2026` (by the market, day or month first), or with an offset of its own. Without a time the
 * moment is the day's first, or for `instant-end` its last second.
 */
export function readMoment(
  text: string,
  kind: 'day' | 'instant' | 'instant-end',
  { utcOffset, dayFirst }: Pick<CellContext, 'utcOffset' | 'dayFirst'>,
): CellRead {
  const must = kind === 'day' ? MUST.day : MUST.instant;
  const plain = text.normalize('NFKC').trim();
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{2}:\d{2})?$/.exec(
      plain,
    );
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(plain);
  if (found === null && slashed === null) return { ok: false, must };
  const [year, month, day] =
    found !== null
      ? [found[1]!, found[2]!, found[3]!]
      : dayFirst
        ? [slashed![3]!, slashed![2]!, slashed![1]!]
        : [slashed![3]!, slashed![1]!, slashed![2]!];
  const [, , , , hour, minute, second] = found ?? slashed!;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealDay(date)) return { ok: false, must: 'must be a real day' };
  if (kind === 'day') return { ok: true, value: date };
  const time =
    hour === undefined
      ? kind === 'instant-end'
        ? '23:59:59'
        : '00:00:00'
      : `${hour.padStart(2, '0')}:${minute}:${second ?? '00'}`;
  if (Number(time.slice(0, 2)) > 23 || Number(time.slice(3, 5)) > 59) return { ok: false, must };
  const offset = found?.[7] === 'Z' ? '+00:00' : (found?.[7] ?? utcOffset);
  return { ok: true, value: `${date}T${time}${offset}` };
}

function isRealDay(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
