import type { TranscriptEvent } from '../../model/event.ts';
import { shown } from '../../ui/shown.ts';
import { deedWords, textBeside } from '../event-words.ts';
import type { DeskFacts } from '../facts.ts';
import type { ChatView, DeskState } from '../view-state.ts';
import { isTyping } from '../views/list-lines.ts';
import { inOrder, numberOf, waitedMs } from '../waiting.ts';

/*
 * The desk in sentences, for those who hear it or read it line by line: one thing a line, each with the number and name of the
 * buyer it is about, no signs that need eyes.
 */

/** What an event of the conversation is told as; `null` for what is not to be seen. `isTold`: own words are read out as well. */
export function spokenEvent(
  state: DeskState,
  chat: ChatView,
  event: TranscriptEvent,
  isTold: boolean,
  facts: DeskFacts,
): string | null {
  const { say } = facts;
  const who = whoOf(state, chat);
  switch (event.type) {
    case 'message': {
      const text = wordsOf(event, chat, facts);
      if (event.from === 'buyer') return say('spoken.buyer', { ...who, text });
      const how =
        event.via === 'auto'
          ? say('desk.via.auto')
          : event.via === 'quick-phrase'
            ? say('desk.via.phrase')
            : event.via === 'bot'
              ? say('spoken.via.bot')
              : null;
      if (how !== null) return say('spoken.you.by', { ...who, text, how });
      return isTold ? say('spoken.you', { ...who, text }) : null;
    }
    case 'ending':
      return say('spoken.ending', { ...who, ending: say(`ending.${event.ending}`) });
    default: {
      const deed = deedWords(event, chat, facts);
      return deed === null ? null : say(`spoken.deed.${deed.kind}`, { ...who, text: spoken(deed.text) });
    }
  }
}

/** The whole conversation, what was said before it included. */
export function spokenConversation(state: DeskState, chat: ChatView, facts: DeskFacts): readonly string[] {
  const header = chat.events[0];
  const prior = header?.type === 'header' ? (header.priorLog ?? []) : [];
  return [
    spokenChat(state, chat, facts),
    ...(prior.length === 0
      ? []
      : [
          facts.say('desk.prior'),
          ...prior.map(({ from, text }) => `${facts.say(`report.said.${from}`)}: ${spoken(text)}`),
        ]),
    ...chat.events.flatMap((event) => spokenEvent(state, chat, event, true, facts) ?? []),
  ];
}

/** One buyer as the list tells of them: number, name, how long they wait, what an agent could tell of them. */
export function spokenChat(state: DeskState, chat: ChatView, facts: DeskFacts): string {
  const { say } = facts;
  const waited = waitedMs(chat, state.now);
  const standing =
    chat.failed !== null
      ? say('desk.stopped')
      : chat.ended !== null
        ? chat.ended.reason === 'rewound'
          ? say('desk.rewound')
          : say('desk.over')
        : waited === null
          ? say('spoken.answered')
          : say('spoken.waits', { time: spokenTime(waited, facts) });
  const parts = [
    standing,
    ...(chat.unread > 0 ? [say('spoken.unread', { count: chat.unread })] : []),
    ...(chat.mood === 'neutral' ? [] : [say(`spoken.mood.${chat.mood}`)]),
    ...(isTyping(chat, state.now) ? [say('desk.typing')] : []),
    ...(chat.draft.editor.text === '' ? [] : [say('spoken.draft', { text: spoken(chat.draft.editor.text) })]),
  ];
  const open = chat.id === state.open ? say('spoken.is-open') : '';
  return say('spoken.chat', { ...whoOf(state, chat), open, parts: parts.join(say('spoken.comma')) });
}

/** Everybody, in the order of the list, and who is still to come. */
export function spokenList(state: DeskState, facts: DeskFacts): readonly string[] {
  const { say } = facts;
  const chats = inOrder(state.chats, state.order);
  return [
    ...(chats.length === 0
      ? [say('desk.nobody')]
      : [say('spoken.list', { list: say('desk.list'), order: say(`desk.order.${state.order}`) })]),
    ...chats.map((chat) => spokenChat(state, chat, facts)),
    ...(state.expected > 0 ? [say('desk.expected', { count: state.expected })] : []),
  ];
}

export function whoOf(
  state: DeskState,
  chat: ChatView,
): { readonly number: string; readonly account: string } {
  return { number: String(numberOf(state.chats, chat.id) ?? '–'), account: spoken(chat.account) };
}

/** `25 seconds`, `2 minutes 5 seconds`, as it is said. */
export function spokenTime(ms: number, { say }: DeskFacts): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60
    ? say('spoken.seconds', { seconds })
    : say('spoken.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function wordsOf(
  event: Extract<TranscriptEvent, { type: 'message' }>,
  chat: ChatView,
  facts: DeskFacts,
): string {
  const content = event.content ?? [];
  const cards = content.flatMap((part) =>
    part.type === 'card'
      ? [facts.say('spoken.card', { card: spoken(facts.card(chat.id, part.card, part.id)) })]
      : part.type === 'image'
        ? [spoken(facts.say('desk.picture', { alt: part.alt }))]
        : [],
  );
  const said = textBeside(event);
  return [...cards, ...(said === '' ? [] : [spoken(said)])].join(' ');
}

/** A text from outside on one line, without signs for what is not there. */
export function spoken(text: string): string {
  return shown(text).replace(/\s*\n\s*/g, ' ');
}
