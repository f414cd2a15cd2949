import { EMPTY_EDITOR, editorWith } from '../ui/editor.ts';
import type { HintLevel } from './coach-types.ts';
import { conversationLines } from './conversation-lines.ts';
import type { DeskFacts } from './facts.ts';
import { layoutOf } from './layout.ts';
import type { DeskDeed } from './slash.ts';
import { only, openChat, openOne, told, withChat } from './steps.ts';
import { putIn } from './update-composer.ts';
import type { ChatView, DeskState, DeskStep, PanelTab } from './view-state.ts';
import { chatOfNumber } from './waiting.ts';

/** What the desk does by itself, whether a key or a command asked for it. */
export function deskCommand(state: DeskState, what: DeskDeed, rest: string, facts: DeskFacts): DeskStep {
  const { settings } = state;
  const { say } = facts;
  const chat = openOne(state);
  switch (what) {
    case 'help':
      return only({ ...state, overlay: { type: 'help', scroll: 0 } });
    case 'quit':
      return only({ ...state, overlay: { type: 'quit' } });
    case 'phrases':
      return only({ ...state, overlay: { type: 'phrases', query: editorWith(rest), at: 0 } });
    case 'search':
      return only(lookedUp(state, state.panel.tab, rest));
    case 'look-product':
    case 'look-offers':
    case 'look-policy':
    case 'look-orders':
    case 'look-buyer':
      return only(lookedUp(state, what.slice('look-'.length) as PanelTab, rest));
    case 'chat': {
      if (rest === '') return only({ ...state, pane: 'list' });
      const wanted = chatOfNumber(state.chats, Number(rest));
      return wanted === undefined
        ? told(state, say('desk.chat.none', { found: rest }))
        : only(openChat(state, wanted.id));
    }
    case 'read':
      if (chat === undefined) return only(state);
      return only(
        withChat({ ...state, pane: 'chat', focus: 'composer' }, chat.id, (one) => ({
          ...one,
          scroll: scrollMost(state, one, facts),
        })),
      );
    case 'take':
      return chat?.hint?.reply === undefined
        ? told(state, say('desk.take.nothing'))
        : only(putIn(state, chat, chat.hint.reply, false));
    case 'object': {
      if (chat === undefined) return only(state);
      return dispute(state, chat) ?? told(state, say('desk.dispute.nothing'));
    }
    case 'order':
      return only({ ...state, order: state.order === 'wait' ? 'arrival' : 'wait' });
    case 'bell': {
      const bell = !settings.bell;
      return told(
        { ...state, settings: { ...settings, bell, flash: bell } },
        bell ? say('desk.bell.on') : say('desk.bell.off'),
        'plain',
      );
    }
    case 'pause':
      if (settings.strict) return told(state, say('desk.strict.pause'));
      return { state, effects: [{ do: 'pause', paused: !state.paused }] };
    case 'hint': {
      if (settings.strict) return told(state, say('desk.strict.hint'));
      if (!settings.hints) return told(state, say('desk.hints.off'));
      if (chat === undefined) return only(state);
      if (chat.ended !== null) return told(state, say('desk.ended.cannot'));
      const level = Math.min(3, (chat.hint?.level ?? 0) + 1) as HintLevel;
      return { state, effects: [{ do: 'hint', chat: chat.id, level }] };
    }
    case 'rewind': {
      if (settings.strict) return told(state, say('desk.strict.rewind'));
      const last = chat?.events.findLast((event) => event.type === 'message' && event.from === 'agent');
      if (chat === undefined || last === undefined) return told(state, say('desk.rewind.nothing'));
      return only({ ...state, overlay: { type: 'rewind', chat: chat.id, event: last.index } });
    }
    case 'show':
      if (settings.strict) return told(state, say('desk.strict.hint'));
      if (chat === undefined) return only(state);
      if (chat.ended !== null) return told(state, say('desk.ended.cannot'));
      return { state, effects: [{ do: 'show-me', chat: chat.id }] };
  }
}

function lookedUp(state: DeskState, tab: PanelTab, words: string): DeskState {
  return {
    ...state,
    focus: 'panel',
    pane: 'panel',
    panel: { tab, query: editorWith(words), scroll: 0 },
  };
}

/** How many rows the conversation can be scrolled up. */
export function scrollMost(state: DeskState, chat: ChatView, facts: DeskFacts): number {
  const layout = layoutOf(state, facts);
  const columns = Math.max(1, (layout.chat || state.size.columns) - 1);
  return Math.max(0, conversationLines(chat, columns, facts).length - layout.conversationRows);
}

/** The newest badge that found fault, objected to. */
export function dispute(state: DeskState, chat: ChatView): DeskStep | null {
  const badge = Object.values(chat.badges)
    .sort((a, b) => b.event - a.event)
    .find(({ missed }) => missed.some(({ disputed }) => !disputed));
  const fault = badge?.missed.find(({ disputed }) => !disputed);
  if (badge === undefined || fault === undefined) return null;
  return only({
    ...state,
    overlay: { type: 'dispute', chat: chat.id, event: badge.event, fault, reason: EMPTY_EDITOR },
  });
}
