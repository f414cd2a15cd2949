import { graphemes } from '../ui/cells.ts';
import { type Editor, editorWith, insert, moveTo } from '../ui/editor.ts';
import { deletion, motion } from '../ui/editor-keys.ts';
import { moveRow } from '../ui/editor-layout.ts';
import type { Key } from '../ui/keys.ts';
import { type Completions, completionsFor } from './completions.ts';
import type { DeskFacts } from './facts.ts';
import { layoutOf } from './layout.ts';
import { sendDraft } from './send.ts';
import { withChat } from './steps.ts';
import { type ChatView, type DeskEffect, type DeskState, type DeskStep, EMPTY_DRAFT } from './view-state.ts';

/** A key while a message is being written to the open chat. */
export function composerKey(state: DeskState, chat: ChatView, key: Key, facts: DeskFacts): DeskStep {
  const offered = state.completion === null ? null : completionsFor(chat, facts);
  if (offered !== null) {
    const taken = completionKey(state, chat, key, offered);
    if (taken !== null) return taken;
  }
  if (key.name === 'enter') return sendDraft(state, chat, facts);
  if (key.name === 'up' || key.name === 'down') return upOrDown(state, chat, key.name, facts);
  const { editor } = chat.draft;
  if (key.name === 'text' || key.name === 'paste' || key.name === 'newline') {
    const text = 'text' in key ? key.text : '\n';
    return written(state, chat, insert(editor, text), key.name === 'paste' ? 'pasted' : 'typed', text);
  }
  const deleted = deletion(editor, key);
  if (deleted !== null) return written(state, chat, deleted, 'corrected', '');
  const moved = motion(editor, key);
  if (moved !== null) return { state: withDraft(state, chat, { ...chat.draft, editor: moved }), effects: [] };
  if (key.name === 'escape') return { state: { ...state, completion: null }, effects: [] };
  return { state, effects: [] };
}

/** Takes a text into the draft as if it had been chosen: a ready phrase, a sample reply. */
export function putIn(state: DeskState, chat: ChatView, text: string, phrase: boolean): DeskState {
  const { draft } = chat;
  const editor = insert({ ...draft.editor, joining: false }, text);
  const slot = /\{[\w-]+\}/.exec(editor.text);
  return withDraft(state, chat, {
    ...draft,
    editor: slot === null ? editor : moveTo(editor, slot.index),
    firstKeyAt: draft.firstKeyAt ?? state.now,
    phrase: phrase ? text : draft.phrase,
    pastedChars: phrase ? draft.pastedChars : draft.pastedChars + text.length,
  });
}

function withDraft(state: DeskState, chat: ChatView, draft: ChatView['draft']): DeskState {
  return withChat(state, chat.id, (one) => ({ ...one, draft }));
}

function written(
  state: DeskState,
  chat: ChatView,
  editor: Editor,
  how: 'typed' | 'pasted' | 'corrected',
  text: string,
): DeskStep {
  if (editor === chat.draft.editor) return { state, effects: [] };
  const { draft } = chat;
  const began = draft.firstKeyAt === null;
  const next = withChat({ ...state, completion: 0 }, chat.id, (one) => ({
    ...one,
    recalled: null,
    scroll: 0,
    draft:
      editor.text === ''
        ? { ...EMPTY_DRAFT, editor }
        : {
            ...draft,
            editor,
            firstKeyAt: draft.firstKeyAt ?? state.now,
            keys: draft.keys + (how === 'pasted' ? 1 : how === 'typed' ? graphemes(text).length : 1),
            corrections: draft.corrections + (how === 'corrected' ? 1 : 0),
            pastedChars:
              draft.pastedChars + (how === 'pasted' ? editor.text.length - draft.editor.text.length : 0),
          },
  }));
  const effects: DeskEffect[] =
    began && editor.text !== '' && !editor.text.startsWith('/') && chat.ended === null
      ? [{ do: 'typing', chat: chat.id }]
      : [];
  return { state: next, effects };
}

/** Within the draft from row to row; beyond its first and last row through what was sent before. */
function upOrDown(state: DeskState, chat: ChatView, key: 'up' | 'down', facts: DeskFacts): DeskStep {
  const columns = layoutOf(state, facts).composerColumns;
  const moved = moveRow(chat.draft.editor, columns, key === 'up' ? -1 : 1);
  if (moved !== null) return { state: withDraft(state, chat, { ...chat.draft, editor: moved }), effects: [] };
  const { history, recalled, draft } = chat;
  const at = (recalled?.at ?? history.length) + (key === 'up' ? -1 : 1);
  if (at < 0 || (recalled === null && key === 'down')) return { state, effects: [] };
  return {
    effects: [],
    state: withChat(state, chat.id, (one) =>
      at >= history.length
        ? { ...one, draft: recalled?.draft ?? draft, recalled: null }
        : {
            ...one,
            draft: {
              ...EMPTY_DRAFT,
              editor: editorWith(history[at]!),
              firstKeyAt: draft.firstKeyAt ?? state.now,
            },
            recalled: { at, draft: recalled?.draft ?? draft },
          },
    ),
  };
}

function completionKey(state: DeskState, chat: ChatView, key: Key, offered: Completions): DeskStep | null {
  const at = Math.min(state.completion ?? 0, offered.items.length - 1);
  const { editor } = chat.draft;
  const chosen = offered.items[at]!;
  const typed = editor.text.slice(offered.from, editor.cursor);
  const isWhole = typed.trim() === chosen.insert.trim();
  switch (key.name) {
    case 'up':
    case 'down': {
      const by = key.name === 'up' ? -1 : 1;
      return {
        state: { ...state, completion: (at + by + offered.items.length) % offered.items.length },
        effects: [],
      };
    }
    case 'escape':
      return { state: { ...state, completion: null }, effects: [] };
    case 'enter':
    case 'tab': {
      if (key.name === 'tab' && key.shift) return null;
      // What is typed out is meant as it stands; a list of arguments nobody began to type must not get in the way of sending.
      if (key.name === 'enter' && (isWhole || (offered.kind === 'argument' && typed === ''))) return null;
      const text = editor.text.slice(0, offered.from) + chosen.insert + editor.text.slice(editor.cursor);
      const next = {
        ...insert(editor, ''),
        undo: [...editor.undo, { text: editor.text, cursor: editor.cursor }],
      };
      return written(
        state,
        chat,
        { ...next, text, cursor: offered.from + chosen.insert.length, joining: false },
        'typed',
        chosen.insert,
      );
    }
    default:
      return null;
  }
}
