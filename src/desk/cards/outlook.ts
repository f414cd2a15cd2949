import type { Say } from '../../report/say.ts';

/** What waits for one person after a sitting. */
export interface Outlook {
  /** Cards that were ever graded, and all that there are. */
  readonly known: number;
  readonly all: number;
  /** What comes again and when, the soonest first. `days` from today; 0 and less: today. */
  readonly due: readonly { readonly day: string; readonly days: number; readonly count: number }[];
  /** Cards that another sitting today would have. */
  readonly left: number;
}

const DAYS_SHOWN = 5;

/** In words, one row a day; the rest together in the last. */
export function outlookRows({ due, known, all }: Outlook, say: Say): readonly string[] {
  const shown = due.slice(0, DAYS_SHOWN);
  const later = due.slice(DAYS_SHOWN).reduce((sum, { count }) => sum + count, 0);
  return [
    ...shown.map(({ day, days, count }) =>
      say('learn.due.row', {
        when:
          days <= 0
            ? say('learn.due.today')
            : days === 1
              ? say('learn.due.tomorrow')
              : say('learn.due.in', { day, days }),
        count,
      }),
    ),
    ...(later > 0 ? [say('learn.due.later', { count: later })] : []),
    ...(known < all ? [say('learn.due.new', { count: all - known })] : []),
  ];
}
