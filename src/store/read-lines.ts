import { createReadStream } from 'node:fs';
import { toStoreError } from './store-error.ts';

/** Longest line that is read; a longer one is told of, not held. In UTF-16 units. */
export const LINE_CHARS_MAX = 16_777_216;

export interface ReadLine {
  /** `null`: too long. */
  readonly text: string | null;
  /** The file ends without a newline here. */
  readonly torn: boolean;
}

/** The lines of a file, or of `bytes` from `offset`, without their newlines, in little memory. Rejects with `StoreError`. */
export async function* readLines(
  path: string,
  range?: { readonly offset: number; readonly bytes: number },
): AsyncGenerator<ReadLine> {
  if (range?.bytes === 0) return;
  const stream = createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: 131_072,
    ...(range && { start: range.offset, end: range.offset + range.bytes - 1 }),
  });
  let rest = '';
  let tooLong = false;
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      let start = 0;
      for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
        yield { text: tooLong ? null : rest + chunk.slice(start, end), torn: false };
        rest = '';
        tooLong = false;
        start = end + 1;
      }
      if (!tooLong) rest += chunk.slice(start);
      if (rest.length > LINE_CHARS_MAX) {
        tooLong = true;
        rest = '';
      }
    }
  } catch (error) {
    throw toStoreError(error, path);
  }
  if (tooLong || rest !== '') yield { text: tooLong ? null : rest, torn: true };
}
