import type { Say } from '../../report/say.ts';
import { fitLine, fitRows, line, rule, spread } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import type { DeskFrame } from '../views/DeskScreen.tsx';
import { plainFrame, questionFrame, tooSmall } from '../views/whole-screen.ts';
import { cardBody, cardRows, scrollMost } from './card-lines.ts';
import type { CardsState } from './cards-state.ts';

const BAR = 10;

/** Everything the screen shows follows from the state. */
export function cardsFrame(state: CardsState, say: Say): DeskFrame {
  const small = tooSmall(state.size, say);
  if (small !== null) return small;
  const { columns } = state.size;
  const { at, cards } = state;
  const done = Object.keys(state.grades).length;
  const over = at >= cards.length;
  const filled = Math.round((done / cards.length) * BAR);
  const progress = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${over ? done : at + 1}/${cards.length} `;
  const head = spread(
    [{ text: ` ${shown(state.title)}`, tone: 'title' }],
    [{ text: progress, tone: 'dim' }],
    columns,
  );
  if (state.leaving) return questionFrame(head, say('learn.leave.ask'), state.size);
  const body = cardBody(state, say);
  const room = cardRows(state);
  const from = Math.min(state.scroll, scrollMost(state, say));
  const more = body.length - from > room;
  const keys = over
    ? (state.outlook?.left ?? 0) > 0
      ? say('learn.keys.end')
      : say('learn.keys.over')
    : state.answered
      ? say('learn.keys.grade')
      : say('learn.keys.question');
  return plainFrame([
    head,
    rule('', columns),
    ...fitRows(body.slice(from, from + room), room, columns),
    more ? fitLine(line(`  ↓ ${say('learn.more')}`, 'accent'), columns) : fitLine(line(''), columns),
    fitLine(line(` ${keys}`, 'dim'), columns),
  ]);
}
