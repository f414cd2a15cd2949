import { EMPTY_EDITOR } from '../ui/editor.ts';
import { type ChatView, type DeskState, type DeskStep, EMPTY_DRAFT, type Notice } from './view-state.ts';

/** Messages to one buyer that can be recalled. */
export const HISTORY_MAX = 100;
/** How long a notice stands in the footer. */
const NOTICE_MS = 8_000;

export function only(state: DeskState): DeskStep {
  return { state, effects: [] };
}

/** Changes one chat and no other. */
export function withChat(state: DeskState, id: string, change: (chat: ChatView) => ChatView): DeskState {
  return { ...state, chats: state.chats.map((chat) => (chat.id === id ? change(chat) : chat)) };
}

export function told(state: DeskState, text: string, tone: Notice['tone'] = 'bad'): DeskStep {
  return only({ ...state, notice: { text, until: state.now + NOTICE_MS, tone } });
}

/** A command is done: it goes into the history, and the draft is empty again. */
export function cleared(state: DeskState, chat: ChatView): DeskState {
  const text = chat.draft.editor.text.trim();
  return withChat({ ...state, completion: 0 }, chat.id, (one) => ({
    ...one,
    draft: EMPTY_DRAFT,
    history: [...one.history, text].slice(-HISTORY_MAX),
    recalled: null,
  }));
}

/** Brings a chat to the front; its draft, its history and its place in the conversation are as they were left. */
export function openChat(state: DeskState, id: string): DeskState {
  return withChat(
    {
      ...state,
      open: id,
      pane: 'chat',
      focus: 'composer',
      completion: 0,
      // What was searched for was for the buyer before.
      panel: { ...state.panel, scroll: 0, ...(state.open === id ? {} : { query: EMPTY_EDITOR }) },
    },
    id,
    (chat) => ({ ...chat, unread: 0 }),
  );
}

/** The chat that is open, if any. */
export function openOne(state: DeskState): ChatView | undefined {
  return state.chats.find(({ id }) => id === state.open);
}
