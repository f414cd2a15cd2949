/** Of a message in the house protocol, what the bots of the bench answer. */
export function answerOf(message: {
  readonly locale: string;
  readonly sessionId: string;
  readonly messageId: string;
}): string;
