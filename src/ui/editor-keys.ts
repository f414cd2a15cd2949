import {
  deleteAfter,
  deleteBefore,
  type Editor,
  killToLineEnd,
  killToLineStart,
  killWordAfter,
  killWordBefore,
  move,
  redo,
  undo,
  yank,
} from './editor.ts';
import type { Key } from './keys.ts';

/** The text after a key that takes something away or brings it back; `null` for any other key. */
export function deletion(editor: Editor, key: Key): Editor | null {
  switch (key.name) {
    case 'backspace':
      return key.alt || key.ctrl ? killWordBefore(editor) : deleteBefore(editor);
    case 'delete':
      return key.alt || key.ctrl ? killWordAfter(editor) : deleteAfter(editor);
    case 'ctrl':
      switch (key.letter) {
        case 'w':
          return killWordBefore(editor);
        case 'u':
          return killToLineStart(editor);
        case 'k':
          return killToLineEnd(editor);
        case 'd':
          return deleteAfter(editor);
        case 'h':
          return deleteBefore(editor);
        case 'y':
          return yank(editor);
        case 'z':
        case '_':
          return undo(editor);
        default:
          return null;
      }
    case 'alt':
      return key.letter === 'd' ? killWordAfter(editor) : key.letter === 'z' ? redo(editor) : null;
    default:
      return null;
  }
}

/** The same for a key that moves the cursor within a row. */
export function motion(editor: Editor, key: Key): Editor | null {
  switch (key.name) {
    case 'left':
      return move(editor, key.ctrl || key.alt ? 'word-left' : 'left');
    case 'right':
      return move(editor, key.ctrl || key.alt ? 'word-right' : 'right');
    case 'home':
      return move(editor, key.ctrl ? 'start' : 'line-start');
    case 'end':
      return move(editor, key.ctrl ? 'end' : 'line-end');
    case 'ctrl':
      return key.letter === 'a'
        ? move(editor, 'line-start')
        : key.letter === 'e'
          ? move(editor, 'line-end')
          : key.letter === 'b'
            ? move(editor, 'left')
            : null;
    case 'alt':
      return key.letter === 'b'
        ? move(editor, 'word-left')
        : key.letter === 'f'
          ? move(editor, 'word-right')
          : null;
    default:
      return null;
  }
}
