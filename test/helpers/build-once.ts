import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const STAMP = join(ROOT, 'dist', '.built');
const LOCK = join(ROOT, 'node_modules', '.peilian-build-lock');
const LOCK_WAIT_MS = 120_000;

/**
 * Builds `dist/` unless it is newer than everything in `src/`, at most once in a test run. Tests that run the real command
 * call this first; a lock folder keeps two test workers from building at once. Throws with the compiler's words when the
 * build fails.
 */
export async function buildOnce(): Promise<void> {
  await lock();
  try {
    // Workers are threads of one process: the first one has looked for all of them.
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === String(process.pid)) return;
    if (!isStale()) return writeStamp(statSync(STAMP).mtime);
    // A file that changes while the build runs must be built again next time.
    const startedAt = new Date();
    const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, encoding: 'utf8' });
    if (build.status !== 0) throw new Error(`npm run build failed:\n${build.stdout}\n${build.stderr}`);
    writeStamp(startedAt);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

async function lock(): Promise<void> {
  for (let waitedMs = 0; waitedMs < LOCK_WAIT_MS; waitedMs += 100) {
    try {
      mkdirSync(LOCK);
      return;
    } catch {
      // A lock left behind by a killed run is taken over.
      if (existsSync(LOCK) && ageMs(LOCK) > LOCK_WAIT_MS) rmSync(LOCK, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`another build has held ${LOCK} for ${LOCK_WAIT_MS} ms`);
}

function writeStamp(builtAt: Date): void {
  writeFileSync(STAMP, String(process.pid));
  utimesSync(STAMP, builtAt, builtAt);
}

function isStale(): boolean {
  if (!existsSync(STAMP)) return true;
  const built = statSync(STAMP).mtimeMs;
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return files.some((file) => statSync(join(ROOT, 'src', file)).mtimeMs > built);
}

function ageMs(path: string): number {
  return Date.now() - statSync(path, { throwIfNoEntry: false })!.mtimeMs;
}
