import type { BotOf } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { createFrameCodec } from '../duplex/codec.ts';
import { Rooms } from '../duplex/rooms.ts';
import { type Carrier, Talker } from '../duplex/talker.ts';
import { createAskingLine } from '../house/line.ts';
import { Conversation } from '../mapped/conversation.ts';
import type { Trace } from '../trace/trace.ts';
import { Child, type ChildListener } from './child.ts';

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
export function createStdioPort(bot: BotOf<'stdio'>, options: StdioOptions): AgentPort {
  const codec = createFrameCodec(bot);
  const talkerOptions = { codec, turns: bot.turns, limitMs: bot.answerLimit };
  const rooms = new Rooms(codec);
  const children = new Set<Child>();
  let shared: Child | undefined;
  let closed = false;

  const startChild = (sessionId: string, hear: Pick<ChildListener, 'line' | 'problem' | 'lost'>) => {
    const { trace } = options;
    const child = new Child(
      {
        command: bot.command,
        folder: options.folder,
        env: { ...plainEnv(), ...options.env },
        restarts: bot.restarts,
      },
      {
        ...hear,
        line(text) {
          trace?.(sessionId, { direction: 'received', what: 'line', body: text });
          hear.line(text);
        },
        sent: (line) => trace?.(sessionId, { direction: 'sent', what: 'line', body: line }),
        note: (what, body) =>
          trace?.(sessionId, { direction: 'note', what, ...(body === undefined ? {} : { body }) }),
      },
    );
    children.add(child);
    return child;
  };

  const own = (talker: Talker): Carrier => {
    rooms.enter(talker);
    let child: Child | undefined;
    const { sessionId } = talker.conversation.context;
    return {
      send(frame) {
        if (closed) return Promise.resolve({ code: 'closed' });
        child ??= startChild(sessionId, {
          line: (text) => {
            const read = codec.decode(text);
            if (read.ok) talker.take(read.value);
            else talker.fail(read.problem);
          },
          problem: (problem) => talker.fail(problem),
          lost: (problem) => talker.lost(problem),
        });
        return child.send(frame);
      },
      leave() {
        rooms.leave(talker);
        child?.leave();
      },
    };
  };

  const together = (talker: Talker): Carrier => {
    rooms.enter(talker);
    return {
      send(frame) {
        if (closed) return Promise.resolve({ code: 'closed' });
        shared ??= startChild('', { line: rooms.frame, problem: rooms.problem, lost: rooms.lost });
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
        new Talker(new Conversation(context), talkerOptions, push, bot.shared ? together : own),
      ),
    async close() {
      closed = true;
      rooms.close();
      for (const child of children) child.leave();
      await Promise.all([...children].map((child) => child.ended()));
      children.clear();
    },
  };
}

function plainEnv(): Record<string, string> {
  return Object.fromEntries(
    PLAIN_ENV.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
