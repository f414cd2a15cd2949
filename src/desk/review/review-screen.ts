import type { Say } from '../../report/say.ts';
import { layOut } from '../../ui/editor-layout.ts';
import { fitLine, fitRows, type Line, line, rule } from '../../ui/lines.ts';
import { shownLine } from '../../ui/shown.ts';
import type { Place } from '../../ui/terminal.ts';
import { overviewLines } from './review-lines.ts';
import { bodyRows, LIST_MAX, openPage, type ReviewState, reviewColumns } from './review-state.ts';

export interface Screen {
  readonly lines: readonly Line[];
  /** Where the real cursor belongs; `null`: nothing is being written. */
  readonly cursor: Place | null;
}

/** The whole screen of the review: exactly as many rows as the terminal has. */
export function reviewScreen(state: ReviewState, say: Say): Screen {
  const columns = reviewColumns(state);
  const { rows } = state.size;
  if (state.reviews.length === 0)
    return { lines: fitRows([line(say('review.nothing'))], rows, columns), cursor: null };
  if (state.help) return { lines: fitRows(helpLines(columns, say), rows, columns), cursor: null };
  const { lines, marks } = openPage(state, say);
  const body = bodyRows(state);
  const marked = state.mark === null ? null : (marks[state.mark]?.row ?? null);
  const seen = lines
    .slice(state.scroll, state.scroll + body)
    .map((one, index) => (state.scroll + index === marked ? fitLine(one, columns, 'chosen') : one));
  const top =
    state.reviews.length > 1
      ? overviewLines(windowed(state), Math.min(state.at, LIST_MAX - 1), columns, say)
      : [];
  const place = say('review.place', {
    row: Math.min(lines.length, state.scroll + body),
    rows: lines.length,
    mark: state.mark === null ? '–' : state.mark + 1,
    marks: marks.length,
  });
  const screen = [
    ...top,
    rule(`${say('review.title')} · ${place}`, columns, 'title'),
    ...fitRows(seen, body, columns),
  ];
  let cursor: Place | null = null;
  if (state.dispute !== null) {
    const field = layOut(state.dispute.reason, columns - 3);
    screen.push(
      rule(say('review.dispute.ask', { title: shownLine(state.dispute.mark.title) }), columns, 'warn'),
      line(`> ${field.rows[field.y] ?? ''}`),
      line(say('review.dispute.keys'), 'dim'),
    );
    cursor = { x: field.x + 2, y: screen.length - 2 };
  }
  screen.push(
    line(state.notice === null ? '' : shownLine(state.notice), 'warn'),
    line(say('review.keys'), 'dim'),
  );
  return { lines: fitRows(screen, rows, columns), cursor };
}

/** As many conversations as there is room for, the open one among them. */
function windowed({ reviews, at }: ReviewState) {
  const from = Math.max(0, Math.min(at - LIST_MAX + 1, reviews.length - LIST_MAX));
  return reviews.slice(from, from + LIST_MAX);
}

function helpLines(columns: number, say: Say): Line[] {
  return [
    rule(say('review.help.title'), columns, 'title'),
    ...say('review.help')
      .split('\n')
      .map((text) => line(`  ${text}`)),
    line(''),
    line(say('review.help.close'), 'dim'),
  ];
}
