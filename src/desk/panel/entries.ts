import { cells, fitTo, wrapTo } from '../../ui/cells.ts';
import { type Line, line } from '../../ui/lines.ts';
import { shown } from '../../ui/shown.ts';

/** One thing that can be looked up. A title opens a section; a table keeps its columns. */
export type Entry =
  | { readonly kind: 'title'; readonly text: string; readonly also?: string }
  | { readonly kind: 'row'; readonly label: string; readonly text: string; readonly tone?: 'warn' }
  | { readonly kind: 'table'; readonly label: string; readonly rows: readonly (readonly string[])[] };

/**
 * Entries as rows of at most `width` columns. With a search, only what holds every word of it, under its section's title; a section
 * whose title (or other names) holds them is shown whole.
 */
export function entryLines(entries: readonly Entry[], query: string, width: number): readonly Line[] {
  const kept = filtered(entries, query);
  const inset = insetOf(kept, width);
  return kept.flatMap((entry) => linesOf(entry, width, inset));
}

function linesOf(entry: Entry, width: number, inset: number): Line[] {
  switch (entry.kind) {
    case 'title':
      return wrapTo(shown(entry.text), width).map((row) => line(row, 'title'));
    case 'row':
      return rowLines(entry.label, entry.text, width, inset, entry.tone);
    case 'table':
      return tableLines(entry.label, entry.rows, width);
  }
}

function filtered(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const kept: Entry[] = [];
  let title: Entry | null = null;
  let whole = false;
  for (const entry of entries) {
    if (entry.kind === 'title') {
      title = entry;
      whole = holds(`${entry.text} ${entry.also ?? ''}`);
      if (whole) kept.push(entry);
      continue;
    }
    const text =
      entry.kind === 'row' ? `${entry.label} ${entry.text}` : [entry.label, ...entry.rows.flat()].join(' ');
    if (!whole && !holds(`${title?.kind === 'title' ? title.text : ''} ${text}`)) continue;
    if (!whole && title !== null && !kept.includes(title)) kept.push(title);
    kept.push(entry);
  }
  return kept;
}

function rowLines(
  label: string,
  text: string,
  width: number,
  inset: number,
  tone: 'warn' | undefined,
): Line[] {
  const head = shown(label);
  const span = (row: string) => (tone === undefined ? { text: row } : { text: row, tone });
  if (cells(head) >= inset)
    return [
      line(head, 'dim'),
      ...wrapTo(shown(text), width - 2).map((row): Line => [{ text: '  ' }, span(row)]),
    ];
  return wrapTo(shown(text), Math.max(10, width - inset)).map(
    (row, at): Line => [
      at === 0 ? { text: fitTo(head, inset), tone: 'dim' } : { text: ' '.repeat(inset) },
      span(row),
    ],
  );
}

/** One column for all labels that are short enough; a longer one stands above its text. */
function insetOf(entries: readonly Entry[], width: number): number {
  const most = Math.min(12, Math.floor(width / 3));
  const labels = entries.flatMap((entry) => (entry.kind === 'row' ? [cells(shown(entry.label))] : []));
  return Math.max(4, ...labels.filter((label) => label < most)) + 1;
}

function tableLines(label: string, rows: readonly (readonly string[])[], width: number): Line[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cells(cell));
  const total = widths.reduce((sum, one) => sum + one + 1, -1);
  const head = line(shown(label), 'dim');
  const [first, ...rest] = rows;
  // Too wide for columns: each row on its own, with the names of its cells.
  if (total > width)
    return [
      head,
      ...rest.flatMap((row) =>
        wrapTo(
          row
            .map((cell, at) => (at === 0 || first?.[at] === '' ? cell : `${first?.[at]} ${cell}`))
            .join(' · '),
          width - 1,
        ).map((text) => line(` ${text}`)),
      ),
    ];
  return [
    head,
    ...rows.map((row, at) =>
      line(
        row.map((cell, column) => fitTo(cell, widths[column]!)).join(' '),
        at === 0 ? 'accent' : undefined,
      ),
    ),
  ];
}
