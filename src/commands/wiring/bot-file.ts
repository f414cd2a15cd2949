import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fillEnvironment } from '../../connectors/environment.ts';
import { BotAddressError } from '../../connectors/http/address.ts';
import { BotModuleError } from '../../connectors/module/error.ts';
import { openConnector } from '../../connectors/open.ts';
import { literalSecrets } from '../../connectors/secrets.ts';
import type { Trace } from '../../connectors/trace/trace.ts';
import type { Bot } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { isPath } from '../../system/library.ts';
import { createRedactor } from '../../transcript/redact.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';

export interface BotFileOptions {
  readonly allowExec?: boolean | undefined;
  readonly connections?: number;
  /** Makes what takes the raw traffic, given what must be struck out of it. */
  readonly trace?: ((secrets: readonly string[]) => Trace) | undefined;
}

export interface OpenedBotFile {
  readonly bot: Bot;
  readonly port: AgentPort;
  readonly secrets: readonly string[];
  readonly trace: Trace | undefined;
  readonly isSecret: (text: string) => boolean;
  /** Starts a program or loads a module: never by its id alone. */
  readonly runsCode: boolean;
}

/**
 * Opens the bot that a file describes, by id or path. Says which variables it reads and what it opens. Throws `UsageError` for
 * whatever a person can mend: a variable that is not set, a program that may not run, a file beside it that is missing.
 */
export async function openBotFile(
  name: string,
  options: BotFileOptions,
  data: Data,
  io: CommandIo,
): Promise<OpenedBotFile> {
  const read = data.bot(name);
  const { file } = data.library.file('bot', name);
  const folder = dirname(resolve(io.workingFolder, file));
  if (RUNS_CODE.has(read.protocol) && !isPath(name) && options.allowExec !== true)
    throw new UsageError(
      io.ui('bot-file.exec', { id: read.id, protocol: read.protocol }),
      io.ui('bot-file.exec.hint', { path: file }),
    );
  const { bot, missing, used, secrets: values } = fillEnvironment(read, io.env);
  if (missing.length > 0)
    throw new UsageError(
      io.ui('bot-file.env-missing', { file, names: missing.join(', ') }),
      io.ui('bot-file.env-missing.hint', { name: missing[0]! }),
    );
  const secrets = [...values, ...literalSecrets(bot)];
  const redactor = createRedactor(secrets);
  const isSecret = (text: string) => redactor.text(text) !== text;
  const trace = options.trace?.(secrets);
  if (used.length > 0) io.err(`${io.ui('bot-file.reads', { names: used.join(', ') })}\n`);
  try {
    const port = await openConnector(bot, {
      ...(options.connections === undefined ? {} : { connections: options.connections }),
      trace,
      isSecret,
      system: systemOf(bot, folder, file, io),
      folder: bot.protocol === 'stdio' ? resolve(folder, bot.folder) : folder,
      env: Object.fromEntries(
        bot.env.flatMap((each) => (io.env[each] === undefined ? [] : [[each, io.env[each]!]])),
      ),
      loadExport: (module, exported) => loadExport(resolve(folder, module), exported, file, io),
    });
    sayListening(bot, port, redactor.text, io);
    return { bot, port, secrets, trace, isSecret, runsCode: RUNS_CODE.has(bot.protocol) };
  } catch (error) {
    if (error instanceof BotAddressError)
      throw new UsageError(io.ui('bot-file.bad-address', { file }), io.ui('bot-file.bad-address.hint'));
    if (error instanceof BotModuleError)
      throw new UsageError(
        io.ui('bot-file.bad-module', { file, reason: error.message }),
        io.ui('bot-file.bad-module.hint'),
      );
    throw error;
  }
}

const RUNS_CODE = new Set<Bot['protocol']>(['stdio', 'module']);

function systemOf(bot: Bot, folder: string, file: string, io: CommandIo): string | undefined {
  if ((bot.protocol !== 'openai-chat' && bot.protocol !== 'openai-responses') || bot.systemFile === undefined)
    return undefined;
  const path = resolve(folder, bot.systemFile);
  if (!existsSync(path))
    throw new UsageError(
      io.ui('bot-file.no-file', { file, field: 'systemFile', found: bot.systemFile }),
      io.ui('bot-file.no-file.hint'),
    );
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .trim();
}

async function loadExport(path: string, name: string, file: string, io: CommandIo): Promise<unknown> {
  if (!existsSync(path))
    throw new UsageError(
      io.ui('bot-file.no-file', { file, field: 'module', found: path }),
      io.ui('bot-file.no-file.hint'),
    );
  let loaded: Record<string, unknown>;
  try {
    loaded = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    throw new BotModuleError(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  return loaded[name];
}

/** What we open is said; what others can reach is warned of. */
function sayListening(bot: Bot, port: AgentPort, redact: (text: string) => string, io: CommandIo): void {
  if (bot.protocol !== 'callback' || !('at' in port)) return;
  const { at, callbackUrl } = port as AgentPort & { readonly at: string; readonly callbackUrl: string };
  // The path may hold a token as well as the query.
  const shown = redact(callbackUrl.replace(/[?#].*$/, ''));
  io.err(`${io.ui('bot-file.listens', { at, url: shown })}\n`);
  if (!/^(127\.|\[::1\]|localhost)/.test(at)) io.err(`${io.ui('bot-file.open', { at })}\n`);
}
