import { createInterface } from 'node:readline/promises';
import type { CommandIo } from '../io.ts';

/** Asks one thing of a person at a terminal and gives back the line, trimmed. */
export async function ask(question: string, io: CommandIo): Promise<string> {
  const lines = createInterface({ input: io.input, terminal: false });
  io.err(`${question} `);
  try {
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
    return answer.trim();
  } finally {
    lines.close();
  }
}
