import { cutTo, fitTo } from '../../ui/cells.ts';
import { type Line, line, type Span, spread, type Tone } from '../../ui/lines.ts';
import { shownLine } from '../../ui/shown.ts';
import type { DeskFacts } from '../facts.ts';
import type { ChatView, DeskState, VisibleMood } from '../view-state.ts';
import { alarmOf, inOrder, numberOf, shortTime, waitedMs } from '../waiting.ts';

const MOODS: Readonly<Record<VisibleMood, Span>> = {
  pleased: { text: ':)', tone: 'good' },
  neutral: { text: '  ' },
  unhappy: { text: ':(', tone: 'warn' },
  angry: { text: '!!', tone: 'bad' },
};

/** The chats, two rows each where there is room: who it is with how long they wait, and what was said last. */
export function listLines(
  state: DeskState,
  columns: number,
  rows: number,
  facts: DeskFacts,
): readonly Line[] {
  const { say } = facts;
  const chats = inOrder(state.chats, state.order);
  const title = spread(
    line(` ${say('desk.list')}`, 'title'),
    line(`${say(`desk.order.${state.order}`)} `, 'dim'),
    columns,
  );
  const each = chats.length * 2 <= rows - 2 ? 2 : 1;
  const lines = chats.flatMap((chat) => {
    const head = headLine(chat, numberOf(state.chats, chat.id), state, columns, facts);
    return each === 2 ? [head, previewLine(chat, state, columns, facts)] : [head];
  });
  const coming =
    state.expected > 0 ? [line(` ${say('desk.expected', { count: state.expected })}`, 'dim')] : [];
  // The open chat stays in sight.
  const room = rows - 1 - coming.length;
  const openAt = chats.findIndex(({ id }) => id === state.open) * each;
  const from = Math.max(0, Math.min(openAt - room + each, lines.length - room));
  return [title, ...lines.slice(from, from + room), ...coming];
}

function headLine(
  chat: ChatView,
  number: number | null,
  state: DeskState,
  columns: number,
  facts: DeskFacts,
): Line {
  const isOpen = chat.id === state.open;
  const right: Span[] = [
    ...(chat.unread > 0 ? [{ text: ` ${chat.unread}●`, tone: 'accent' as const }] : []),
    { text: ' ' },
    ...waitSpans(chat, state.now, facts),
  ];
  const end = right.reduce((sum, { text }) => sum + text.length, 0);
  const name = cutTo(shownLine(chat.account), Math.max(4, columns - end - 6));
  const left: Span[] = [
    {
      text: `${isOpen ? '▸' : ' '}${number !== null && number <= 9 ? number : ' '} `,
      ...(isOpen ? { tone: 'strong' as const } : { tone: 'dim' as const }),
    },
    { text: name, ...(isOpen ? { tone: 'chosen' as const } : {}) },
    { text: ' ' },
    MOODS[chat.mood],
  ];
  return spread(left, right, columns);
}

/** How long somebody waits, with a sign that grows; what became of it once it is over. */
export function waitSpans(chat: ChatView, now: number, facts: DeskFacts): Span[] {
  if (chat.failed !== null) return [{ text: `${facts.say('desk.stopped')} `, tone: 'bad' }];
  if (chat.ended?.reason === 'rewound') return [{ text: `${facts.say('desk.rewound')} `, tone: 'dim' }];
  if (chat.ended !== null) return [{ text: `${facts.say('desk.over')} `, tone: 'dim' }];
  const waited = waitedMs(chat, now);
  if (waited === null) return [{ text: '✓ ', tone: 'good' }];
  const { sign, tone } = alarmOf(waited);
  return [{ text: `${sign}${shortTime(waited).padStart(5)} `, ...(tone === undefined ? {} : { tone }) }];
}

function previewLine(chat: ChatView, state: DeskState, columns: number, facts: DeskFacts): Line {
  if (isTyping(chat, state.now)) return line(fitTo(`   ${facts.say('desk.typing')}`, columns), 'accent');
  const last = chat.events.findLast((event) => event.type === 'message');
  const draft = chat.id !== state.open && chat.draft.editor.text !== '';
  const text = draft
    ? `${facts.say('desk.draft')} ${chat.draft.editor.text}`
    : last?.type === 'message'
      ? `${last.from === 'buyer' ? '' : '↩ '}${last.text}`
      : '';
  const tone: Tone = draft ? 'warn' : 'dim';
  return line(fitTo(`   ${shownLine(text.slice(0, 200))}`, columns), tone);
}

export function isTyping({ typing, ended }: ChatView, now: number): boolean {
  return ended === null && typing !== null && now >= typing.from && now < typing.until;
}

/** All chats on one row, for a terminal with room for one pane only. */
export function stripLine(state: DeskState, columns: number, facts: DeskFacts): Line {
  const spans = inOrder(state.chats, state.order).flatMap((chat): Span[] => {
    const isOpen = chat.id === state.open;
    return [
      { text: ` ${numberOf(state.chats, chat.id) ?? '–'} `, tone: 'dim' },
      { text: cutTo(shownLine(chat.account), 8), ...(isOpen ? { tone: 'chosen' as const } : {}) },
      ...(chat.unread > 0 ? [{ text: ` ${chat.unread}●`, tone: 'accent' as const }] : []),
      { text: ' ' },
      ...waitSpans(chat, state.now, facts).map((span) => ({ ...span, text: span.text.replace(/\s+/g, '') })),
      { text: ' ' },
    ];
  });
  return spans.length === 0
    ? line(` ${facts.say('desk.nobody')}`, 'dim')
    : spans.length > 0
      ? spread(spans, [], columns)
      : [];
}
