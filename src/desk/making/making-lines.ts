import type { Say } from '../../report/say.ts';
import { wrapTo } from '../../ui/cells.ts';
import { layOut } from '../../ui/editor-layout.ts';
import { type Line, line, rule } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';
import type { Place } from '../../ui/terminal.ts';
import { isList, type ListPage, type MakingState, type Remark } from './making-state.ts';

const WIDTH_MAX = 96;

/** What stands between head and foot, and the row that must be in sight. */
export interface MakingBody {
  /** Stays in sight whatever is scrolled: the question. */
  readonly head: readonly Line[];
  readonly lines: readonly Line[];
  readonly focus: number | null;
  /** In the body, before scrolling. */
  readonly cursor: Place | null;
}

/** Rows for it. */
export function bodyRows({ size }: Pick<MakingState, 'size'>): number {
  return Math.max(1, size.rows - 5);
}

/** Columns of a text that is being written. */
export function textColumns({ size }: Pick<MakingState, 'size'>): number {
  return Math.max(10, size.columns - 4);
}

export function makingBody(state: MakingState, say: Say): MakingBody {
  const { page } = state;
  if (isList(page)) return listBody(state, page, say);
  switch (page) {
    case 'paste':
      return writingBody(state, state.paste, say('making.paste.about'));
    case 'edit':
      return writingBody(state, state.yaml, say('making.edit.about'));
    case 'read':
      return plain([
        ...para(state, say('making.read.about'), 'dim'),
        line(''),
        ...remarks(state, state.read),
      ]);
    case 'preview':
      return plain(previewLines(state, say));
    case 'written':
      return plain(
        state.written.flatMap((row, at) => [...para(state, row, at === 0 ? 'good' : undefined), line('')]),
      );
  }
}

const plain = (lines: readonly Line[]): MakingBody => ({ head: [], lines, focus: null, cursor: null });

function para({ size }: MakingState, words: string, tone?: Line[number]['tone'], indent = 2): Line[] {
  const width = Math.min(size.columns - indent - 2, WIDTH_MAX);
  return wrapTo(shown(words), width).map((row) => line(`${' '.repeat(indent)}${row}`, tone));
}

function listBody(state: MakingState, page: ListPage, say: Say): MakingBody {
  const list = state.lists[page];
  const question = para(state, say(`making.ask.${page}`), 'strong');
  const rows = list.options.map(({ key, label }, at): Line => {
    const marked = at === list.at;
    const chosen = list.chosen.includes(key);
    const box = list.several ? (chosen ? '[x] ' : '[ ] ') : chosen ? '● ' : '○ ';
    return line(
      `  ${marked ? '▸ ' : '  '}${box}${shown(label).replace(/\n/g, ' ')}`,
      marked ? 'chosen' : chosen ? 'accent' : undefined,
    );
  });
  return {
    head: [...question, line('')],
    lines: rows,
    focus: rows.length === 0 ? null : list.at,
    cursor: null,
  };
}

function writingBody(state: MakingState, editor: MakingState['paste'], about: string): MakingBody {
  const head = [...para(state, about, 'dim'), line('')];
  const { rows, x, y } = layOut(editor, textColumns(state));
  const lines = rows.map((row) => [{ text: '  ' }, { text: row }]);
  return { head, lines, focus: y, cursor: { x: x + 2, y } };
}

const SIGNS: Readonly<Record<Remark['tone'], string>> = { plain: '·', good: '✓', warn: '!', bad: '✗' };

function remarks(state: MakingState, all: readonly Remark[]): Line[] {
  return all.flatMap(({ text, tone }) =>
    para(state, text, tone === 'plain' ? undefined : tone, 4).map((row, at) =>
      at === 0 ? [{ ...row[0]!, text: `  ${SIGNS[tone]} ${row[0]!.text.slice(4)}` }] : row,
    ),
  );
}

function previewLines(state: MakingState, say: Say): Line[] {
  const { preview } = state;
  if (preview === null) return [];
  return [
    ...para(state, preview.title, 'strong'),
    ...para(state, preview.summary),
    line(''),
    ...para(state, say('making.preview.wishes', { wishes: preview.wishes.join(' → ') })),
    line(''),
    ...remarks(state, preview.remarks),
    line(''),
    rule('YAML', state.size.columns),
    ...preview.yaml.split('\n').flatMap((row) => para(state, row, 'dim')),
  ];
}

/** How far the body can be scrolled. */
export function scrollMost(state: MakingState, say: Say): number {
  return Math.max(0, makingBody(state, say).lines.length - bodyRows(state));
}
