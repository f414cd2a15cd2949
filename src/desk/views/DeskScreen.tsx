import { wrapTo } from '../../ui/cells.ts';
import { Lines } from '../../ui/Lines.tsx';
import { fitRows, type Line, line, type Span } from '../../ui/lines.ts';
import type { Place } from '../../ui/terminal.ts';
import type { DeskFacts } from '../facts.ts';
import { helpLines } from '../help-lines.ts';
import { COLUMNS_MIN, type DeskLayout, layoutOf, ROWS_MIN } from '../layout.ts';
import { openOne } from '../steps.ts';
import type { DeskState } from '../view-state.ts';
import { chatPane } from './chat-lines.ts';
import { footerLine, headerLine } from './frame-lines.ts';
import { listLines, stripLine } from './list-lines.ts';
import { panelPane } from './panel-lines.ts';

export interface DeskFrame {
  /** Above and below the panes; everything when there are none. */
  readonly top: readonly Line[];
  readonly panes: readonly {
    readonly name: string;
    readonly columns: number;
    readonly lines: readonly Line[];
  }[];
  readonly bottom: readonly Line[];
  readonly cursor: Place | null;
}

/** The desk as rows and the place of the real cursor: everything the screen shows follows from the state. */
export function deskFrame(state: DeskState, facts: DeskFacts): DeskFrame {
  const { columns, rows } = state.size;
  const { say } = facts;
  const layout = layoutOf(state, facts);
  const plain = (lines: readonly Line[]): DeskFrame => ({
    top: fitRows(lines, rows, columns),
    panes: [],
    bottom: [],
    cursor: null,
  });
  if (layout.kind === 'too-small')
    return plain(
      wrapTo(
        say('desk.too-small', { columns: COLUMNS_MIN, rows: ROWS_MIN, found: `${columns}×${rows}` }),
        columns,
      ).map((row) => line(row)),
    );
  const header = headerLine(state, facts);
  const footer = footerLine(state, facts);
  const { overlay } = state;
  if (overlay?.type === 'help') {
    const all = helpLines(columns, facts);
    return plain([
      header,
      ...fitRows(all.slice(overlay.scroll), rows - 2, columns),
      line(` ${say('help.desk.close')}`, 'accent'),
    ]);
  }
  if (overlay?.type === 'quit' || overlay?.type === 'cool-down') {
    const text =
      overlay.type === 'quit'
        ? say('desk.quit.ask')
        : overlay.until === null
          ? say('desk.cool-down.ask')
          : say('desk.cool-down.left', {
              seconds: Math.max(0, Math.ceil((overlay.until - state.now) / 1000)),
            });
    const body = text.split('\n').flatMap((part) => wrapTo(part, Math.min(72, columns - 8)));
    const above = Math.max(0, Math.floor((rows - 2 - body.length) / 2));
    return plain([
      header,
      ...fitRows(
        [
          ...Array.from({ length: above }, () => line('')),
          ...body.map((row) => line(`    ${row}`, 'strong')),
        ],
        rows - 2,
        columns,
      ),
      footer,
    ]);
  }
  return paned(state, layout, header, footer, facts);
}

function paned(
  state: DeskState,
  layout: DeskLayout,
  header: Line,
  footer: Line,
  facts: DeskFacts,
): DeskFrame {
  const { columns } = state.size;
  const top = layout.kind === 'narrow' ? [header, stripLine(state, columns, facts)] : [header];
  const chat = openOne(state);
  const panes: { name: string; columns: number; lines: readonly Line[] }[] = [];
  let left = 0;
  let cursor: Place | null = null;
  const place = (name: string, width: number, lines: readonly Line[], spot: Place | null) => {
    if (panes.length > 0) left += 1;
    if (spot !== null) cursor = { x: left + spot.x, y: top.length + spot.y };
    panes.push({ name, columns: width, lines: fitRows(lines, layout.rows, width) });
    left += width;
  };
  if (layout.list > 0) place('list', layout.list, listLines(state, layout.list, layout.rows, facts), null);
  if (layout.chat > 0) {
    if (chat === undefined) {
      const words =
        state.chats.length > 0 || state.expected > 0 ? facts.say('desk.nobody') : facts.say('desk.over');
      place('chat', layout.chat, [line(''), line(`  ${words}`, 'dim')], null);
    } else {
      const pane = chatPane(state, chat, layout, facts);
      place('chat', layout.chat, pane.lines, state.focus === 'composer' ? pane.cursor : null);
    }
  }
  if (layout.panel > 0) {
    const pane = panelPane(state, layout.panel, layout.rows, facts);
    place('panel', layout.panel, pane.lines, pane.cursor);
  }
  return { top, panes, bottom: [footer], cursor };
}

export interface DeskScreenProps {
  readonly frame: DeskFrame;
}

/** The frame as rows of the whole screen: panes stand side by side with a line between them. */
export function frameRows({ top, panes, bottom }: DeskFrame): readonly Line[] {
  const middle = (panes[0]?.lines ?? []).map((_, row): Line => {
    const spans: Span[] = [];
    for (const [at, { lines }] of panes.entries()) {
      if (at > 0) spans.push(BETWEEN);
      spans.push(...(lines[row] ?? []));
    }
    return spans;
  });
  return [...top, ...middle, ...bottom];
}

const BETWEEN: Span = { text: '│', tone: 'dim' };

export function DeskScreen({ frame }: DeskScreenProps) {
  return <Lines lines={frameRows(frame)} />;
}
