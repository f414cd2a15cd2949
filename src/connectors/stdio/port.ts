import type { BotOf } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { createDuplexPort } from '../duplex/port.ts';
import type { Trace } from '../trace/trace.ts';
import { Child } from './child.ts';

export interface StdioOptions {
  /** Absolute: where the program runs. */
  readonly folder: string;
  /** What the process may see of the environment besides what every program needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly trace?: Trace | undefined;
}

/** Names that programs need to run at all; no tokens among them. */
const PLAIN_ENV = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SYSTEMROOT',
  'PATHEXT',
  'USERPROFILE',
];

/**
 * A port to a bot that is a program and speaks JSON lines: requests on its stdin, answers on its stdout, one process for each
 * conversation or one for all. Its stderr goes to the trace. When a line or the port closes, the process group is ended.
 */
export function createStdioPort(bot: BotOf<'stdio'>, { folder, env, trace }: StdioOptions): AgentPort {
  return createDuplexPort(bot, ({ context: { sessionId } }, hear) => {
    const note = (what: string, body?: string) =>
      trace?.(sessionId, { direction: 'note', what, ...(body === undefined ? {} : { body }) });
    return new Child(
      { command: bot.command, folder, env: { ...plainEnv(), ...env }, restarts: bot.restarts },
      {
        problem: hear.problem,
        lost: hear.lost,
        line(text) {
          trace?.(sessionId, { direction: 'received', what: 'line', body: text });
          hear.frame(text);
        },
        sent: (line) => trace?.(sessionId, { direction: 'sent', what: 'line', body: line }),
        note,
      },
    );
  });
}

function plainEnv(): Record<string, string> {
  return Object.fromEntries(
    PLAIN_ENV.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
