import type { BotOf } from '../../model/bot.ts';
import type { AgentContext, AgentPort, Arrival } from '../../model/ports.ts';
import { createFrameCodec } from '../duplex/codec.ts';
import { Rooms } from '../duplex/rooms.ts';
import { type Carrier, Talker } from '../duplex/talker.ts';
import { createAskingLine } from '../house/line.ts';
import { Conversation } from '../mapped/conversation.ts';
import { asText, fillHeader, fillUrl, fillValue, type Scope } from '../mapped/template.ts';
import type { Trace } from '../trace/trace.ts';
import { readSocketAddress } from './address.ts';
import { Link, type LinkListener } from './link.ts';

export interface WebSocketOptions {
  readonly trace?: Trace | undefined;
}

const CONNECT_LIMIT_MS = 10_000;

/**
 * A port to a bot behind a WebSocket: one socket for each conversation, or one for all of them, told apart by what `session`
 * finds in a frame. Throws `BotAddressError` for an address that cannot be used.
 */
export function createWebSocketPort(bot: BotOf<'websocket'>, { trace }: WebSocketOptions = {}): AgentPort {
  const codec = createFrameCodec(bot);
  const talkerOptions = { codec, turns: bot.turns, limitMs: bot.answerLimit };
  const links = new Set<Link>();
  const rooms = new Rooms(codec);
  let shared: Link | undefined;
  let closed = false;
  // Told at once: an address without slots is either usable for all conversations or for none.
  if (!bot.url.includes('{{')) readSocketAddress(bot.url);

  const openLink = (
    scope: Scope,
    sessionId: string,
    hear: Pick<LinkListener, 'frame' | 'problem' | 'lost'>,
  ) => {
    const { url, shown, headers } = readSocketAddress(fillUrl(bot.url, scope));
    const own = Object.fromEntries(
      Object.entries(bot.headers).map(([name, value]) => [name.toLowerCase(), fillHeader(value, scope)]),
    );
    trace?.(sessionId, { direction: 'sent', what: `connect ${url}`, headers: { ...headers, ...own } });
    const link = new Link(
      {
        url,
        shown,
        headers: { ...headers, ...own },
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
        ...hear,
        frame(text) {
          trace?.(sessionId, { direction: 'received', what: 'frame', body: text });
          hear.frame(text);
        },
        sent: (frame) => trace?.(sessionId, { direction: 'sent', what: 'frame', body: frame }),
        note: (what) => trace?.(sessionId, { direction: 'note', what }),
      },
    );
    links.add(link);
    return link;
  };

  const own = (talker: Talker): Carrier => {
    const { context } = talker.conversation;
    rooms.enter(talker);
    let link: Link | undefined;
    const opened = () =>
      (link ??= openLink(talker.conversation.scope(), context.sessionId, {
        frame: (text) => {
          const frame = codec.decode(text);
          if (frame.ok) talker.take(frame.value);
          else talker.fail(frame.problem);
        },
        problem: (problem) => talker.fail(problem),
        lost: (problem) => talker.lost(problem),
      }));
    return {
      send: (frame) => (closed ? Promise.resolve({ code: 'closed' }) : attempt(() => opened().send(frame))),
      leave() {
        rooms.leave(talker);
        link?.leave();
        if (link !== undefined) links.delete(link);
      },
    };
  };

  const together = (talker: Talker): Carrier => {
    rooms.enter(talker);
    return {
      send(frame) {
        if (closed) return Promise.resolve({ code: 'closed' });
        return attempt(() => {
          shared ??= openLink(new Conversation(NOBODY).scope(), '', rooms);
          return shared.send(frame);
        });
      },
      leave: () => rooms.leave(talker),
    };
  };

  return {
    id: bot.id,
    pushes: bot.turns === 'any',
    accepts: bot.accepts,
    settleMs: bot.settle,
    answerLimitMs: bot.answerLimit,
    open(context: AgentContext, push: (arrival: Arrival) => void) {
      const conversation = new Conversation(context);
      const talker = new Talker(conversation, talkerOptions, push, bot.shared ? together : own);
      return createAskingLine(context, bot.accepts, talker);
    },
    async close() {
      closed = true;
      rooms.close();
      for (const link of links) link.leave();
      links.clear();
    },
  };
}

const NOBODY: AgentContext = { sessionId: '', locale: 'en' };

/** An address that its slots have spoilt is an answer like any other. */
function attempt(send: () => ReturnType<Carrier['send']>): ReturnType<Carrier['send']> {
  try {
    return send();
  } catch {
    return Promise.resolve({ code: 'internal', reason: 'the filled address of the bot is none' });
  }
}
