import { Readable } from 'node:stream';
import { cli } from '../../src/commands/cli.ts';
import type { CliOptions, CliResult } from './cli.ts';

/**
 * Runs a command in this process, through the entry that `main.ts` calls, with streams, an environment and a folder of its own:
 * for what a command does and says, at a tenth of what starting Node costs. What needs a process of its own (signals, the
 * environment that bots inherit, a terminal, the bundle) runs outside: `peilian` of `cli.ts`. `same-inside.test.ts` holds the two
 * together, command by command.
 */
export async function peilianInside(
  args: readonly string[],
  { cwd, env = {}, input }: CliOptions,
): Promise<CliResult> {
  const { PATH, HOME } = process.env;
  let out = '';
  let err = '';
  const host = {
    stdin: Readable.from(input === undefined ? [] : [Buffer.from(input)]),
    stdout: { write: (text: string) => void (out += text) },
    stderr: { write: (text: string) => void (err += text) },
    env: { PATH, HOME, LANG: 'en_GB.UTF-8', ...env },
    cwd: () => cwd,
  };
  const code = await cli(args, host as unknown as NodeJS.Process);
  return { code, out, err };
}
