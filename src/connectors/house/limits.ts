/** What one answer of a bot may hold. Beyond it the rest is left out and named in an error. */
export const ANSWER_LIMITS = {
  bytesMax: 1_048_576,
  depthMax: 32,
  messagesMax: 200,
  actionsMax: 50,
  choicesMax: 20,
  /** UTF-16 units; a longer text is cut there, never inside a surrogate pair. */
  textCharsMax: 20_000,
  choiceCharsMax: 500,
  nameCharsMax: 100,
  argsMax: 30,
  argCharsMax: 2_000,
  delayMsMax: 86_400_000,
  /** Errors told of one answer; a bot that sends 5,000 wrong parts is told of the first few. */
  problemsMax: 5,
} as const;
