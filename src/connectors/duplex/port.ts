import type { Bot } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { createAskingLine } from '../house/line.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { Conversation } from '../mapped/conversation.ts';
import { createFrameCodec } from './codec.ts';
import { Rooms } from './rooms.ts';
import { type Carrier, Talker } from './talker.ts';

export type DuplexBot = Extract<Bot, { readonly protocol: 'websocket' | 'stdio' }>;

/** A connection, or a process: it is made when its first frame goes out. */
export interface Wire extends Carrier {
  /** Resolves once nothing of it is left after `leave`; absent where nothing outlives that. */
  ended?(): Promise<void>;
}

/** What a wire tells whoever made it. */
export interface WireListener {
  frame(text: string): void;
  /** What came is no frame that can be read, or the wire is lost for good. */
  problem(problem: ChannelProblem): void;
  /** The wire was lost; the next frame makes it again. */
  lost(problem: ChannelProblem): void;
}

/** Makes a wire for a conversation; for that of nobody, with an empty session, where one serves all. */
export type MakeWire = (conversation: Conversation, hear: WireListener) => Wire;

/**
 * A port to a bot on whose connection either side may speak: a wire for each conversation, or one for all of them, told apart by
 * what `session` finds in a frame. When a line or the port closes, so does its wire.
 */
export function createDuplexPort(bot: DuplexBot, makeWire: MakeWire): AgentPort {
  const codec = createFrameCodec(bot);
  const options = { codec, turns: bot.turns, limitMs: bot.answerLimit };
  const rooms = new Rooms(codec);
  const wires = new Set<Wire>();
  let shared: Wire | undefined;
  let closed = false;

  const made = (conversation: Conversation, hear: WireListener): Wire => {
    const wire = makeWire(conversation, hear);
    wires.add(wire);
    return wire;
  };

  const own = (talker: Talker): Carrier => {
    rooms.enter(talker);
    let wire: Wire | undefined;
    return {
      send(frame) {
        if (closed) return Promise.resolve({ code: 'closed' });
        wire ??= made(talker.conversation, {
          frame: (text) => {
            const read = codec.decode(text);
            if (read.ok) talker.take(read.value);
            else talker.fail(read.problem);
          },
          problem: (problem) => talker.fail(problem),
          lost: (problem) => talker.lost(problem),
        });
        return wire.send(frame);
      },
      leave() {
        rooms.leave(talker);
        if (wire === undefined) return;
        const left = wire;
        left.leave();
        // Known until it is gone, so that closing the port waits for it.
        void Promise.resolve(left.ended?.()).then(() => wires.delete(left));
      },
    };
  };

  const together = (talker: Talker): Carrier => {
    rooms.enter(talker);
    return {
      send(frame) {
        if (closed) return Promise.resolve({ code: 'closed' });
        shared ??= made(new Conversation(NOBODY), rooms);
        return shared.send(frame);
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
    open: (context, push) =>
      createAskingLine(
        context,
        bot.accepts,
        new Talker(new Conversation(context), options, push, bot.shared ? together : own),
      ),
    async close() {
      closed = true;
      rooms.close();
      for (const wire of wires) wire.leave();
      await Promise.all([...wires].map((wire) => wire.ended?.()));
      wires.clear();
    },
  };
}

const NOBODY = { sessionId: '', locale: 'en' } as const;
