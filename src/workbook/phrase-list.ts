import type { Table } from '../tables/table.ts';

export interface Phrase {
  readonly key: string;
  readonly text: string;
}

export interface PhraseList {
  readonly phrases: readonly Phrase[];
  /** Lines or rows, from 1, of which there was nothing to take, and why. */
  readonly unread: readonly { readonly line: number; readonly why: 'no-text' | 'too-long' }[];
}

export const PHRASE_KEY_MAX = 40;
export const PHRASE_TEXT_MAX = 500;

const KEY_HEADING =
  /^(?:名称|标题|短语|关键词|快捷(?:码|键|短语)|编码|key|name|title|shortcut|code|keyword)s?$/i;
const TEXT_HEADING = /^(?:内容|话术|回复(?:内容)?|文本|短语内容|text|content|message|reply|answer|body)s?$/i;

/** Ready answers from a table: columns by their headings, else the first two; a single column is the text. */
export function phrasesOfTable({ rows }: Pick<Table, 'rows'>): PhraseList {
  const cells = rows.map((row) => row.map((cell) => clean(String(cell ?? ''))));
  const heading = cells[0] ?? [];
  const textAt = heading.findIndex((cell) => TEXT_HEADING.test(cell));
  const keyAt = heading.findIndex((cell) => KEY_HEADING.test(cell));
  const headed = textAt >= 0;
  const wide = cells.some((row) => row.filter((cell) => cell !== '').length > 1);
  const [key, text] = headed ? [keyAt, textAt] : wide ? [0, 1] : [-1, 0];
  const from = headed ? 1 : 0;
  return gather(
    cells
      .slice(from)
      .map((row, index) => ({ line: index + from + 1, key: row[key] ?? '', text: row[text] ?? '' })),
  );
}

/** Ready answers from plain text, one a line; `名称,内容` where every line is written so. */
export function phrasesOfText(text: string): PhraseList {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: clean(line) }))
    .filter((one) => one.text !== '');
  const parted = lines.map(({ line, text: whole }) => {
    const [, key = '', rest = ''] = /^([^\t,=:：]{1,20})(?:\t|,|=|：|:)\s*(\S.*)$/.exec(whole) ?? [];
    return { line, key: key.trim(), text: rest };
  });
  const all = parted.length > 0 && parted.every((one) => one.text !== '');
  const headed = all && KEY_HEADING.test(parted[0]!.key) && TEXT_HEADING.test(parted[0]!.text);
  return gather(
    all
      ? parted.slice(headed ? 1 : 0)
      : lines.map(({ line, text: whole }) => ({ line, key: '', text: whole })),
  );
}

function gather(
  found: readonly { readonly line: number; readonly key: string; readonly text: string }[],
): PhraseList {
  const phrases = new Map<string, string>();
  const unread: { line: number; why: 'no-text' | 'too-long' }[] = [];
  for (const { line, key, text } of found) {
    if (key === '' && text === '') continue;
    if (text === '') unread.push({ line, why: 'no-text' });
    else if (text.length > PHRASE_TEXT_MAX) unread.push({ line, why: 'too-long' });
    else phrases.set(freeKey(key === '' ? keyOf(text) : key.slice(0, PHRASE_KEY_MAX), text, phrases), text);
  }
  return { phrases: [...phrases].map(([key, text]) => ({ key, text })), unread };
}

/** Two texts under one name both stay. */
function freeKey(key: string, text: string, taken: ReadonlyMap<string, string>): string {
  let free = key;
  for (let count = 2; taken.has(free) && taken.get(free) !== text; count += 1) free = `${key} ${count}`;
  return free;
}

function keyOf(text: string): string {
  const words = text.split(/[\s，,。.!！?？、]+/).filter(Boolean);
  return /[\u4e00-\u9fff]/.test(text)
    ? (words[0] ?? text).slice(0, 8)
    : // A text of nothing but stops is called by itself.
      (words.slice(0, 3).join(' ') || text).slice(0, PHRASE_KEY_MAX);
}

/** Without what a terminal or page would act on. */
function clean(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
