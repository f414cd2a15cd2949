import type { FaultListener } from '../../agents/demo-bot/faults/fault.ts';
import { secretsIn } from '../../connectors/environment.ts';
import { BotAddressError } from '../../connectors/http/address.ts';
import { createHttpPort } from '../../connectors/http/port.ts';
import { createRedactedPort } from '../../connectors/redacted.ts';
import type { Trace } from '../../connectors/trace/trace.ts';
import type { LatencyMode } from '../../model/event.ts';
import type { AgentPort } from '../../model/ports.ts';
import { forTerminal } from '../../report/inert.ts';
import { DEMO_BOT } from '../../report/repeat-line.ts';
import { createTraceFile } from '../../store/trace-file.ts';
import { isPath } from '../../system/library.ts';
import { realTime } from '../../system/real-time.ts';
import { createRedactor } from '../../transcript/redact.ts';
import { serveBot } from '../bot/serve.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';
import { openDemoBots } from '../wiring/demo-bot.ts';
import { findFaults } from '../wiring/faults.ts';
import type { Languages } from '../wiring/languages.ts';

/** The bot under test, open. */
export interface BotTarget {
  /** What `--bot` would name it; `demo` for the demo bot. */
  readonly name: string;
  readonly port: AgentPort;
  /** How its answers' times count unless `--latency` says otherwise. */
  readonly latency: LatencyMode;
  close(): Promise<void>;
}

export interface BotTargetOptions {
  readonly bot?: string;
  readonly fault?: readonly string[];
  readonly concurrency: number;
  readonly onFault?: FaultListener;
  /** Keeps the raw traffic in this folder. */
  readonly trace?: boolean;
  readonly dir?: string;
  /** Bot files that start a program or load a module may be named by their id. */
  readonly allowExec?: boolean;
}

/** Opens the bot that was asked for: an address, a bot file or id, or the demo bot served on loopback for this run alone. */
export async function openBot(
  options: BotTargetOptions,
  data: Data,
  languages: Languages,
  io: CommandIo,
): Promise<BotTarget> {
  const { bot, fault = [], concurrency } = options;
  if (bot === undefined || bot === DEMO_BOT) {
    const demo = openDemoBots(data, languages, {
      faults: findFaults(fault, io),
      ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
    });
    const served = await serveBot(demo, { host: '127.0.0.1', port: 0 });
    const { trace, close: closeTrace } = openTrace(options, io)([]);
    const port = createHttpPort({
      url: served.url,
      id: DEMO_BOT,
      trace,
      connections: concurrency,
      accepts: { start: true, event: true, end: true },
    });
    return {
      name: DEMO_BOT,
      port,
      latency: 'declared',
      close: async () => {
        await port.close();
        await served.close();
        closeTrace();
      },
    };
  }
  if (fault.length > 0) throw new UsageError(io.ui('run.fault-needs-demo'));
  // An address of another kind is no file that happens to be missing.
  const { name, port, close } = /^[a-z][\w+.-]*:\/\//i.test(bot)
    ? openAddress(bot, options, io)
    : await openFile(bot, options, data, languages, io);
  return { name, port, latency: 'coarse', close };
}

interface Opened {
  /** So that a line which repeats a conversation finds it again: the file where its id alone would not do. */
  readonly name: string;
  readonly port: AgentPort;
  close(): Promise<void>;
}

function openAddress(url: string, options: BotTargetOptions, io: CommandIo): Opened {
  const secrets = secretsIn(url);
  const { trace, close: closeTrace } = openTrace(options, io)(secrets);
  try {
    const port = createHttpPort({ url, connections: options.concurrency, trace });
    return { name: port.id, port: shielded(port, secrets), close: () => port.close().then(closeTrace) };
  } catch (error) {
    if (error instanceof BotAddressError)
      throw new UsageError(
        io.ui('run.bad-bot', { found: url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/s, '') }),
        io.ui('run.bad-bot.hint'),
      );
    throw error;
  }
}

async function openFile(
  name: string,
  options: BotTargetOptions,
  data: Data,
  languages: Languages,
  io: CommandIo,
): Promise<Opened> {
  const { concurrency, allowExec } = options;
  const { openBotFile } = await import('../wiring/bot-file.ts');
  let closeTrace = () => {};
  const opened = await openBotFile(
    name,
    {
      allowExec,
      connections: concurrency,
      trace:
        options.trace === true
          ? (secrets) => {
              const { trace, close } = openTrace(options, io)(secrets);
              closeTrace = close;
              return trace!;
            }
          : undefined,
    },
    data,
    io,
  );
  const { hooks } = opened.bot;
  let { port } = opened;
  if (hooks.before.length + hooks.after.length > 0) {
    const { createHookedPort } = await import('../../connectors/hooks/port.ts');
    const { hookFacts } = await import('../wiring/hook-facts.ts');
    port = createHookedPort(port, {
      hooks,
      factsOf: (sessionId) => hookFacts(sessionId, data, languages),
      trace: opened.trace,
      isSecret: opened.isSecret,
      onAfterFailed: (hook, reason) =>
        io.err(
          `${forTerminal(createRedactor(opened.secrets).text(io.ui('bot-file.after-failed', { hook, reason })))}\n`,
        ),
    });
  }
  const open = port;
  return {
    name: isPath(name) || opened.runsCode ? shownPath(data.library.file('bot', name).file) : opened.bot.id,
    port: shielded(open, opened.secrets),
    close: () => open.close().then(closeTrace),
  };
}

/** As a person would write it: a file in the working folder itself would else be taken for an id. */
function shownPath(file: string): string {
  return isPath(file) ? file : `./${file}`;
}

/** Nothing that the bot says carries its own tokens further. */
function shielded(port: AgentPort, secrets: readonly string[]): AgentPort {
  return secrets.length === 0 ? port : createRedactedPort(port, createRedactor(secrets).text);
}

/** The run folder's trace; the conversation's id is the case behind the session. */
function openTrace({ trace, dir }: BotTargetOptions, io: CommandIo) {
  return (secrets: readonly string[]): { readonly trace: Trace | undefined; readonly close: () => void } => {
    if (trace !== true || dir === undefined) return { trace: undefined, close: () => {} };
    const startedAt = realTime.now();
    const file = createTraceFile(dir, {
      redactor: createRedactor(secrets),
      now: () => realTime.now() - startedAt,
    });
    return {
      trace: (sessionId, record) => file.write(sessionId.slice(sessionId.indexOf(':') + 1), record),
      close: () => {
        file.close();
        if (file.failure !== undefined)
          io.err(`${forTerminal(io.ui('bot-file.trace-failed', { reason: file.failure.message }))}\n`);
      },
    };
  };
}
