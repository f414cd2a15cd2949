import type { Say } from '../../report/say.ts';
import { wrapTo } from '../../ui/cells.ts';
import { fitLine, fitRows, type Line, line, rule, spread } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import type { DeskFrame } from '../views/DeskScreen.tsx';
import { plainFrame, questionFrame, tooSmall } from '../views/whole-screen.ts';
import { bodyRows, makingBody } from './making-lines.ts';
import { FROM_CHAT, FROM_NOTHING, isList, type MakingState, type Page } from './making-state.ts';

/** Everything the screen shows follows from the state. */
export function makingFrame(state: MakingState, say: Say): DeskFrame {
  const small = tooSmall(state.size, say);
  if (small !== null) return small;
  const { columns } = state.size;
  const head = headLine(state, say);
  if (state.leaving) return questionFrame(head, say('making.leave.ask'), state.size);
  const body = makingBody(state, say);
  const held = noticeLines(state, say);
  const rows = held === null ? bodyRows(state) : Math.max(1, state.size.rows - 3 - held.length);
  const fixed = body.head.slice(0, Math.max(0, rows - 3));
  const room = rows - fixed.length;
  const most = Math.max(0, body.lines.length - room);
  const from = body.focus === null ? Math.min(state.scroll, most) : inSight(body.focus, room, most);
  const more = body.lines.length - from > room ? `  ↓ ${say('making.more')}` : '';
  const notes = held ?? [line(''), line(more, 'accent')];
  const cursor =
    body.cursor === null || state.busy !== null
      ? null
      : { x: Math.min(columns - 1, body.cursor.x), y: 2 + fixed.length + body.cursor.y - from };
  return plainFrame(
    [
      head,
      rule('', columns),
      ...fitRows([...fixed, ...body.lines.slice(from, from + room)], rows, columns),
      ...fitRows(notes, notes.length, columns),
      fitLine(line(` ${keysOf(state, say)}`, 'dim'), columns),
    ],
    cursor,
  );
}

function headLine(state: MakingState, say: Say): Line {
  const path: readonly Page[] = (state.fromChat ? FROM_CHAT : FROM_NOTHING).slice(1);
  const at = path.indexOf(state.page);
  const step = at === -1 ? '' : `${say('making.step', { step: at + 1, of: path.length })} `;
  return spread(
    [{ text: ` ${say('making.title')}`, tone: 'title' }, { text: ` · ${say(`making.page.${state.page}`)}` }],
    [{ text: step, tone: 'dim' }],
    state.size.columns,
  );
}

/** The marked row somewhere near the middle. */
function inSight(focus: number, room: number, most: number): number {
  return Math.max(0, Math.min(most, focus - Math.floor(room / 2)));
}

/** `null`: nothing to tell. */
function noticeLines(state: MakingState, say: Say): readonly Line[] | null {
  const { columns } = state.size;
  if (state.busy !== null) return [line(''), line(`  … ${say(`making.busy.${state.busy}`)}`, 'accent')];
  const { notice } = state;
  if (notice === null) return null;
  const rows = wrapTo(shown(notice.text), columns - 5);
  const tone = notice.tone === 'plain' ? undefined : notice.tone;
  const lines = rows.map((row, at) => line(`  ${at === 0 ? '! ' : '  '}${row}`, tone));
  return [line(''), ...lines].slice(0, Math.max(2, Math.floor(state.size.rows / 2)));
}

function keysOf({ page, lists, busy }: MakingState, say: Say): string {
  if (busy !== null) return say('making.keys.busy');
  const key: Page | 'one' | 'several' = isList(page) ? (lists[page].several ? 'several' : 'one') : page;
  return say(`making.keys.${key}`);
}
