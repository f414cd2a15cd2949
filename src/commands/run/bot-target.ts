import type { FaultListener } from '../../agents/demo-bot/faults/fault.ts';
import { BotAddressError } from '../../connectors/http/address.ts';
import { createHttpPort } from '../../connectors/http/port.ts';
import type { LatencyMode } from '../../model/event.ts';
import type { AgentPort } from '../../model/ports.ts';
import { DEMO_BOT } from '../../report/repeat-line.ts';
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
    const port = createHttpPort({
      url: served.url,
      id: DEMO_BOT,
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
      },
    };
  }
  if (fault.length > 0) throw new UsageError(io.ui('run.fault-needs-demo'));
  const port = openHttp(bot, concurrency, data, io);
  return { name: port.id, port, latency: 'coarse', close: () => port.close() };
}

function openHttp(bot: string, connections: number, data: Data, io: CommandIo): AgentPort {
  try {
    if (/^https?:\/\//i.test(bot)) return createHttpPort({ url: bot, connections });
    // An address of another kind is no file that happens to be missing.
    if (/^[a-z][\w+.-]*:\/\//i.test(bot)) throw new BotAddressError(bot);
    const { id, url, accepts, answerLimit, retries } = data.bot(bot);
    return createHttpPort({ url, id, accepts, answerLimitMs: answerLimit, retries, connections });
  } catch (error) {
    if (error instanceof BotAddressError)
      throw new UsageError(io.ui('run.bad-bot', { found: bot }), io.ui('run.bad-bot.hint'));
    throw error;
  }
}
