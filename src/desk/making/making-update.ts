import type { Say } from '../../report/say.ts';
import { EDITOR_CHARS_MAX, type Editor, editorWith, insert } from '../../ui/editor.ts';
import { deletion, motion } from '../../ui/editor-keys.ts';
import { moveRow } from '../../ui/editor-layout.ts';
import type { Key } from '../../ui/keys.ts';
import type { ScreenInput, ScreenStep } from '../run-screen.ts';
import { bodyRows, scrollMost, textColumns } from './making-lines.ts';
import {
  isList,
  LISTS,
  type List,
  type ListPage,
  listOf,
  type MakingEffect,
  type MakingInput,
  type MakingState,
  pageBeside,
} from './making-state.ts';

export type MakingStep = ScreenStep<MakingState, MakingEffect>;

/** The next state, and what is to be done about it. Never throws for any key. */
export function updateMaking(state: MakingState, input: MakingInput | ScreenInput, say: Say): MakingStep {
  switch (input.type) {
    case 'resize':
      return only({ ...state, size: input.size });
    case 'key':
      return onKey(state, input.key, say);
    case 'list':
      return only({
        ...state,
        lists: { ...state.lists, [input.list]: listOf(input.list, input.options, input.chosen) },
      });
    case 'read':
      return only({ ...arrived(state), page: 'read', read: input.rows });
    case 'preview':
      return only({ ...arrived(state), page: 'preview', preview: input.preview });
    case 'written':
      return only({ ...arrived(state), page: 'written', written: input.rows });
    case 'failed': {
      const notice = { text: input.text, tone: 'bad' as const };
      // A file that cannot be read leaves nothing to go back to but pasting.
      const page = state.busy === 'reading' && state.page === 'read' ? ('paste' as const) : state.page;
      return only({
        ...state,
        busy: null,
        notice,
        page,
        fileGiven: page === 'paste' ? false : state.fileGiven,
      });
    }
  }
}

const only = (state: MakingState): MakingStep => ({ state, effects: [] });
const arrived = (state: MakingState): MakingState => ({ ...state, busy: null, notice: null, scroll: 0 });
const isInterrupt = (key: Key) => key.name === 'ctrl' && key.letter === 'c';

function onKey(before: MakingState, key: Key, say: Say): MakingStep {
  if (before.leaving) {
    if (isInterrupt(key) || key.name === 'enter' || (key.name === 'text' && /^[yYｙ是]/.test(key.text)))
      return { state: before, effects: [{ do: 'leave' }] };
    return only({ ...before, leaving: false });
  }
  if (isInterrupt(key))
    return before.page === 'written' || before.page === 'begin'
      ? { state: before, effects: [{ do: 'leave' }] }
      : only({ ...before, leaving: true });
  if (before.busy !== null) return only(before);
  const state: MakingState = before.notice === null ? before : { ...before, notice: null };
  if (isList(state.page)) return onList(state, state.page, key);
  switch (state.page) {
    case 'paste':
      return onPaste(state, key, say);
    case 'edit':
      return onEdit(state, key);
    case 'read':
      return key.name === 'enter' ? only(turned(state, 1)) : onReading(state, key, say);
    case 'preview':
      return onPreview(state, key, say);
    case 'written':
      return key.name === 'enter' || key.name === 'escape' || (key.name === 'text' && key.text === 'q')
        ? { state, effects: [{ do: 'leave' }] }
        : onReading(state, key, say);
  }
}

function turned(state: MakingState, by: 1 | -1): MakingState {
  return { ...state, page: pageBeside(state, by), scroll: 0 };
}

/** Back; from where nothing is before, to the question whether to leave. */
function back(state: MakingState): MakingState {
  const next = turned(state, -1);
  return next.page === state.page ? { ...state, leaving: true } : next;
}

/* ---- lists ---- */

function onList(state: MakingState, page: ListPage, key: Key): MakingStep {
  const list = state.lists[page];
  const count = list.options.length;
  const at = (to: number) => only(withList(state, page, { ...list, at: to }));
  switch (key.name) {
    case 'up':
      return at(count === 0 ? 0 : (list.at + count - 1) % count);
    case 'down':
    case 'tab':
      return at(count === 0 ? 0 : (list.at + 1) % count);
    case 'home':
    case 'page-up':
      return at(0);
    case 'end':
    case 'page-down':
      return at(Math.max(0, count - 1));
    case 'escape':
    case 'left':
      return page === 'begin' ? { state, effects: [{ do: 'leave' }] } : only(back(state));
    case 'text':
      if (key.text === ' ' && list.several) return only(withList(state, page, toggled(list)));
      return only(state);
    case 'enter':
      return count === 0 ? only(state) : chosenIn(state, page, list);
    default:
      return only(state);
  }
}

function withList(state: MakingState, page: ListPage, list: List): MakingState {
  return { ...state, lists: { ...state.lists, [page]: list } };
}

