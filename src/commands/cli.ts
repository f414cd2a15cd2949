import { CommanderError } from 'commander';
import { packageVersion } from '../system/package-root.ts';
import { pickUiLocale } from '../system/ui-locale.ts';
import { readUi } from '../system/ui-texts.ts';
import { type CommandIo, type ExitCode, UsageError } from './io.ts';
import { explainUsage } from './program/explain-usage.ts';
import { runProgram } from './program.ts';

/** Runs a command line to its exit code; whatever goes wrong is told on stderr. Never throws, never exits. */
export async function cli(argv: readonly string[], host: NodeJS.Process): Promise<ExitCode> {
  const io = await openIo(argv, host);
  try {
    return await runProgram(argv, packageVersion(), io);
  } catch (error) {
    return await complain(error, argv, io);
  }
}

async function openIo(
  argv: readonly string[],
  { stdin, stdout, stderr, env, cwd }: NodeJS.Process,
): Promise<CommandIo> {
  const uiLocale = pickUiLocale(uiLocaleOption(argv), env, Intl.DateTimeFormat().resolvedOptions().locale);
  const noColour = (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb';
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    input: stdin,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    inputIsTerminal: stdin.isTTY === true,
    columns: stdout.columns ?? 100,
    colour: stdout.isTTY === true && !noColour,
    env,
    workingFolder: cwd(),
    ui: await readUi(uiLocale),
    uiLocale,
  };
}

function uiLocaleOption(argv: readonly string[]): string | undefined {
  const at = argv.indexOf('--ui-locale');
  return at === -1
    ? argv.find((argument) => argument.startsWith('--ui-locale='))?.slice('--ui-locale='.length)
    : argv[at + 1];
}

async function complain(error: unknown, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { ProblemsError } = await import('../load/problem.ts');
  const { forTerminal, forTerminalLines } = await import('../report/inert.ts');
  if (error instanceof ProblemsError) {
    io.err(`${forTerminalLines(error.message)}\n`);
    return 2;
  }
  if (error instanceof Error && error.name === 'StoreError') {
    const { sayStoreError, toStoreError } = await import('../store/store-error.ts');
    io.err(`peilian: ${forTerminal(sayStoreError(io.uiLocale, toStoreError(error, '')))}\n`);
    return 2;
  }
  const usage = error instanceof CommanderError ? await explainUsage(error, argv, io) : error;
  if (usage instanceof UsageError) {
    io.err(`peilian: ${forTerminal(usage.message)}\n`);
    if (usage.hint !== undefined && usage.hint !== '') io.err(`  ${forTerminal(usage.hint)}\n`);
    return 2;
  }
  const { path, address, port, code: found } = error as NodeJS.ErrnoException & Listening;
  const code = found === 'EDQUOT' || found === 'EFBIG' ? 'ENOSPC' : found;
  if (code !== undefined && SYSTEM_FAULTS.has(code)) {
    io.err(
      `peilian: ${forTerminal(io.ui(`fault.${code}`, { path: path ?? '', address: address === undefined ? '' : `${address}:${port ?? ''}` }))}\n`,
    );
    return 2;
  }
  io.err(
    `peilian: ${io.ui('fault.bug')}\n${forTerminalLines(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return 1;
}

interface Listening {
  readonly address?: string;
  readonly port?: number;
}

/** What the machine refuses, and a person can change. */
const SYSTEM_FAULTS = new Set([
  'EACCES',
  'EROFS',
  'ENOSPC',
  'EPERM',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EMFILE',
]);
