import { deleteBefore, type Editor, insert, killToLineStart, killWordBefore, move } from '../ui/editor.ts';
import type { Key } from '../ui/keys.ts';
import type { DeskFacts } from './facts.ts';
import { helpLines } from './help-lines.ts';
import { findPhrases } from './phrases.ts';
import { cleared, only, openOne, told } from './steps.ts';
import { putIn } from './update-composer.ts';
import type { DeskState, DeskStep, Overlay } from './view-state.ts';

/** How long the rest after an abusive buyer is. */
const COOL_DOWN_MS = 60_000;

/** A key while something stands before the desk: help, a question, the ready phrases. */
export function overlayKey(state: DeskState, overlay: Overlay, key: Key, facts: DeskFacts): DeskStep {
  switch (overlay.type) {
    case 'help':
      return helpKey(state, overlay, key, facts);
    case 'quit':
      if (isYes(key) || (key.name === 'ctrl' && key.letter === 'c'))
        return { state: closed(state), effects: [{ do: 'quit' }] };
      return isNo(key) ? only(closed(state)) : only(state);
    case 'confirm': {
      if (isNo(key)) return told(closed(state), facts.say('desk.confirm.dropped'), 'plain');
      if (!isYes(key)) return only(state);
      const chat = state.chats.find(({ id }) => id === overlay.chat);
      return {
        state: closed(chat === undefined ? state : cleared(state, chat)),
        effects: [{ do: 'act', chat: overlay.chat, request: overlay.request }],
      };
    }
    case 'phrases':
      return phrasesKey(state, overlay, key, facts);
    case 'cool-down':
      return coolDownKey(state, overlay, key);
    case 'dispute': {
      if (key.name === 'escape') return only(closed(state));
      if (key.name === 'enter') {
        const reason = overlay.reason.text.trim();
        if (reason === '') return told(state, facts.say('desk.dispute.why'));
        const { chat, event, fault } = overlay;
        return { state: closed(state), effects: [{ do: 'dispute', chat, event, fault, reason }] };
      }
      return only({ ...state, overlay: { ...overlay, reason: lineKey(overlay.reason, key) } });
    }
    case 'rewind':
      return rewindKey(state, overlay, key);
  }
}

export function closed(state: DeskState): DeskState {
  return { ...state, overlay: null };
}

/** A one-line field: typing, deleting, moving. */
export function lineKey(editor: Editor, key: Key): Editor {
  switch (key.name) {
    case 'text':
    case 'paste':
      return insert(editor, key.text.replace(/[\r\n]+/g, ' '));
    case 'backspace':
      return key.alt || key.ctrl ? killWordBefore(editor) : deleteBefore(editor);
    case 'left':
      return move(editor, 'left');
    case 'right':
      return move(editor, 'right');
    case 'home':
      return move(editor, 'start');
    case 'end':
      return move(editor, 'end');
    case 'ctrl':
      return key.letter === 'u'
        ? killToLineStart(editor)
        : key.letter === 'w'
          ? killWordBefore(editor)
          : editor;
    default:
      return editor;
  }
}

function isYes(key: Key): boolean {
  return key.name === 'enter' || (key.name === 'text' && /^[yY是ｙ]$/.test(key.text));
}

function isNo(key: Key): boolean {
  return (
    key.name === 'escape' ||
    (key.name === 'ctrl' && key.letter === 'c') ||
    (key.name === 'text' && /^[nN否ｎ]$/.test(key.text))
  );
}

function helpKey(
  state: DeskState,
  overlay: Extract<Overlay, { type: 'help' }>,
  key: Key,
  facts: DeskFacts,
): DeskStep {
  const most = Math.max(0, helpLines(state.size.columns, facts).length - (state.size.rows - 3));
  const by =
    key.name === 'down'
      ? 1
      : key.name === 'up'
        ? -1
        : key.name === 'page-down' || (key.name === 'text' && key.text === ' ')
          ? state.size.rows - 4
          : key.name === 'page-up'
            ? 4 - state.size.rows
            : 0;
  if (by === 0)
    return key.name === 'text' && key.text !== '?' && key.text !== 'q' ? only(state) : only(closed(state));
  return only({
    ...state,
    overlay: { ...overlay, scroll: Math.max(0, Math.min(most, overlay.scroll + by)) },
  });
}

function phrasesKey(
  state: DeskState,
  overlay: Extract<Overlay, { type: 'phrases' }>,
  key: Key,
  facts: DeskFacts,
): DeskStep {
  const chat = openOne(state);
  if (chat === undefined || key.name === 'escape' || (key.name === 'ctrl' && key.letter === 'r'))
    return only(closed(state));
  const found = findPhrases(facts.phrases(chat.id), overlay.query.text);
  const at = Math.min(overlay.at, Math.max(0, found.length - 1));
  if (key.name === 'up' || key.name === 'down') {
    const by = key.name === 'up' ? -1 : 1;
    return only({
      ...state,
      overlay: { ...overlay, at: found.length === 0 ? 0 : (at + by + found.length) % found.length },
    });
  }
  if (key.name === 'enter' || key.name === 'tab') {
    const chosen = found[at];
    return only(chosen === undefined ? state : putIn(closed(state), chat, chosen.text, true));
  }
  return only({ ...state, overlay: { ...overlay, query: lineKey(overlay.query, key), at: 0 } });
}

function coolDownKey(state: DeskState, overlay: Extract<Overlay, { type: 'cool-down' }>, key: Key): DeskStep {
  if (overlay.until === null) {
    if (isYes(key))
      return {
        state: { ...state, overlay: { type: 'cool-down', until: state.now + COOL_DOWN_MS } },
        effects: [{ do: 'pause', paused: true }],
      };
    return isNo(key) ? only(closed(state)) : only(state);
  }
  return isNo(key) || isYes(key)
    ? { state: closed(state), effects: [{ do: 'pause', paused: false }] }
    : only(state);
}

/** Goes back message by message through one's own; Enter takes up the conversation from before the chosen one. */
function rewindKey(state: DeskState, overlay: Extract<Overlay, { type: 'rewind' }>, key: Key): DeskStep {
  const chat = state.chats.find(({ id }) => id === overlay.chat);
  const own = chat?.events.filter((event) => event.type === 'message' && event.from === 'agent') ?? [];
  const at = own.findIndex(({ index }) => index === overlay.event);
  const step = key.name === 'up' ? own[at - 1] : key.name === 'down' ? own[at + 1] : undefined;
  if (step !== undefined) return only({ ...state, overlay: { ...overlay, event: step.index } });
  if (key.name === 'enter')
    return { state: closed(state), effects: [{ do: 'rewind', chat: overlay.chat, event: overlay.event }] };
  return isNo(key) ? only(closed(state)) : only(state);
}
