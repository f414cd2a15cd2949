import type { Listen } from '../../model/bot-request.ts';
import type { Arrival } from '../../model/ports.ts';
import { nestsDeeperThan } from '../house/depth.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { problemArrival } from '../house/wording.ts';
import { problemOf } from '../http/faults.ts';
import type { Pools } from '../http/pools.ts';
import type { AnswerListener } from '../http/wire/connection.ts';
import type { Trace } from '../trace/trace.ts';
import { jsonOrText } from './body.ts';
import type { Conversation } from './conversation.ts';
import { createEventFeed, type StreamEvent } from './events.ts';
import { compileRequest, type RequestMaker, type RequestOptions } from './http-request.ts';
import { Pause } from './pause.ts';
import { compileReply, type ReplyReader } from './reply.ts';

export interface CompiledListen {
  readonly make: RequestMaker;
  readonly reply: ReplyReader;
  readonly reconnects: number;
}

export function compileListen(listen: Listen, options: RequestOptions): CompiledListen {
  const spec = { ...listen, method: 'GET' as const, answer: 'events' as const };
  return {
    make: compileRequest(spec, options),
    reply: compileReply(listen.reply),
    reconnects: listen.reconnect,
  };
}

const FIRST_PAUSE_MS = 200;
/** Most events of one conversation; a bot that goes on and on is cut off. */
const EVENTS_MAX = 10_000;

/** An event stream that stays open: every event is pushed as it comes; a lost one is taken up again after its last id. */
export class Listener {
  readonly #listen: CompiledListen;
  readonly #pools: Pools;
  readonly #conversation: Conversation;
  readonly #push: (arrival: Arrival) => void;
  readonly #trace: Trace | undefined;
  readonly #pause = new Pause();
  /** Gives up the stream that is open. */
  #giveUp: (() => void) | undefined;
  #lastId: string | undefined;
  #events = 0;
  #stopped = false;
  #opening: Promise<ChannelProblem | null> | undefined;

  constructor(
    listen: CompiledListen,
    pools: Pools,
    conversation: Conversation,
    push: (arrival: Arrival) => void,
    trace: Trace | undefined,
  ) {
    this.#listen = listen;
    this.#pools = pools;
    this.#conversation = conversation;
    this.#push = push;
    this.#trace = trace;
  }

  /** Opens the stream where it is not open yet; resolves once it is, or with why it cannot be. */
  start(): Promise<ChannelProblem | null> {
    if (this.#stopped) return Promise.resolve(null);
    this.#opening ??= new Promise((resolve) => {
      let open = false;
      const opened = () => {
        open = true;
        resolve(null);
      };
      void this.#connect(opened).then((problem) => {
        if (open) void this.#again(problem);
        else {
          // The next message tries anew.
          this.#opening = undefined;
          resolve(problem);
        }
      });
    });
    return this.#opening;
  }

  stop(): void {
    this.#stopped = true;
    this.#pause.end();
    this.#giveUp?.();
  }

  /** Takes a stream that was lost up again, after growing pauses; one that cannot be had any more is an error of its own. */
  async #again(lostBy: ChannelProblem): Promise<void> {
    let problem = lostBy;
    let losses = 1;
    while (!this.#stopped && losses <= this.#listen.reconnects && this.#events < EVENTS_MAX) {
      await this.#pause.wait(FIRST_PAUSE_MS * 2 ** Math.min(losses - 1, 5));
      if (this.#stopped) return;
      const before = this.#events;
      problem = await this.#connect(() => {});
      losses = this.#events > before ? 1 : losses + 1;
    }
    if (!this.#stopped) this.#push(problemArrival(this.#conversation.context.locale, problem));
  }

  /** Resolves with why the stream ended. */
  #connect(opened: () => void): Promise<ChannelProblem> {
    const { sessionId } = this.#conversation.context;
    return new Promise((resolve) => {
      let shown = '';
      const listener: AnswerListener = {
        begins: (underWay) => {
          this.#giveUp = () => underWay.giveUp(listener, STOPPED);
          if (this.#stopped) resolve({ code: 'closed' });
          return !this.#stopped;
        },
        head: (status) => {
          this.#trace?.(sessionId, { direction: 'received', what: `HTTP ${status}` });
          if (status === 200) return opened();
          resolve({ code: 'http-status', status });
          this.#giveUp?.();
        },
        data: (bytes) => {
          this.#trace?.(sessionId, { direction: 'received', what: 'events', body: bytes.toString() });
          feed(bytes);
          if (this.#events >= EVENTS_MAX) this.#giveUp?.();
        },
        whole: () => resolve({ code: 'reset' }),
        failed: (error) => resolve(error === STOPPED ? { code: 'closed' } : problemOf(error, shown)),
      };
      const feed = createEventFeed((event) => this.#take(event));
      try {
        const { address, headers } = this.#listen.make(this.#conversation.scope(), (origin) =>
          this.#conversation.cookies.header(origin),
        );
        shown = address.shown;
        const pool = this.#pools.get(address.origin);
        if (pool === null) return resolve({ code: 'closed' });
        const all = [...headers, ...(this.#lastId === undefined ? [] : ['last-event-id', this.#lastId])];
        this.#trace?.(sessionId, { direction: 'sent', what: `GET ${address.origin}${address.path}` });
        pool.dispatch({ path: address.path, method: 'GET', headers: all, body: null }, listener);
      } catch (error) {
        resolve(problemOf(error, shown));
      }
    });
  }

  #take({ event, id, data }: StreamEvent): void {
    if (this.#stopped || this.#events >= EVENTS_MAX) return;
    this.#events += 1;
    if (id !== undefined && !/[\r\n\0]/.test(id)) this.#lastId = id;
    const { locale } = this.#conversation.context;
    if (nestsDeeperThan(data, ANSWER_LIMITS.depthMax)) {
      this.#push(problemArrival(locale, { code: 'too-deep', depthMax: ANSWER_LIMITS.depthMax }));
      return;
    }
    const value = [{ event, ...(id === undefined ? {} : { id }), data: jsonOrText(data) }];
    for (const arrival of this.#listen.reply.read(value, locale, this.#conversation.seen))
      this.#push(arrival);
  }
}

const STOPPED = new Error('nobody listens any more');
