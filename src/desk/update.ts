import { EMPTY_EDITOR } from '../ui/editor.ts';
import type { Key } from '../ui/keys.ts';
import type { DeskFacts } from './facts.ts';
import { layoutOf } from './layout.ts';
import { lineEntered, readyForLine } from './spoken/line-mode.ts';
import { only, openChat, openOne, told, withChat } from './steps.ts';
import { deskCommand, dispute, scrollMost } from './update-commands.ts';
import { composerKey, putIn } from './update-composer.ts';
import { hearHost } from './update-host.ts';
import { lineKey, overlayKey } from './update-overlay.ts';
import { type DeskInput, type DeskState, type DeskStep, PANEL_TABS } from './view-state.ts';
import { chatOfNumber, inOrder, longestWaiting, numberOf } from './waiting.ts';

/** The desk's next state after something came in, and what is to be done about it. Pure; every key is safe at every moment. */
export function update(state: DeskState, input: DeskInput, facts: DeskFacts): DeskStep {
  switch (input.type) {
    case 'tick':
      return ticked(state, input.now);
    case 'resize':
      return only({ ...state, size: input.size });
    case 'host':
      return hearHost(state, input.event, facts);
    case 'badge':
      return only(
        withChat(state, input.chat, (chat) => ({
          ...chat,
          badges: { ...chat.badges, [input.badge.event]: input.badge },
        })),
      );
    case 'hint':
      return only(withChat(state, input.chat, (chat) => ({ ...chat, hint: input.hint })));
    case 'notice':
      return told(state, input.text, input.tone);
    case 'paused':
      return only({ ...state, paused: input.paused });
    case 'interrupt':
      return only({ ...state, overlay: { type: 'quit' } });
    case 'line':
      return lineEntered({ ...state, now: Math.max(state.now, input.at) }, input.text, facts);
    case 'ready':
      return only(readyForLine(state));
    case 'do':
      return state.open === null
        ? told(state, facts.say('desk.nobody'), 'plain')
        : { state, effects: [{ do: 'act', chat: state.open, request: input.request }] };
    case 'key':
      return keyed({ ...state, now: Math.max(state.now, input.at) }, input.key, facts);
  }
}

function ticked(state: DeskState, now: number): DeskStep {
  const at = Math.max(state.now, now);
  const rested =
    state.overlay?.type === 'cool-down' && state.overlay.until !== null && at >= state.overlay.until;
  const next = {
    ...state,
    now: at,
    notice: state.notice !== null && at >= state.notice.until ? null : state.notice,
    overlay: rested ? null : state.overlay,
  };
  return rested ? { state: next, effects: [{ do: 'pause', paused: false }] } : only(next);
}

function keyed(state: DeskState, key: Key, facts: DeskFacts): DeskStep {
  if (state.overlay !== null) return overlayKey(state, state.overlay, key, facts);
  const anywhere = globalKey(state, key, facts);
  if (anywhere !== null) return anywhere;
  if (state.focus === 'panel') return panelKey(state, key);
  if (state.pane === 'list') return listKey(state, key);
  const chat = openOne(state);
  if (chat === undefined)
    return key.name === 'text' && key.text === '?' ? deskCommand(state, 'help', '', facts) : only(state);
  const empty = chat.draft.editor.text === '';
  if (empty && key.name === 'text' && (key.text === '?' || key.text === '？'))
    return deskCommand(state, 'help', '', facts);
  if (empty && key.name === 'text' && (key.text === '!' || key.text === '！')) {
    const disputing = dispute(state, chat);
    if (disputing !== null) return disputing;
  }
  if (empty && key.name === 'tab' && chat.hint?.reply !== undefined)
    return only(putIn(state, chat, chat.hint.reply, false));
  if (state.done && empty && key.name === 'enter') return { state, effects: [{ do: 'finish' }] };
  return composerKey(state, chat, key, facts);
}

/** Keys that mean the same wherever the focus is. */
function globalKey(state: DeskState, key: Key, facts: DeskFacts): DeskStep | null {
  if (key.name === 'f1') return deskCommand(state, 'help', '', facts);
  if (key.name === 'f2') return deskCommand(state, 'phrases', '', facts);
  if (key.name === 'f3') return deskCommand(state, 'search', '', facts);
  if (key.name === 'f4') return deskCommand(state, 'hint', '', facts);
  if (key.name === 'page-up' || key.name === 'page-down') return scrolled(state, key.name, facts);
  if (key.name === 'alt' && /^[1-9]$/.test(key.letter)) {
    const chat = chatOfNumber(state.chats, Number(key.letter));
    return chat === undefined ? only(state) : only(openChat(state, chat.id));
  }
  if (key.name === 'tab' && offersTab(state, key) === false) return neighbour(state, key.shift ? -1 : 1);
  if (key.name !== 'ctrl') return null;
  switch (key.letter) {
    case 'c':
      return deskCommand(state, 'quit', '', facts);
    case 'n': {
      const next = longestWaiting(state.chats, state.open) ?? longestWaiting(state.chats, null);
      return next === null
        ? told(state, facts.say('desk.nobody-waits'), 'plain')
        : only(openChat(state, next.id));
    }
    case 'r':
      return deskCommand(state, 'phrases', '', facts);
    case 'f':
      return deskCommand(state, 'search', state.panel.query.text, facts);
    case 'g':
      return deskCommand(state, 'hint', '', facts);
    case 'p':
      return deskCommand(state, 'pause', '', facts);
    case 's':
      return deskCommand(state, 'order', '', facts);
    case 'o':
      return only(swapPane(state));
    case 't':
      // Where the panel has no room beside the chat, the key brings it up first.
      return layoutOf(state, facts).panel > 0
        ? only(nextTab(state, 1))
        : only({ ...state, pane: 'panel', focus: 'panel', panel: { ...state.panel, scroll: 0 } });
    case 'l':
      return { state, effects: [{ do: 'redraw' }] };
    default:
      return null;
  }
}

