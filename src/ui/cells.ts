import stringWidth from 'string-width';

/** What a person counts as one character: never cut inside one. */
export function graphemes(text: string): readonly string[] {
  // Splitting by code point costs a tenth, and is right where nothing combines.
  return PLAIN.test(text) ? text.split('') : Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** Columns that a text takes in a terminal (Unicode 11): Han characters and emoji take two. */
export function cells(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const plain = plainCells(text.charCodeAt(at));
    // What comes after may join with what was before.
    if (plain === 0) return graphemeCells(text);
    width += plain;
  }
  return width;
}

/** Segmenting takes a tenth of a millisecond, and a screen is measured again and again: short texts are remembered. */
function graphemeCells(text: string): number {
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = graphemes(text).reduce((sum, grapheme) => sum + cellsOf(grapheme), 0);
  if (text.length > MEASURED_LENGTH) return width;
  if (measured.size >= MEASURED_TEXTS) measured.clear();
  measured.set(text, width);
  return width;
}

const MEASURED_LENGTH = 250;
const MEASURED_TEXTS = 2_000;
const measured = new Map<string, number>();

/** Columns of what nearly all text consists of, and nothing of which joins with its neighbour; 0 for everything else. */
function plainCells(code: number): 0 | 1 | 2 {
  if (code >= 0x20 && code < 0x7f) return 1;
  return (code >= 0x4e00 && code < 0xa000) ||
    (code >= 0x3000 && code < 0x302a) ||
    (code >= 0x3041 && code < 0x3097) ||
    (code >= 0x30a1 && code < 0x30fb) ||
    (code >= 0xff01 && code < 0xff61)
    ? 2
    : 0;
}

/** Columns of one grapheme; a line break takes none. */
export function cellsOf(grapheme: string): number {
  const known = widths.get(grapheme);
  if (known !== undefined) return known;
  const width = grapheme === '\n' ? 0 : stringWidth(grapheme);
  if (widths.size > 20_000) widths.clear();
  widths.set(grapheme, width);
  return width;
}

/** Cut to a number of columns, with … where something is left out. */
export function cutTo(text: string, columns: number): string {
  if (cells(text) <= columns) return text;
  if (columns <= 0) return '';
  let kept = '';
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += cellsOf(grapheme);
    if (width > columns - 1) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

/** Cut or padded with spaces to exactly a number of columns. */
export function fitTo(text: string, columns: number): string {
  const short = cutTo(text, columns);
  return short + ' '.repeat(Math.max(0, columns - cells(short)));
}

/** The same at the right edge. */
export function fitRight(text: string, columns: number): string {
  const short = cutTo(text, columns);
  return ' '.repeat(Math.max(0, columns - cells(short))) + short;
}

/**
 * Broken into lines of at most `columns` (at least 2): at spaces, between Han characters, inside a word only where it is longer
 * than a line. No line begins with a closing sign such as “，”.
 */
export function wrapTo(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(2, columns)));
}

function wrapParagraph(text: string, columns: number): string[] {
  if (cells(text) <= columns) return [text];
  const lines: string[] = [];
  let line: string[] = [];
  let width = 0;
  /** Where the line may be broken: the number of graphemes before the break. */
  let breakAt = 0;
  const all = graphemes(text);
  for (let index = 0; index < all.length; index += 1) {
    const grapheme = all[index]!;
    const size = cellsOf(grapheme);
    if (width + size > columns && grapheme !== ' ') {
      const at = breakAt > 0 ? breakAt : line.length;
      lines.push(line.slice(0, at).join('').trimEnd());
      line = line.slice(at);
      while (line[0] === ' ') line.shift();
      width = line.reduce((sum, one) => sum + cellsOf(one), 0);
      breakAt = 0;
    }
    line.push(grapheme);
    width += size;
    const next = all[index + 1];
    if (next !== undefined && mayBreak(grapheme, next)) breakAt = line.length;
  }
  if (line.length > 0) lines.push(line.join('').trimEnd());
  return lines;
}

function mayBreak(before: string, after: string): boolean {
  if (CLOSING.test(after) || OPENING.test(before)) return false;
  return before === ' ' || before === '-' || cellsOf(before) === 2 || cellsOf(after) === 2;
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Nothing here joins with its neighbour. */
const PLAIN =
  /^[\n\x20-\x7e\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff9d]*$/;
const CLOSING = /^[，。！？；：、”’）】》」』…—～,.!?;:)\]}%]/;
const OPENING = /^[“‘（【《「『([{]/;
const widths = new Map<string, number>();
