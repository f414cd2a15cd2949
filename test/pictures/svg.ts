import type { TerminalApp } from '../helpers/terminal.ts';

const CELL = 9;
const ROW = 20;
const EDGE = 10;
const INK = '#d5d8df';
const PAPER = '#14161b';
/** The sixteen colours of an ordinary dark theme; the desk uses no others. */
const PALETTE = [
  '#20232a',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d5d8df',
  '#5c6370',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#ffffff',
] as const;

/** What a terminal shows, as SVG with one cell a character, so that every font keeps the columns. */
export function screenSvg({ terminal, cursor }: TerminalApp): { svg: string; width: number; height: number } {
  const width = terminal.cols * CELL + 2 * EDGE;
  const height = terminal.rows * ROW + 2 * EDGE;
  const buffer = terminal.buffer.active;
  const parts: string[] = [];
  for (let y = 0; y < terminal.rows; y += 1) {
    const line = buffer.getLine(buffer.baseY + y);
    for (let x = 0; x < terminal.cols; x += 1) {
      const cell = line?.getCell(x);
      const columns = cell?.getWidth() ?? 0;
      if (cell === undefined || columns === 0) continue;
      let ink: string = cell.isFgDefault() ? INK : (PALETTE[cell.getFgColor()] ?? INK);
      let paper: string | null = cell.isBgDefault() ? null : (PALETTE[cell.getBgColor()] ?? null);
      if (cell.isInverse()) [ink, paper] = [paper ?? PAPER, ink];
      const [left, top] = [EDGE + x * CELL, EDGE + y * ROW];
      if (paper !== null)
        parts.push(
          `<rect x="${left}" y="${top}" width="${columns * CELL}" height="${ROW}" fill="${paper}"/>`,
        );
      const text = cell.getChars();
      if (text.trim() !== '')
        parts.push(
          `<text x="${left}" y="${top + 15}" fill="${ink}"${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity=".62"' : ''}>${escaped(text)}</text>`,
        );
    }
  }
  const { x, y, visible } = cursor();
  if (visible)
    parts.push(
      `<rect x="${EDGE + x * CELL}" y="${EDGE + y * ROW + 1}" width="2" height="${ROW - 2}" fill="#ffffff"/>`,
    );
  const fonts = "'DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','Noto Color Emoji',monospace";
  return {
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${PAPER}"/><g font-family="${fonts}" font-size="15" xml:space="preserve">${parts.join('')}</g></svg>`,
  };
}

function escaped(text: string): string {
  return text.replace(
    /[<>&"]/g,
    (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!,
  );
}
