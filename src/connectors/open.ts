import type { Bot } from '../model/bot.ts';
import type { AgentPort } from '../model/ports.ts';
import type { Trace } from './trace/trace.ts';

export interface ConnectorOptions {
  /** Most connections at once, where the protocol has many. */
  readonly connections?: number;
  readonly trace?: Trace | undefined;
  /** Whether a text of the bot file holds a secret. */
  readonly isSecret?: (text: string) => boolean;
  /** What `systemFile` holds. */
  readonly system?: string | undefined;
  /** Absolute: where a program runs. */
  readonly folder: string;
  /** The variables that the file lists, for a program. */
  readonly env: Readonly<Record<string, string>>;
  /** Loads a module of the bot file and gives back the export it names. */
  readonly loadExport: (module: string, name: string) => Promise<unknown>;
}

/**
 * Opens what a filled bot file describes. Loads only the connector it needs. Rejects with `BotAddressError` or
 * `BotModuleError`, or with the system's error where an address to listen on is taken.
 */
export async function openConnector(bot: Bot, options: ConnectorOptions): Promise<AgentPort> {
  switch (bot.protocol) {
    case 'house': {
      const { createHttpPort } = await import('./http/port.ts');
      const { id, url, headers, accepts, answerLimit, retries } = bot;
      const { connections, trace } = options;
      return createHttpPort({
        url,
        id,
        headers,
        accepts,
        answerLimitMs: answerLimit,
        retries,
        trace,
        ...(connections === undefined ? {} : { connections }),
      });
    }
    case 'http':
    case 'sse':
      return (await import('./mapped/port.ts')).createMappedPort(bot, options);
    case 'rasa': {
      const { rasaMapping } = await import('./rasa/mapping.ts');
      return (await import('./mapped/port.ts')).createMappedPort(rasaMapping(bot), options);
    }
    case 'websocket':
      return (await import('./websocket/port.ts')).createWebSocketPort(bot, options);
    case 'openai-chat':
    case 'openai-responses':
      return (await import('./openai/port.ts')).createOpenAiPort(bot, options);
    case 'callback':
      return (await import('./callback/port.ts')).createCallbackPort(bot, options);
    case 'stdio':
      return (await import('./stdio/port.ts')).createStdioPort(bot, options);
    case 'module': {
      const exported = await options.loadExport(bot.module, bot.export);
      return (await import('./module/port.ts')).createModulePort(bot, exported, options);
    }
  }
}
