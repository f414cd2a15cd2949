const EXCERPT_MAX = 40;

/** The beginning of a message, on one line, for quoting it in a finding. */
export function excerpt(text: string): string {
  const line = PLAIN.test(text) ? text : text.replace(/\s+/g, ' ').trim();
  if (line.length <= EXCERPT_MAX) return line;
  const chars = [...line.slice(0, 2 * EXCERPT_MAX + 2)];
  return chars.length > EXCERPT_MAX ? `${chars.slice(0, EXCERPT_MAX - 1).join('')}…` : chars.join('');
}

/** The same from a place in the message on, where its beginning would not show what is meant; a short message is shown whole. */
export function excerptFrom(text: string, start: number): string {
  if (start <= 0 || text.length <= EXCERPT_MAX) return excerpt(text);
  const rest = text.slice(start).trim();
  return rest === '' ? excerpt(text) : `…${excerpt(rest)}`;
}

/** Nothing to collapse: no blank but single spaces inside. */
const PLAIN = /^\S+(?: \S+)*$/;
