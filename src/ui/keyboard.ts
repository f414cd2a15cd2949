import { createKeyReader, type Key } from './keys.ts';

/** How long an escape may be the beginning of a longer key: ssh is slower than this only when it is no fun anyway. */
const ESCAPE_MS = 40;

/** Hears a terminal key by key, raw, until it is closed; closing gives the keyboard back as it was. */
export function openKeyboard(input: NodeJS.ReadStream, onKey: (key: Key) => void): { close(): void } {
  const keys = createKeyReader();
  let escapeTimer: NodeJS.Timeout | undefined;
  const hear = (chunk: string) => {
    clearTimeout(escapeTimer);
    for (const key of keys.feed(chunk)) onKey(key);
    if (keys.waiting)
      escapeTimer = setTimeout(() => {
        for (const key of keys.flush()) onKey(key);
      }, ESCAPE_MS);
  };
  input.setEncoding('utf8');
  input.setRawMode?.(true);
  input.on('data', hear);
  input.resume();
  return {
    close() {
      clearTimeout(escapeTimer);
      input.off('data', hear);
      input.setRawMode?.(false);
      input.pause();
    },
  };
}
