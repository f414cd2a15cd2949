import { createDemoBot } from '../../src/agents/demo-bot/bot.ts';
import type { Fault } from '../../src/agents/demo-bot/faults/fault.ts';
import type { Locale } from '../../src/model/locale.ts';
import { type Context, PROTOCOL, type ProtocolRequest } from '../../src/model/protocol.ts';
import type { Reader } from '../../src/nlu/reader-types.ts';
import { agentPack } from './agent-pack.ts';
import { tinyMarket, tinyShop } from './tiny-shop.ts';

export interface Said {
  readonly text: string;
  readonly messages: readonly { readonly text: string; readonly delayMs?: number | undefined }[];
  readonly actions: readonly { readonly name: string; readonly args?: object | undefined }[];
}

/** One conversation with the demo bot of the tiny shop; each line comes a minute after the one before. */
export function demoChat(
  locale: Locale,
  reader: Reader,
  over: {
    readonly faults?: readonly Fault[];
    readonly context?: Partial<Context>;
    readonly session?: string;
  } = {},
) {
  const fired: string[] = [];
  const bot = createDemoBot(tinyShop(locale), tinyMarket(locale), reader, agentPack(locale), {
    locale,
    faults: over.faults ?? [],
    onFault: (name) => fired.push(name),
  });
  const zone = locale === 'zh-CN' ? '+08:00' : '+00:00';
  let turn = 0;
  const send = (request: Partial<ProtocolRequest>): Said => {
    turn += 1;
    const answer = bot.on({
      protocol: PROTOCOL,
      type: 'message',
      sessionId: over.session ?? 'run:case',
      messageId: `m${turn}`,
      locale,
      text: '',
      content: [],
      context: {
        now: `2026-11-10T10:${String(turn).padStart(2, '0')}:00${zone}`,
        shop: 'tiny',
        account: 'tiny-ann',
        product: 'coat',
        orders: ['2026110800004'],
        ...over.context,
      },
      ...request,
    });
    const { messages = [], actions = [] } = (answer ?? {}) as {
      messages?: Said['messages'];
      actions?: Said['actions'];
    };
    return { text: messages.map((message) => message.text).join('\n'), messages, actions };
  };
  return {
    fired,
    send,
    say: (text: string) => send({ text, content: [{ type: 'text', text }] }),
    show: (alt: string) => send({ text: alt, content: [{ type: 'image', alt }] }),
    happens: (name: NonNullable<ProtocolRequest['event']>['name'], args: Record<string, string | number>) =>
      send({ type: 'event', event: { name, args } }),
  };
}
