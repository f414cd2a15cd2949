import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { cells, graphemes, wrapTo } from '../../src/ui/cells.ts';
import {
  deleteAfter,
  deleteBefore,
  type Editor,
  EMPTY_EDITOR,
  editorWith,
  insert,
  killToLineEnd,
  killToLineStart,
  killWordAfter,
  killWordBefore,
  move,
  redo,
  UNDO_CHARS_MAX,
  undo,
  yank,
} from '../../src/ui/editor.ts';
import { layOut, moveRow } from '../../src/ui/editor-layout.ts';
import { shown } from '../../src/ui/shown.ts';
import { cpuMs } from '../helpers/cpu-time.ts';

const type = (editor: Editor, text: string) => graphemes(text).reduce(insert, editor);

describe('a text being written', () => {
  test('deletes what a person counts as one character', () => {
    for (const one of ['👨‍👩‍👧‍👦', '👍🏽', '🇨🇳', 'é', '好', 'x']) {
      expect(deleteBefore(editorWith(`您${one}`)).text, one).toBe('您');
      expect(deleteAfter(move(editorWith(`${one}您`), 'start')).text, one).toBe('您');
    }
  });

  test('moves and deletes by word, in Chinese as well', () => {
    expect(killWordBefore(editorWith('please wait a moment')).text).toBe('please wait a ');
    expect(killWordBefore(editorWith('麻烦您稍等')).text.length).toBeLessThan(5);
    const atStart = move(editorWith('hello world'), 'start');
    expect(killWordAfter(atStart).text).toBe(' world');
    expect(move(move(editorWith('one two'), 'word-left'), 'word-left').cursor).toBe(0);
  });

  test('undoes a typed run at once, redoes it, and puts back what was cut', () => {
    const typed = type(type(EMPTY_EDITOR, '您好'), ' 请稍等');
    expect(undo(typed).text).toBe('您好 ');
    expect(undo(undo(undo(typed))).text).toBe('');
    expect(redo(undo(typed)).text).toBe('您好 请稍等');
    const cut = killToLineStart(typed);
    expect(cut.text).toBe('');
    expect(yank(cut).text).toBe('您好 请稍等');
    expect(killToLineEnd(move(editorWith('a\nb'), 'start')).text).toBe('\nb');
  });

  test('holds the way back of a long text only as far as there is room for it, the newest steps first', () => {
    let editor = EMPTY_EDITOR;
    for (let paste = 0; paste < 60; paste += 1) editor = insert(editor, `${paste} ${'好'.repeat(700)}`);
    const held = editor.undo.reduce((sum, step) => sum + step.text.length, 0);
    expect(held).toBeLessThanOrEqual(UNDO_CHARS_MAX);
    expect(held).toBeGreaterThan(UNDO_CHARS_MAX / 2);
    expect(undo(editor).text.length).toBe(editor.text.length - 703);
  });

  test('lets no control character in', () => {
    expect(insert(EMPTY_EDITOR, 'a\x1b[31m\x07b\r\nc\td').text).toBe('a[31mb\nc  d');
  });

  test('wraps by columns, with the cursor where the next character will stand', () => {
    expect(layOut(editorWith('您好您好您'), 6)).toEqual({ rows: ['您好您', '好您'], x: 4, y: 1 });
    expect(layOut(editorWith('您好您'), 6)).toEqual({ rows: ['您好您', ''], x: 0, y: 1 });
    expect(layOut(editorWith('a\n'), 6)).toEqual({ rows: ['a', ''], x: 0, y: 1 });
  });

  test('goes up and down by rows', () => {
    const editor = editorWith('您好您好您');
    const up = moveRow(editor, 6, -1)!;
    expect(layOut(up, 6)).toMatchObject({ x: 4, y: 0 });
    expect(moveRow(up, 6, -1)).toBeNull();
  });

  test('takes ten thousand characters without freezing', () => {
    let editor = EMPTY_EDITOR;
    const took = cpuMs(() => {
      editor = insert(EMPTY_EDITOR, '您好，'.repeat(3_334));
      for (let key = 0; key < 20; key += 1) editor = insert(editor, '好');
      layOut(editor, 58);
    });
    expect(editor.text.length).toBe(10_022);
    expect(took).toBeLessThan(1_500);
  });

  const ops = {
    left: (one: Editor) => move(one, 'left'),
    right: (one: Editor) => move(one, 'right'),
    'word-left': (one: Editor) => move(one, 'word-left'),
    'word-right': (one: Editor) => move(one, 'word-right'),
    start: (one: Editor) => move(one, 'line-start'),
    end: (one: Editor) => move(one, 'line-end'),
    deleteBefore,
    deleteAfter,
    killWordBefore,
    killWordAfter,
    killToLineStart,
    killToLineEnd,
    yank,
    undo,
    redo,
  };
  const deed = fc.oneof(
    fc.constantFrom(...(Object.keys(ops) as (keyof typeof ops)[])),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => ({ text })),
    fc.constantFrom('您好', '👨‍👩‍👧', '🏽', '\u0301', '\n', '🇨').map((text) => ({ text })),
  );
  const run = (deeds: readonly (keyof typeof ops | { text: string })[]) =>
    deeds.reduce<Editor>(
      (one, next) => (typeof next === 'string' ? ops[next](one) : insert(one, next.text)),
      EMPTY_EDITOR,
    );

  property.prop([fc.array(deed, { maxLength: 40 }), fc.integer({ min: 24, max: 80 })])(
    'whatever is done, the cursor stands between two characters and in its place on the screen',
    (deeds, columns) => {
      const { text, cursor } = run(deeds);
      let at = 0;
      const edges = new Set([0]);
      for (const grapheme of graphemes(text)) edges.add((at += grapheme.length));
      expect(edges.has(cursor)).toBe(true);
      const { rows, x, y } = layOut({ text, cursor }, columns);
      expect(y).toBeLessThan(rows.length);
      expect(x).toBeLessThanOrEqual(columns);
      for (const row of rows) expect(cells(row)).toBeLessThanOrEqual(columns);
    },
  );
});

describe('text on the screen', () => {
  test('shows what would act, and obeys nothing', () => {
    expect(shown('\x1b[2J\u202eabc\x07')).toBe('\\u{1b}[2J\\u{202e}abc\\u{7}');
  });

  test('is as wide as terminals draw it', () => {
    expect(shown('👍🏽❤️🇨🇳👨‍👩‍👧🥹')).toBe('👍❤[CN]👨👩👧🥹'.replace('🥹', shown('🥹')));
    expect(cells('您好，a')).toBe(7);
  });

  test('breaks between words and between Han characters, never before a closing sign', () => {
    expect(wrapTo('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapTo('您好您好，您好', 8)).toEqual(['您好您', '好，您好']);
    expect(wrapTo('aaaaaaaaaa', 4)).toEqual(['aaaa', 'aaaa', 'aa']);
  });

  property.prop([fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 10, max: 40 })])(
    'no wrapped line is wider than it may be, and nothing but spaces is lost',
    (text, columns) => {
      const clean = shown(text);
      const lines = wrapTo(clean, columns);
      for (const row of lines) expect(cells(row)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replace(/\s/g, '')).toBe(clean.replace(/\s/g, ''));
    },
  );
});
