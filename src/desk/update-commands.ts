import { EMPTY_EDITOR, editorWith } from '../ui/editor.ts';
import type { HintLevel } from './coach-types.ts';
import type { DeskFacts } from './facts.ts';
import type { SlashCommand } from './slash.ts';
import { only, openOne, told } from './steps.ts';
import type { DeskState, DeskStep } from './view-state.ts';

/** What the desk does by itself, whether a key or a command asked for it. */
export function deskCommand(
  state: DeskState,
  what: NonNullable<SlashCommand['desk']>,
  rest: string,
  facts: DeskFacts,
): DeskStep {
  const { settings } = state;
  const { say } = facts;
  const chat = openOne(state);
  switch (what) {
    case 'help':
      return only({ ...state, overlay: { type: 'help', scroll: 0 } });
    case 'quit':
      return only({ ...state, overlay: { type: 'quit' } });
    case 'phrases':
      return only({ ...state, overlay: { type: 'phrases', query: EMPTY_EDITOR, at: 0 } });
    case 'search':
      return only({
        ...state,
        focus: 'panel',
        pane: 'panel',
        panel: { ...state.panel, query: editorWith(rest), scroll: 0 },
      });
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
      if (chat === undefined || chat.ended !== null) return only(state);
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
      if (chat === undefined || chat.ended !== null) return only(state);
      return { state, effects: [{ do: 'show-me', chat: chat.id }] };
  }
}
