import { lstatSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all: what stood there stays until the new content is on the disk, so that a full disk costs
 * nobody a file. What a link points to is replaced, not the link; a device or a pipe is simply written to. Throws the system's error, with the
 * path in it: a full disk does not say by itself which file it had no room for.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    const target = targetOf(path);
    if (target === undefined) {
      writeFileSync(path, content);
      return;
    }
    const next = `${target}.new`;
    try {
      writeFileSync(next, content);
      renameSync(next, target);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}

/** The file to replace; `undefined` where something else than a file stands. */
function targetOf(path: string): string | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined || there.isFile()) return path;
  if (!there.isSymbolicLink()) return undefined;
  try {
    return lstatSync(realpathSync(path)).isFile() ? realpathSync(path) : undefined;
  } catch {
    // A link to what is not there yet: written through it.
    return undefined;
  }
}
