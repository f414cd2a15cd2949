import { layOut } from '../../ui/editor-layout.ts';
import { fitRows, type Line, line, type Span } from '../../ui/lines.ts';
import type { Place } from '../../ui/terminal.ts';
import type { DeskFacts } from '../facts.ts';
import { type DeskState, PANEL_TABS } from '../view-state.ts';

export interface PanelPane {
  readonly lines: readonly Line[];
  readonly cursor: Place | null;
}

/** What an agent looks things up in: tabs, a search that goes through the open tab, and its rows. */
export function panelPane(state: DeskState, columns: number, rows: number, facts: DeskFacts): PanelPane {
  const { panel, focus, open } = state;
  const { say } = facts;
  const tabs = PANEL_TABS.flatMap((tab): Span[] => [
    { text: ' ' },
    { text: say(`desk.tab.${tab}`), tone: tab === panel.tab ? 'chosen' : 'dim' },
  ]);
  const label = ` ${say('desk.search')} `;
  const field = layOut(panel.query, 10_000);
  const searching = focus === 'panel';
  const search: Line =
    searching || panel.query.text !== ''
      ? [{ text: label, tone: 'accent' }, { text: field.rows[0] ?? '' }]
      : line(` ${say('desk.search.hint')}`, 'dim');
  const found = open === null ? [] : facts.panel(open, panel.tab, panel.query.text, columns - 2);
  const room = rows - 2;
  const from = Math.min(panel.scroll, Math.max(0, found.length - room));
  const more = found.length - from - room;
  const body = found.slice(from, from + room).map((row): Line => [{ text: ' ' }, ...row]);
  if (more > 0 && body.length > 0)
    body[body.length - 1] = line(
      ` ↓ ${searching ? say('desk.panel.more', { rows: more + 1 }) : say('desk.panel.more.closed', { rows: more + 1 })}`,
      'dim',
    );
  return {
    lines: [
      tabs,
      search,
      ...fitRows(
        body.length === 0 && open !== null ? [line(` ${say('desk.none')}`, 'dim')] : body,
        room,
        columns,
      ),
    ],
    cursor: searching
      ? { x: Math.min(columns - 1, layOut({ text: label, cursor: label.length }, 10_000).x + field.x), y: 1 }
      : null,
  };
}
