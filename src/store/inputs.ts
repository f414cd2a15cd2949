import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ref } from '../model/event.ts';
import { INPUTS_FOLDER } from './layout.ts';
import { StoreError, toStoreError } from './store-error.ts';

/** Keeps a text under the SHA-256 of its UTF-8 bytes, in `inputs/`, once. Throws `StoreError`. */
export function keepInput(dir: string, id: string, text: string): Ref {
  const hash = createHash('sha256').update(text).digest('hex');
  const path = join(dir, INPUTS_FOLDER, hash);
  try {
    if (!existsSync(path)) {
      // Several workers may keep the same input; each moves its own whole file into place.
      writeFileSync(`${path}.${process.pid}`, text);
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch (error) {
    throw toStoreError(error, path);
  }
  return { id, hash };
}

/** The text of an input. Throws `StoreError` where it is missing, or is not what was kept. */
export function readInput(dir: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new StoreError('bad-name', hash, 'bad-name');
  const path = join(dir, INPUTS_FOLDER, hash);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw toStoreError(error, path);
  }
  if (createHash('sha256').update(text).digest('hex') !== hash)
    throw new StoreError('failed', path, 'its content does not match its name');
  return text;
}
