import { closeSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILE, RUN_FORMAT } from './layout.ts';
import { toStoreError } from './store-error.ts';

/** What `run.json` says: plain JSON, `id` at least. Dates and whatever else differs between equal runs belong here. */
export interface RunInfo {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** `null` where there is none, or none that can be read. Throws `StoreError` where the system forbids it. */
export function readRunInfo(dir: string): RunInfo | null {
  const path = join(dir, RUN_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const problem = toStoreError(error, path);
    if (problem.code === 'not-found') return null;
    throw problem;
  }
  try {
    const info = JSON.parse(text) as RunInfo | null;
    return typeof info === 'object' && info !== null && typeof info.id === 'string' ? info : null;
  } catch {
    return null;
  }
}

/** Replaces the whole file at once, so that it is never half. Throws `StoreError`. */
export function writeRunInfo(dir: string, info: RunInfo): void {
  const path = join(dir, RUN_FILE);
  try {
    const fd = openSync(`${path}.new`, 'w');
    writeSync(fd, `${JSON.stringify({ ...info, format: RUN_FORMAT }, null, 2)}\n`);
    fdatasyncSync(fd);
    closeSync(fd);
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw toStoreError(error, path);
  }
}
