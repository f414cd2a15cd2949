import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import { buildOnce, ROOT } from './build-once.ts';

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; nothing closes the input at once. */
  readonly input?: string;
}

const LIMIT_MS = 60_000;
const BUILD_LIMIT_MS = 180_000;

/** Every test file that runs the command waits for the build first. */
beforeAll(buildOnce, BUILD_LIMIT_MS);

/** Runs the built command as a user would, in a folder of its own, and waits for its end. */
export async function peilian(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const running = await startPeilian(args, options);
  return running.ended;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliResult>;
  /** What came on stderr (and stdout) until now. */
  readonly err: () => string;
  readonly out: () => string;
  /** Resolves when a text has come; rejects when the command ends without it. */
  until(text: string | RegExp): Promise<void>;
}

export async function startPeilian(
  args: readonly string[],
  { cwd, env = {}, input }: CliOptions,
): Promise<RunningCli> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], {
    cwd,
    env: { PATH, HOME, LANG: 'en_GB.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin!.on('error', () => {});
  child.stdin!.end(input ?? '');
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const check of waiting) check();
  };
  child.stdout!.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    heard();
  });
  child.stderr!.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
    heard();
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code, out, err });
      heard();
    });
  });
  return {
    child,
    ended,
    err: () => err,
    out: () => out,
    until: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = typeof text === 'string' ? (out + err).includes(text) : text.test(out + err);
          if (found) resolve();
          else if (child.exitCode !== null) reject(new Error(`ended without ${text}:\n${out}\n${err}`));
          else return;
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      }),
  };
}

/** A folder with the tiny persona, scenario, shop, market and rubric of the fixtures; gone after the test. */
export function workingFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'peilian-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  cpSync(join(ROOT, 'test/fixtures/data'), folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** The one case of the fixtures, in English. */
export const TINY = ['--scenario', 'tiny-case', '--persona', 'tiny-persona', '--locale', 'en'] as const;
