import { cutTo, fitTo, wrapTo } from '../../ui/cells.ts';
import { layOut } from '../../ui/editor-layout.ts';
import { fitLine, fitRows, type Line, line, rule, type Span, spread } from '../../ui/lines.ts';
import { shownLine } from '../../ui/shown.ts';
import type { Place } from '../../ui/terminal.ts';
import { completionsFor } from '../completions.ts';
import { conversationLines } from '../conversation-lines.ts';
import type { DeskFacts } from '../facts.ts';
import { type DeskLayout, hintRows } from '../layout.ts';
import { findPhrases } from '../phrases.ts';
import type { ChatView, DeskState } from '../view-state.ts';
import { isTyping, waitSpans } from './list-lines.ts';

export interface ChatPane {
  readonly lines: readonly Line[];
  /** Where the real cursor belongs, from the pane's upper left corner. */
  readonly cursor: Place | null;
}

/** The open conversation with everything below it: what is offered, and what is being written. */
export function chatPane(state: DeskState, chat: ChatView, layout: DeskLayout, facts: DeskFacts): ChatPane {
  const columns = layout.chat;
  const all = conversationLines(chat, columns - 1, facts);
  const rows = layout.conversationRows;
  const scroll = Math.min(chat.scroll, Math.max(0, all.length - rows));
  const end = all.length - scroll;
  const shownRows = all.slice(Math.max(0, end - rows), end);
  const offers = offerPane(state, chat, layout, facts);
  const composer = composerPane(state, chat, layout, facts);
  const ahead = 1 + rows + 1;
  return {
    lines: [
      titleLine(state, chat, columns, facts),
      ...fitRows(shownRows, rows, columns),
      ruleLine(state, chat, scroll, columns, facts),
      ...fitRows(offers.lines, layout.offerRows, columns),
      ...fitRows(composer.lines, layout.composerRows, columns),
    ],
    cursor:
      offers.cursor !== null
        ? { x: offers.cursor.x, y: ahead + offers.cursor.y }
        : composer.cursor === null || state.overlay !== null
          ? null
          : { x: composer.cursor.x, y: ahead + layout.offerRows + composer.cursor.y },
  };
}

function titleLine(state: DeskState, chat: ChatView, columns: number, facts: DeskFacts): Line {
  const now = chat.context?.now ?? '';
  const mood: Span[] =
    chat.mood === 'neutral'
      ? []
      : [
          {
            text: ` ${facts.say(`desk.mood.${chat.mood}`)}`,
            tone: chat.mood === 'pleased' ? 'good' : chat.mood === 'angry' ? 'bad' : 'warn',
          },
        ];
  return spread(
    [
      { text: ` ${shownLine(chat.account)}`, tone: 'strong' },
      ...mood,
      { text: `  ${now.slice(0, 10)}`, tone: 'dim' },
    ],
    waitSpans(chat, state.now, facts),
    columns,
  );
}

function ruleLine(state: DeskState, chat: ChatView, scroll: number, columns: number, facts: DeskFacts): Line {
  if (scroll > 0) return rule(facts.say('desk.scrolled', { rows: scroll }), columns, 'warn');
  if (isTyping(chat, state.now)) return rule(facts.say('desk.typing'), columns, 'accent');
  return rule('', columns);
}

function composerPane(state: DeskState, chat: ChatView, layout: DeskLayout, facts: DeskFacts): ChatPane {
  const { editor } = chat.draft;
  if (chat.ended !== null && editor.text === '')
    return {
      lines: [line(` ${state.done ? facts.say('desk.done.hint') : facts.say('desk.ended.hint')}`, 'dim')],
      cursor: { x: 2, y: 0 },
    };
  if (editor.text === '')
    return {
      lines: [
        [
          { text: '› ', tone: 'accent' },
          { text: facts.say('desk.placeholder'), tone: 'dim' },
        ],
      ],
      cursor: { x: 2, y: 0 },
    };
  const { rows, x, y } = layOut(editor, layout.composerColumns);
  const top = Math.max(0, Math.min(y - layout.composerRows + 1, rows.length - layout.composerRows));
  const from = Math.max(top, Math.min(y, top));
  return {
    lines: rows
      .slice(from, from + layout.composerRows)
      .map((row, at): Line => [{ text: from + at === 0 ? '› ' : '  ', tone: 'accent' }, { text: row }]),
    cursor: { x: x + 2, y: y - from },
  };
}

