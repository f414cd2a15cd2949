const EXCERPT_MAX = 40;

/** The beginning of a message, on one line, for quoting it in a finding. */
export function excerpt(text: string): string {
  const chars = [...text.replace(/\s+/g, ' ').trim()];
  return chars.length > EXCERPT_MAX ? `${chars.slice(0, EXCERPT_MAX - 1).join('')}…` : chars.join('');
}
