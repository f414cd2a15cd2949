import type { BotOf } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { createDuplexPort, type Wire } from '../duplex/port.ts';
import { asText, fillHeader, fillUrl, fillValue } from '../mapped/template.ts';
import type { Trace } from '../trace/trace.ts';
import { readSocketAddress, type SocketAddress } from './address.ts';
import { Link } from './link.ts';

export interface WebSocketOptions {
  readonly trace?: Trace | undefined;
}

const CONNECT_LIMIT_MS = 10_000;

/**
 * A port to a bot behind a WebSocket: one socket for each conversation, or one for all of them, told apart by what `session`
 * finds in a frame. Throws `BotAddressError` for an address that cannot be used.
 */
export function createWebSocketPort(bot: BotOf<'websocket'>, { trace }: WebSocketOptions = {}): AgentPort {
  // Told at once: an address without slots is either usable for all conversations or for none.
  if (!bot.url.includes('{{')) readSocketAddress(bot.url);
  return createDuplexPort(bot, (conversation, hear) => {
    const { sessionId } = conversation.context;
    const scope = conversation.scope();
    let address: SocketAddress;
    try {
      address = readSocketAddress(fillUrl(bot.url, scope));
    } catch {
      return SPOILT;
    }
    const headers = {
      ...address.headers,
      ...Object.fromEntries(
        Object.entries(bot.headers).map(([name, value]) => [name.toLowerCase(), fillHeader(value, scope)]),
      ),
    };
    trace?.(sessionId, { direction: 'sent', what: `connect ${address.url}`, headers });
    return new Link(
      {
        url: address.url,
        shown: address.shown,
        headers,
        subprotocols: bot.subprotocols,
        hello: bot.hello.map((each) => {
          const filled = fillValue(each, scope);
          return bot.frames === 'text' ? asText(filled) : JSON.stringify(filled ?? null);
        }),
        pingMs: Math.max(bot.ping, 100),
        reconnects: bot.reconnect,
        connectLimitMs: Math.min(bot.answerLimit, CONNECT_LIMIT_MS),
      },
      {
        problem: hear.problem,
        lost: hear.lost,
        frame(text) {
          trace?.(sessionId, { direction: 'received', what: 'frame', body: text });
          hear.frame(text);
        },
        sent: (frame) => trace?.(sessionId, { direction: 'sent', what: 'frame', body: frame }),
        note: (what) => trace?.(sessionId, { direction: 'note', what }),
      },
    );
  });
}

/** An address that its slots have spoilt is an answer like any other. */
const SPOILT: Wire = {
  send: () => Promise.resolve({ code: 'internal', reason: 'the filled address of the bot is none' }),
  leave() {},
};
