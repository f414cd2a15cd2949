const EXCERPT_MAX = 40;

/** The beginning of a message, on one line, for quoting it in a finding. */
export function excerpt(text: string): string {
  const line = PLAIN.test(text) ? text : text.replace(/\s+/g, ' ').trim();
  if (line.length <= EXCERPT_MAX) return line;
  const chars = [...line.slice(0, 2 * EXCERPT_MAX + 2)];
  return chars.length > EXCERPT_MAX ? `${chars.slice(0, EXCERPT_MAX - 1).join('')}…` : chars.join('');
}

/** Nothing to collapse: no blank but single spaces inside. */
const PLAIN = /^\S+(?: \S+)*$/;