function toggled(list: List): List {
  const key = list.options[list.at]?.key;
  if (key === undefined) return list;
  if (list.chosen.includes(key)) return { ...list, chosen: list.chosen.filter((one) => one !== key) };
  if (key === list.alone) return { ...list, chosen: [key] };
  return { ...list, chosen: [...list.chosen.filter((one) => one !== list.alone), key] };
}

/** Enter on a list: of one, the marked option; of several, what is ticked, or the marked one where nothing is. */
function chosenIn(before: MakingState, page: ListPage, list: List): MakingStep {
  const marked = list.options[list.at]!.key;
  const chosen = list.several && list.chosen.length > 0 ? list.chosen : [marked];
  const state = withList(before, page, { ...list, chosen });
  switch (page) {
    case 'begin':
      return only(turned({ ...state, fromChat: marked === 'chat' }, 1));
    case 'stage':
      return { state: turned(emptied(state, 'about'), 1), effects: [{ do: 'stage', stage: marked }] };
    case 'about':
      return {
        state: turned(emptied(state, 'should', 'good', 'never'), 1),
        effects: [{ do: 'about', subject: marked }],
      };
    case 'never':
      return {
        state: { ...state, busy: 'playing' },
        effects: [{ do: 'play', chosen: chosenOf(state) }],
      };
    default:
      return only(turned(state, 1));
  }
}

/** Without what followed from another choice: nothing of it can be taken before the new one is there. */
function emptied(state: MakingState, ...lists: readonly ListPage[]): MakingState {
  return lists.reduce((next, list) => withList(next, list, listOf(list, [], [])), state);
}

function chosenOf({ lists }: MakingState): Record<ListPage, readonly string[]> {
  return Object.fromEntries(LISTS.map((list) => [list, lists[list].chosen])) as Record<
    ListPage,
    readonly string[]
  >;
}

/* ---- texts ---- */

function onPaste(state: MakingState, key: Key, say: Say): MakingStep {
  if (key.name === 'escape') return only(back(state));
  if (key.name === 'enter') {
    if (state.paste.text.trim() === '')
      return only({ ...state, notice: { text: say('making.paste.empty'), tone: 'warn' } });
    return { state: { ...state, busy: 'reading' }, effects: [{ do: 'read', text: state.paste.text }] };
  }
  const paste = written(state.paste, key, textColumns(state));
  const cut = paste.text.length >= EDITOR_CHARS_MAX && 'text' in key;
  return only({
    ...state,
    paste,
    notice: cut ? { text: say('making.paste.cut', { most: EDITOR_CHARS_MAX }), tone: 'warn' } : null,
  });
}

function onEdit(state: MakingState, key: Key): MakingStep {
  if (key.name === 'escape') return only({ ...state, page: 'preview', scroll: 0 });
  if (key.name === 'f2' || (key.name === 'ctrl' && key.letter === 's'))
    return {
      state: { ...state, busy: 'playing' },
      effects: [{ do: 'play-edited', yaml: state.yaml.text }],
    };
  const typed: Key = key.name === 'enter' ? { name: 'newline' } : key;
  return only({ ...state, yaml: written(state.yaml, typed, textColumns(state)) });
}

function written(editor: Editor, key: Key, columns: number): Editor {
  switch (key.name) {
    case 'text':
    case 'paste':
      return insert(editor, key.text);
    case 'newline':
      return insert(editor, '\n');
    case 'up':
      return moveRow(editor, columns, -1) ?? editor;
    case 'down':
      return moveRow(editor, columns, 1) ?? editor;
    default:
      return deletion(editor, key) ?? motion(editor, key) ?? editor;
  }
}

/* ---- pages that are read ---- */

function onPreview(state: MakingState, key: Key, say: Say): MakingStep {
  if (key.name === 'enter' || letterOf(key) === 'a')
    return { state: { ...state, busy: 'writing' }, effects: [{ do: 'write' }] };
  if (letterOf(key) === 'e' && state.preview !== null) {
    // At its beginning: the first lines say what it is.
    const yaml = { ...editorWith(state.preview.yaml), cursor: 0 };
    return only({ ...state, page: 'edit', yaml, scroll: 0 });
  }
  return onReading(state, key, say);
}

function letterOf(key: Key): string | null {
  return key.name === 'text' ? key.text.normalize('NFKC').toLowerCase() : null;
}

function onReading(state: MakingState, key: Key, say: Say): MakingStep {
  const scrolled = (by: number) => {
    const most = scrollMost(state, say);
    return only({ ...state, scroll: Math.max(0, Math.min(most, Math.min(most, state.scroll) + by)) });
  };
  switch (key.name) {
    case 'up':
      return scrolled(-1);
    case 'down':
      return scrolled(1);
    case 'page-up':
      return scrolled(1 - bodyRows(state));
    case 'page-down':
      return scrolled(bodyRows(state) - 1);
    case 'escape':
    case 'left':
      return only(back(state));
    case 'text': {
      const letter = letterOf(key);
      if (letter === 'b') return only(back(state));
      if (letter === ' ') return scrolled(bodyRows(state) - 1);
      return letter === 'q' ? only({ ...state, leaving: true }) : only(state);
    }
    default:
      return only(state);
  }
}
