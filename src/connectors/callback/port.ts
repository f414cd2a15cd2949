import type { BotOf } from '../../model/bot.ts';
import type { AgentPort, Arrival } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { createFrameCodec, type FrameCodec } from '../duplex/codec.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import { type Answered, type Asker, createAskingLine } from '../house/line.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { problemArrival } from '../house/wording.ts';
import { decodeBody } from '../http/decode.ts';
import { Pools } from '../http/pools.ts';
import { Conversation } from '../mapped/conversation.ts';
import { type CompiledRequest, compileSpec, Requester, type Wire } from '../mapped/requester.ts';
import type { Trace } from '../trace/trace.ts';
import { type Call, type CallAnswer, startCallServer } from './server.ts';
import { isSigned } from './signature.ts';

export interface CallbackOptions {
  readonly trace?: Trace | undefined;
  readonly isSecret?: (text: string) => boolean;
}

/** `at`: where it listens, host and port. */
export interface CallbackPort extends AgentPort {
  readonly at: string;
  /** The address the bot is told. */
  readonly callbackUrl: string;
}

const CONNECT_LIMIT_MS = 10_000;

/**
 * A port to a bot that acknowledges a message and answers later by calling us. It listens until it is closed; rejects where
 * the address to listen on is taken.
 */
export async function createCallbackPort(
  bot: BotOf<'callback'>,
  options: CallbackOptions = {},
): Promise<CallbackPort> {
  const { trace } = options;
  const codec = createFrameCodec(bot);
  const send = compileSpec(bot.send, options);
  const askers = new Map<string, CallbackAsker>();
  const wire: Wire = {
    pools: new Pools(null, Math.min(bot.answerLimit, CONNECT_LIMIT_MS)),
    bytesMax: ANSWER_LIMITS.bytesMax,
    retries: 0,
    trace,
    cookies: false,
  };
  let closed = false;

  const answer = ({ headers, body }: Call): CallAnswer => {
    const read = decodeBody([body], headers['content-type'], headers['content-encoding']);
    const frame = read.ok ? codec.decode(read.body) : read;
    const asker = frame.ok && frame.session !== undefined ? askers.get(frame.session) : undefined;
    trace?.(asker?.sessionId ?? '', {
      direction: 'received',
      what: `call ${bot.path}`,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: read.ok ? read.body : body.toString('latin1'),
    });
    // What is not signed is read for one thing only: whose conversation should learn that its bot signs wrongly.
    if (bot.signature !== undefined && !isSigned(body, headers, bot.signature)) {
      const reason = `a call of the bot has no valid signature in ${bot.signature.header}; compare the secret, the algorithm and what is hashed`;
      asker?.fail({ code: 'internal', reason });
      return { status: 401, body: { error: 'the signature is missing or wrong' } };
    }
    if (!frame.ok) {
      for (const each of askers.values()) if (each.open) each.fail(frame.problem);
      return { status: 400, body: { error: 'the body must be JSON' } };
    }
    if (asker === undefined)
      return { status: 404, body: { error: `no conversation is open that ${bot.session} names` } };
    asker.take(frame.value);
    return bot.respond;
  };

  const [host, port] = splitListen(bot.listen);
  const server = await startCallServer({
    host,
    port,
    path: bot.path,
    bytesMax: ANSWER_LIMITS.bytesMax,
    answer,
  });
  const callbackUrl = bot.publicUrl ?? `http://${server.at}${bot.path}`;

  return {
    id: bot.id,
    at: server.at,
    callbackUrl,
    pushes: true,
    accepts: bot.accepts,
    settleMs: bot.settle,
    answerLimitMs: bot.answerLimit,
    open(context, push) {
      const conversation = new Conversation(context, callbackUrl);
      const asker = new CallbackAsker(
        conversation,
        new Requester(wire, conversation),
        send,
        codec,
        bot.answerLimit,
        push,
        () => askers.delete(context.sessionId),
      );
      if (closed) asker.cancel();
      else askers.set(context.sessionId, asker);
      return createAskingLine(context, bot.accepts, asker);
    },
    async close() {
      closed = true;
      for (const asker of [...askers.values()]) asker.cancel();
      await server.close();
      await wire.pools.close();
    },
  };
}

/** Hands messages to the bot, which only acknowledges them, and takes its calls. */
class CallbackAsker implements Asker {
  readonly sessionId: string;
  /** Whether a message waits for its answer. */
  open = false;
  readonly #conversation: Conversation;
  readonly #requester: Requester;
  readonly #send: CompiledRequest;
  readonly #codec: FrameCodec;
  readonly #limitMs: number;
  readonly #push: (arrival: Arrival) => void;
  readonly #left: () => void;

  constructor(
    conversation: Conversation,
    requester: Requester,
    send: CompiledRequest,
    codec: FrameCodec,
    limitMs: number,
    push: (arrival: Arrival) => void,
    left: () => void,
  ) {
    this.sessionId = conversation.context.sessionId;
    this.#conversation = conversation;
    this.#requester = requester;
    this.#send = send;
    this.#codec = codec;
    this.#limitMs = limitMs;
    this.#push = push;
    this.#left = left;
  }

  async ask(request: ProtocolRequest): Promise<Answered> {
    // The call may come before the acknowledgement.
    this.open = true;
    const scope = this.#conversation.scope(request);
    const outcome = await this.#requester.request(this.#send, scope, this.#limitMs);
    // What an acknowledgement holds is no answer; one that is no JSON is none the worse.
    if (outcome.ok || outcome.problem.code === 'not-json') return { arrivals: [] };
    return { arrivals: [problemArrival(this.#conversation.context.locale, outcome.problem)] };
  }

  take(value: unknown): void {
    this.open = false;
    for (const arrival of this.#codec.arrivals(value, this.#conversation)) this.#push(arrival);
  }

  fail(problem: ChannelProblem): void {
    this.open = false;
    this.#push(problemArrival(this.#conversation.context.locale, problem));
  }

  cancel(): void {
    this.#left();
    this.#requester.close();
  }
}

function splitListen(listen: string): [string, number] {
  const at = listen.lastIndexOf(':');
  return [listen.slice(0, at).replace(/^\[|\]$/g, ''), Number(listen.slice(at + 1))];
}