/** Whether Tab belongs to what is being written: a completion that is offered, or a sample reply to take. */
function offersTab(state: DeskState, key: { readonly shift?: true }): boolean {
  if (key.shift || state.focus !== 'composer' || state.pane !== 'chat') return false;
  const chat = openOne(state);
  if (chat === undefined) return false;
  const { text, cursor } = chat.draft.editor;
  if (text === '') return chat.hint?.reply !== undefined;
  return (
    state.completion !== null &&
    (text.startsWith('/') || /(?:^|[^\w])[:：][\p{L}\w-]+$/u.test(text.slice(0, cursor)))
  );
}

/** The next one who can be written to or was: nobody means to land in a chat that was gone back in. */
function neighbour(state: DeskState, by: 1 | -1): DeskStep {
  const chats = inOrder(state.chats, state.order).filter(
    ({ id }) => id === state.open || numberOf(state.chats, id) !== null,
  );
  if (chats.length === 0) return only(state);
  const at = chats.findIndex(({ id }) => id === state.open);
  return only(openChat(state, chats[(at + by + chats.length) % chats.length]!.id));
}

function listKey(state: DeskState, key: Key): DeskStep {
  const chats = inOrder(state.chats, state.order);
  const at = chats.findIndex(({ id }) => id === state.open);
  if (key.name === 'up' || key.name === 'down') {
    const next = chats[Math.max(0, Math.min(chats.length - 1, at + (key.name === 'up' ? -1 : 1)))];
    return only(next === undefined ? state : { ...state, open: next.id });
  }
  if (key.name === 'enter' || key.name === 'escape' || key.name === 'right')
    return only(state.open === null ? { ...state, pane: 'chat' } : openChat(state, state.open));
  if (key.name === 'text' && /^[1-9]$/.test(key.text)) {
    const chat = chatOfNumber(state.chats, Number(key.text));
    return only(chat === undefined ? state : openChat(state, chat.id));
  }
  return only(state);
}

function panelKey(state: DeskState, key: Key): DeskStep {
  const { panel } = state;
  switch (key.name) {
    case 'escape':
    case 'enter': {
      // Esc gives the search up, Enter keeps what it found in sight.
      const left = key.name === 'enter' ? state : { ...state, panel: { ...panel, query: EMPTY_EDITOR } };
      return only(
        left.open === null ? { ...left, focus: 'composer', pane: 'chat' } : openChat(left, left.open),
      );
    }
    case 'up':
    case 'down':
      return only({
        ...state,
        panel: { ...panel, scroll: Math.max(0, panel.scroll + (key.name === 'up' ? -1 : 1)) },
      });
    case 'left':
    case 'right':
      if (panel.query.text === '' || key.ctrl) return only(nextTab(state, key.name === 'left' ? -1 : 1));
      break;
    default:
  }
  return only({ ...state, panel: { ...panel, query: lineKey(panel.query, key), scroll: 0 } });
}

function nextTab(state: DeskState, by: 1 | -1): DeskState {
  const at = PANEL_TABS.indexOf(state.panel.tab);
  const tab = PANEL_TABS[(at + by + PANEL_TABS.length) % PANEL_TABS.length]!;
  return { ...state, panel: { ...state.panel, tab, scroll: 0 } };
}

/** List, chat, panel and around; a terminal wide enough for all three has nothing to swap but the focus. */
function swapPane(state: DeskState): DeskState {
  const pane = state.pane === 'chat' ? 'panel' : state.pane === 'panel' ? 'list' : 'chat';
  const next: DeskState = { ...state, pane, focus: pane === 'panel' ? 'panel' : 'composer' };
  return pane === 'chat' && state.open !== null ? openChat(next, state.open) : next;
}

function scrolled(state: DeskState, key: 'page-up' | 'page-down', facts: DeskFacts): DeskStep {
  const layout = layoutOf(state, facts);
  if (state.focus === 'panel') {
    const by = (key === 'page-up' ? -1 : 1) * Math.max(1, layout.rows - 4);
    return only({ ...state, panel: { ...state.panel, scroll: Math.max(0, state.panel.scroll + by) } });
  }
  const chat = openOne(state);
  if (chat === undefined || layout.chat === 0) return only(state);
  const page = Math.max(1, layout.conversationRows - 2);
  const most = scrollMost(state, chat, facts);
  const scroll = Math.max(0, Math.min(most, chat.scroll + (key === 'page-up' ? page : -page)));
  return only(withChat(state, chat.id, (one) => ({ ...one, scroll })));
}
