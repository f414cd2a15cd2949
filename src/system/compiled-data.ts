import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { TextFile } from '../load/document.ts';

/**
 * What the build read and checked already, by the hash of its texts: shipped data then needs neither YAML parser nor
 * schema. A text that was changed has another hash and is read anew, so nothing stale is ever used.
 */
export interface CompiledData {
  /** The value that these texts were compiled to; `undefined` where they never were. */
  find(key: string): unknown;
}

export function openCompiledData(folder: URL = new URL('../data/', import.meta.url)): CompiledData {
  if (!existsSync(folder)) return { find: () => undefined };
  return {
    find(key) {
      const file = new URL(`${key}.json`, folder);
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    },
  };
}

/** The key of something made of these texts. A file's name counts: its id must match it. */
export function compiledKey(kind: string, texts: readonly TextFile[]): string {
  const hash = createHash('sha256').update(kind);
  for (const { file, text } of texts) hash.update(`\0${file.split('/').at(-1)}\0${text}`);
  return hash.digest('hex').slice(0, 40);
}
