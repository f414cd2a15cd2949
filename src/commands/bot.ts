import { forTerminal } from '../report/inert.ts';
import { listenForInterrupt } from '../system/interrupt.ts';
import { serveBot } from './bot/serve.ts';
import { openData } from './data.ts';
import type { CommandIo, ExitCode } from './io.ts';
import { openDemoBots } from './wiring/demo-bot.ts';
import { findFaults } from './wiring/faults.ts';
import { openLanguages } from './wiring/languages.ts';

export interface BotOptions {
  readonly port: number;
  readonly host: string;
  readonly fault?: readonly string[];
}

/** Serves the demo bot until Ctrl-C; every fault that fires is told on stderr. */
export async function bot(options: BotOptions, io: CommandIo): Promise<ExitCode> {
  const data = openData(io.workingFolder);
  const demo = openDemoBots(data, openLanguages(), {
    faults: findFaults(options.fault ?? [], io),
    onFault: (name, sessionId, messageId) =>
      io.err(`${forTerminal(io.ui('bot.fired', { name, sessionId, messageId }))}\n`),
  });
  const served = await serveBot(demo, options);
  if (!/^(127\.|::1$|localhost$)/.test(options.host))
    io.err(`${io.ui('bot.open', { host: options.host })}\n`);
  io.out(`${io.ui('bot.listening', { url: served.url })}\n`);
  const interrupt = listenForInterrupt();
  await new Promise<void>((resolve) => interrupt.onStop(resolve));
  await served.close();
  return 0;
}