function offerPane(state: DeskState, chat: ChatView, layout: DeskLayout, facts: DeskFacts): ChatPane {
  const columns = layout.chat;
  const { say } = facts;
  const { overlay } = state;
  switch (overlay?.type) {
    case 'confirm': {
      const rows = wrapTo(shownLine(overlay.words), columns - 4).slice(0, 2);
      return {
        lines: [...rows.map((row) => line(`  ${row}`, 'warn')), line(`  ${say('desk.confirm.keys')}`, 'dim')],
        cursor: null,
      };
    }
    case 'rewind': {
      const event = chat.events[overlay.event];
      return {
        lines: [
          line(`  ${say('desk.rewind.ask')}`, 'warn'),
          line(`  “${cutTo(shownLine(event?.type === 'message' ? event.text : ''), columns - 6)}”`, 'strong'),
          line(`  ${say('desk.rewind.keys')}`, 'dim'),
        ],
        cursor: null,
      };
    }
    case 'dispute': {
      const label = `  ${say('desk.dispute.reason')} `;
      const field = layOut(overlay.reason, 10_000);
      return {
        lines: [
          line(`  ✗ ${cutTo(shownLine(overlay.fault.text), columns - 6)}`, 'bad'),
          [{ text: label, tone: 'accent' }, { text: field.rows[0] ?? '' }],
          line(`  ${say('desk.dispute.keys')}`, 'dim'),
        ],
        cursor: { x: Math.min(columns - 1, widthOfText(label) + field.x), y: 1 },
      };
    }
    case 'phrases': {
      const found = findPhrases(facts.phrases(chat.id), overlay.query.text);
      const at = Math.min(overlay.at, Math.max(0, found.length - 1));
      const room = layout.offerRows - 1;
      const from = Math.max(0, Math.min(at - room + 1, found.length - room));
      const label = ` ${say('desk.phrases')} `;
      const field = layOut(overlay.query, 10_000);
      const rows = found.slice(from, from + room).map(({ key, text, own }, index): Line => {
        const chosen = from + index === at;
        return fitLine(
          [
            { text: `${chosen ? '▸' : ' '}${own ? '*' : ' '}` },
            { text: fitTo(cutTo(shownLine(key), 14), 15), tone: chosen ? 'chosen' : 'accent' },
            { text: shownLine(text), tone: chosen ? 'strong' : 'dim' },
          ],
          columns,
        );
      });
      return {
        lines: [
          [{ text: label, tone: 'title' }, { text: field.rows[0] ?? '' }],
          ...(found.length === 0 ? [line(`  ${say('desk.none')}`, 'dim')] : rows),
        ],
        cursor: { x: Math.min(columns - 1, widthOfText(label) + field.x), y: 0 },
      };
    }
    default:
  }
  const offered = state.completion === null ? null : completionsFor(chat, facts);
  if (offered !== null) {
    const at = Math.min(state.completion ?? 0, offered.items.length - 1);
    const from = Math.max(0, Math.min(at - layout.offerRows + 1, offered.items.length - layout.offerRows));
    return {
      cursor: null,
      lines: offered.items.slice(from, from + layout.offerRows).map(({ title, about }, index): Line => {
        const chosen = from + index === at;
        // Where not all can be seen, how many there are.
        const count =
          chosen && offered.items.length > layout.offerRows ? ` ${at + 1}/${offered.items.length} ` : '';
        return spread(
          [
            { text: chosen ? '▸ ' : '  ' },
            { text: fitTo(cutTo(shownLine(title), 22), 23), tone: chosen ? 'chosen' : 'accent' },
            { text: shownLine(about), tone: 'dim' },
          ],
          line(count, 'dim'),
          columns,
        );
      }),
    };
  }
  if (chat.hint !== null) {
    const { hint } = chat;
    const rows = hintRows(hint, columns, facts);
    const more = hint.reply === undefined ? say('desk.hint.more') : say('desk.hint.take');
    return {
      cursor: null,
      lines: [
        ...rows.slice(0, layout.offerRows - 1).map((row) => line(`  ${row}`, 'accent')),
        line(`  ${more}`, 'dim'),
      ],
    };
  }
  return { lines: [], cursor: null };
}

function widthOfText(text: string): number {
  return layOut({ text, cursor: text.length }, 10_000).x;
}
