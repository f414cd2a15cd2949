import type { Say } from '../../report/say.ts';
import { wrapTo } from '../../ui/cells.ts';
import { type Line, line, rule } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import type { CardsState } from './cards-state.ts';
import { outlookRows } from './outlook.ts';

const WIDTH_MAX = 84;

/** What stands between head and foot: the open card, or what was done. */
export function cardBody(state: CardsState, say: Say): readonly Line[] {
  return state.at >= state.cards.length ? endLines(state, say) : cardLines(state, say);
}

/** Rows for it. */
export function cardRows({ size }: Pick<CardsState, 'size'>): number {
  return Math.max(1, size.rows - 4);
}

/** How far it can be scrolled. */
export function scrollMost(state: CardsState, say: Say): number {
  return Math.max(0, cardBody(state, say).length - cardRows(state));
}

function cardLines(state: CardsState, say: Say): readonly Line[] {
  const card = state.cards[state.at]!;
  const width = Math.min(state.size.columns - 4, WIDTH_MAX);
  const text = (words: string, tone?: Line[number]['tone']): Line[] =>
    wrapTo(shown(words), width).map((row) => line(`  ${row}`, tone));
  const graded = state.grades[card.id];
  return [
    line(''),
    ...(card.times > 0
      ? [...text(`! ${say('learn.from-finding', { times: card.times })}`, 'warn'), line('')]
      : []),
    ...text(card.question, 'strong'),
    ...(state.answered
      ? [
          line(''),
          rule(say('learn.answer'), Math.min(state.size.columns, WIDTH_MAX + 4), 'good'),
          line(''),
          ...text(card.answer),
          ...(card.why === '' ? [] : [line(''), ...text(`${say('learn.why')} ${card.why}`, 'accent')]),
          line(''),
          ...text(`${say('learn.source')} ${card.source}`, 'dim'),
          ...(graded === undefined
            ? []
            : [
                line(''),
                ...text(
                  graded.due === null
                    ? say('learn.graded', { grade: graded.grade })
                    : `${say('learn.graded', { grade: graded.grade })} · ${say('learn.again-on', { day: graded.due })}`,
                  'good',
                ),
              ]),
        ]
      : []),
  ];
}

function endLines(state: CardsState, say: Say): readonly Line[] {
  const grades = Object.values(state.grades).map(({ grade }) => grade);
  const count = (low: number, high: number) => grades.filter((grade) => grade >= low && grade <= high).length;
  const width = Math.min(state.size.columns - 4, WIDTH_MAX);
  const told = say('learn.sitting', {
    done: grades.length,
    well: count(4, 5),
    effort: count(3, 3),
    again: count(0, 2),
  });
  return [
    line(''),
    ...wrapTo(told, width).map((row) => line(`  ${row}`, 'strong')),
    line(''),
    ...(state.outlook === null
      ? []
      : [
          line(`  ${say('learn.due.title')}`, 'title'),
          ...outlookRows(state.outlook, say).flatMap((row) =>
            wrapTo(row, width - 2).map((part) => line(`    ${part}`)),
          ),
        ]),
  ];
}
