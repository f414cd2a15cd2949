import type { QuickPhrase } from './facts.ts';

/** Ready answers by key or words, in any case; those whose key begins with what was typed first. All of them for nothing. */
export function findPhrases(phrases: readonly QuickPhrase[], query: string): readonly QuickPhrase[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = phrases.filter(({ key, text }) => {
    const all = `${key} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const first = words[0];
  if (first === undefined) return found;
  const begins = ({ key }: QuickPhrase) => key.toLowerCase().startsWith(first);
  return [...found.filter(begins), ...found.filter((phrase) => !begins(phrase))];
}

/** Fills `{slots}` that the chat gives; the others stay for the agent to fill. */
export function fillPhrase(text: string, slots: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{([\w-]+)\}/g, (whole, name: string) => slots[name] ?? whole);
}
