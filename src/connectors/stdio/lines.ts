import type { ChannelProblem } from '../house/problem.ts';

export interface LineListener {
  line(text: string): void;
  problem(problem: ChannelProblem): void;
}

/** Cuts a stream of bytes into lines of valid UTF-8, without their ends; empty lines say nothing. A line that is too long is told once and skipped. */
export function createLineSplitter(
  bytesMax: number,
  { line, problem }: LineListener,
): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  let bytes = 0;
  let skipping = false;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const finish = () => {
    const whole = Buffer.concat(pending);
    pending = [];
    bytes = 0;
    let text: string;
    try {
      text = decoder.decode(whole).replace(/\r$/, '');
    } catch {
      problem({ code: 'bad-encoding', encoding: 'UTF-8' });
      return;
    }
    if (text.trim() !== '') line(text);
  };
  return (chunk) => {
    let from = 0;
    while (from < chunk.length) {
      const end = chunk.indexOf(0x0a, from);
      const part = chunk.subarray(from, end === -1 ? chunk.length : end);
      from = end === -1 ? chunk.length : end + 1;
      if (skipping) {
        skipping = end === -1;
        continue;
      }
      bytes += part.length;
      if (bytes > bytesMax) {
        problem({ code: 'too-large', bytesMax });
        pending = [];
        bytes = 0;
        skipping = end === -1;
        continue;
      }
      pending.push(part);
      if (end !== -1) finish();
    }
  };
}
