import { graphemes } from './cells.ts';

/** A text being written. Plain data; every change is a function to a new one. */
export interface Editor {
  readonly text: string;
  /** Offset in UTF-16 units; always between two graphemes. */
  readonly cursor: number;
  readonly undo: readonly Snapshot[];
  readonly redo: readonly Snapshot[];
  /** What was cut last, for `yank`. */
  readonly killed: string;
  /** Typed characters join one step of undo until something else happens. */
  readonly joining: boolean;
}

interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

export const EMPTY_EDITOR: Editor = { text: '', cursor: 0, undo: [], redo: [], killed: '', joining: false };
const UNDO_MAX = 200;
/** Longest text that is kept, in UTF-16 units. */
export const EDITOR_CHARS_MAX = 50_000;
/** All steps back together: each holds the whole text, and a desk holds many drafts. */
export const UNDO_CHARS_MAX = 4 * EDITOR_CHARS_MAX;

export function editorWith(text: string): Editor {
  return { ...EMPTY_EDITOR, text, cursor: text.length };
}

/** Puts text in at the cursor. Line endings become `\n`; other control characters do not get in. */
export function insert(editor: Editor, added: string): Editor {
  const clean = cleanInput(added).slice(0, Math.max(0, EDITOR_CHARS_MAX - editor.text.length));
  if (clean === '') return editor;
  const text = editor.text.slice(0, editor.cursor) + clean + editor.text.slice(editor.cursor);
  const joins = clean.length <= 2 && !/\s/.test(clean);
  const next = joins && editor.joining ? { ...editor, redo: [] } : remember(editor);
  // What was put in may join with what stands beside it.
  return { ...next, text, cursor: snap(text, editor.cursor + clean.length), joining: joins };
}

export function deleteBefore(editor: Editor): Editor {
  return cut(editor, before(editor.text, editor.cursor), editor.cursor, false);
}

export function deleteAfter(editor: Editor): Editor {
  return cut(editor, editor.cursor, after(editor.text, editor.cursor), false);
}

export function killWordBefore(editor: Editor): Editor {
  return cut(editor, wordBefore(editor.text, editor.cursor), editor.cursor, true);
}

export function killWordAfter(editor: Editor): Editor {
  return cut(editor, editor.cursor, wordAfter(editor.text, editor.cursor), true);
}

export function killToLineStart(editor: Editor): Editor {
  return cut(editor, lineStart(editor.text, editor.cursor), editor.cursor, true);
}

/** To the end of the line; at the end, the line break itself. */
export function killToLineEnd(editor: Editor): Editor {
  const end = lineEnd(editor.text, editor.cursor);
  return cut(
    editor,
    editor.cursor,
    end === editor.cursor ? Math.min(end + 1, editor.text.length) : end,
    true,
  );
}

export function yank(editor: Editor): Editor {
  return insert({ ...editor, joining: false }, editor.killed);
}

export type Motion =
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'line-start'
  | 'line-end'
  | 'start'
  | 'end';

export function move(editor: Editor, motion: Motion): Editor {
  return { ...editor, cursor: MOTIONS[motion](editor.text, editor.cursor), joining: false };
}

export function moveTo(editor: Editor, offset: number): Editor {
  return { ...editor, cursor: snap(editor.text, offset), joining: false };
}

export function undo(editor: Editor): Editor {
  const last = editor.undo.at(-1);
  if (last === undefined) return editor;
  const { text, cursor } = editor;
  return {
    ...editor,
    ...last,
    undo: editor.undo.slice(0, -1),
    redo: [...editor.redo, { text, cursor }],
    joining: false,
  };
}

export function redo(editor: Editor): Editor {
  const next = editor.redo.at(-1);
  if (next === undefined) return editor;
  const { text, cursor } = editor;
  return {
    ...editor,
    ...next,
    redo: editor.redo.slice(0, -1),
    undo: [...editor.undo, { text, cursor }],
    joining: false,
  };
}

/** Replaces everything, undoably; the cursor goes to the end. */
export function replaceAll(editor: Editor, text: string): Editor {
  const clean = cleanInput(text).slice(0, EDITOR_CHARS_MAX);
  return { ...remember(editor), text: clean, cursor: clean.length, joining: false };
}

export function cleanInput(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '');
}

function cut(editor: Editor, from: number, to: number, keep: boolean): Editor {
  if (from >= to) return editor;
  const killed = keep ? editor.text.slice(from, to) : editor.killed;
  const text = editor.text.slice(0, from) + editor.text.slice(to);
  return { ...remember(editor), text, cursor: snap(text, from), killed, joining: false };
}

function remember(editor: Editor): Editor {
  const { text, cursor } = editor;
  const undo = [...editor.undo, { text, cursor }].slice(-UNDO_MAX);
  let chars = undo.reduce((sum, step) => sum + step.text.length, 0);
  const from = undo.findIndex((step) => {
    if (chars <= UNDO_CHARS_MAX) return true;
    chars -= step.text.length;
    return false;
  });
  return { ...editor, undo: undo.slice(from), redo: [] };
}

const MOTIONS: Readonly<Record<Motion, (text: string, cursor: number) => number>> = {
  left: before,
  right: after,
  'word-left': wordBefore,
  'word-right': wordAfter,
  'line-start': lineStart,
  'line-end': lineEnd,
  start: () => 0,
  end: (text) => text.length,
};

/** The nearest boundary at or after an offset. */
function snap(text: string, offset: number): number {
  let at = 0;
  for (const grapheme of graphemes(text)) {
    if (at >= offset) return at;
    at += grapheme.length;
  }
  return at;
}

function before(text: string, cursor: number): number {
  // Looking a little way back is enough: no grapheme a person writes is longer.
  const from = Math.max(0, cursor - 64);
  return cursor - (graphemes(text.slice(from, cursor)).at(-1)?.length ?? 0);
}

function after(text: string, cursor: number): number {
  return cursor + (graphemes(text.slice(cursor, cursor + 64))[0]?.length ?? 0);
}

function wordBefore(text: string, cursor: number): number {
  let at = 0;
  for (const { index, isWordLike } of WORDS.segment(text.slice(0, cursor))) if (isWordLike) at = index;
  return at;
}

function wordAfter(text: string, cursor: number): number {
  for (const { index, segment, isWordLike } of WORDS.segment(text.slice(cursor)))
    if (isWordLike) return cursor + index + segment.length;
  return text.length;
}

function lineStart(text: string, cursor: number): number {
  return text.lastIndexOf('\n', cursor - 1) + 1;
}

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end === -1 ? text.length : end;
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
