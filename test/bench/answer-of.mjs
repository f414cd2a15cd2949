import { readFileSync } from 'node:fs';

/** What the bots of the bench say, one after the other: short answers as a shop's bot gives them. */
const ANSWERS = JSON.parse(readFileSync(new URL('./answers.json', import.meta.url), 'utf8'));

/**
 * The answer to a message in the house protocol: the lines in turn, each conversation beginning at one of its own. So a conversation
 * is the same however many are held at once and over whatever it goes, and the rows of the bench can be held against each other.
 */
export function answerOf({ locale, sessionId, messageId }) {
  let at = Number(messageId.slice(1));
  for (let i = 0; i < sessionId.length; i += 1) at = (at + sessionId.charCodeAt(i) * (i + 1)) % 1_048_576;
  const lines = ANSWERS[locale] ?? ANSWERS.en;
  return lines[at % lines.length];
}
