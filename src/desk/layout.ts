import { wrapTo } from '../ui/cells.ts';
import { layOut } from '../ui/editor-layout.ts';
import { shown } from '../ui/shown.ts';
import type { Size } from '../ui/terminal.ts';
import type { Hint } from './coach-types.ts';
import { completionsFor } from './completions.ts';
import type { DeskFacts } from './facts.ts';
import type { ChatView, DeskState } from './view-state.ts';

/** Below this the desk cannot be worked at. */
export const COLUMNS_MIN = 60;
export const ROWS_MIN = 18;

export interface DeskLayout {
  readonly kind: 'too-small' | 'narrow' | 'middle' | 'wide';
  /** Columns of each pane; 0 where it is not shown. */
  readonly list: number;
  readonly chat: number;
  readonly panel: number;
  /** Rows between the header and the footer. */
  readonly rows: number;
  /** Rows of the composer's text, of what is offered above it, and of the conversation above both (rules excluded). */
  readonly composerRows: number;
  readonly offerRows: number;
  readonly conversationRows: number;
  /** Columns that text in the composer may take. */
  readonly composerColumns: number;
}

const OFFERS_MAX = 8;

/**
 * Where everything stands. Wide: three panes; middle: the list, and chat or panel beside it; narrow: one at a time below a strip of
 * chats. Panes are swapped, never laid over each other.
 */
export function layoutOf(state: DeskState, facts: DeskFacts): DeskLayout {
  const { columns, rows } = state.size;
  const kind = kindOf(state.size);
  const list = kind === 'wide' ? 28 : kind === 'middle' ? 27 : state.pane === 'list' ? columns : 0;
  const panel =
    kind === 'wide'
      ? Math.min(64, Math.max(34, Math.floor(columns * 0.32)))
      : state.pane === 'panel'
        ? columns - (kind === 'middle' ? list + 1 : 0)
        : 0;
  const chat =
    kind === 'wide'
      ? columns - list - panel - 2
      : state.pane === 'panel' || (kind === 'narrow' && state.pane === 'list')
        ? 0
        : columns - (kind === 'middle' ? list + 1 : 0);
  // Header and footer; a narrow terminal has the strip of chats as well.
  const inner = Math.max(0, rows - 2 - (kind === 'narrow' ? 1 : 0));
  const composerColumns = Math.max(10, (chat || columns) - 2);
  const open = state.chats.find(({ id }) => id === state.open);
  const composerRows = composerHeight(open, composerColumns, inner);
  const offerRows = open === undefined ? 0 : offerHeight(state, open, facts, inner, chat || columns);
  return {
    kind,
    list,
    chat,
    panel,
    rows: inner,
    composerRows,
    offerRows,
    // A line with the buyer's name above, a rule below.
    conversationRows: Math.max(1, inner - composerRows - offerRows - 2),
    composerColumns,
  };
}

export function kindOf({ columns, rows }: Size): DeskLayout['kind'] {
  if (columns < COLUMNS_MIN || rows < ROWS_MIN) return 'too-small';
  return columns >= 112 ? 'wide' : columns >= 84 ? 'middle' : 'narrow';
}

function composerHeight(chat: ChatView | undefined, columns: number, inner: number): number {
  const least = inner >= 22 ? 3 : 2;
  if (chat === undefined || chat.draft.editor.text === '') return least;
  const most = Math.max(least, Math.min(8, Math.floor(inner / 3)));
  return Math.min(most, Math.max(least, layOut(chat.draft.editor, columns).rows.length));
}

/** A hint as rows; the row below says how to get more. */
export function hintRows({ level, text }: Hint, columns: number, { say }: DeskFacts): readonly string[] {
  return wrapTo(`${say('desk.hint', { level })} ${shown(text)}`, columns - 4);
}

function offerHeight(
  state: DeskState,
  chat: ChatView,
  facts: DeskFacts,
  inner: number,
  columns: number,
): number {
  const room = Math.max(3, Math.floor(inner / 2) - 2);
  if (state.overlay?.type === 'phrases') return Math.min(OFFERS_MAX + 1, room);
  if (
    state.overlay?.type === 'confirm' ||
    state.overlay?.type === 'dispute' ||
    state.overlay?.type === 'rewind'
  )
    return 3;
  const found = state.completion === null ? null : completionsFor(chat, facts);
  if (found !== null) return Math.min(OFFERS_MAX, room, found.items.length);
  return chat.hint === null ? 0 : Math.min(room, hintRows(chat.hint, columns, facts).length + 1);
}
