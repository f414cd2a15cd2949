import stringWidth from 'string-width';

/** Pads to a width in terminal columns, where Chinese characters take two. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
}

/** Cuts to a width in terminal columns, with … where something is cut off. Never cuts inside a grapheme. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Breaks a text into lines of a width in terminal columns: at spaces, or anywhere between Chinese characters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(
    /[\u2e80-\u9fff\uff00-\uff60][，。！？；：、”’）]*|\s+|[^\s\u2e80-\u9fff\uff00-\uff60]+/g,
  ) ?? []) {
    if (stringWidth((line + word).trimEnd()) > columns && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
