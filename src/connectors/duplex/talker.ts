import type { Arrival } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import type { Answered, Asker } from '../house/line.ts';
import type { ChannelProblem } from '../house/problem.ts';
import type { Conversation } from '../mapped/conversation.ts';
import { type FrameCodec, oneProblem } from './codec.ts';

/** What carries frames for one conversation. */
export interface Carrier {
  /** Resolves once the frame has gone out, or with why it could not. */
  send(frame: string): Promise<ChannelProblem | null>;
  /** No frame of this conversation is sent or expected any more. */
  leave(): void;
}

export interface TalkerOptions {
  readonly codec: FrameCodec;
  /** `each`: the next frame answers the message; `any`: whatever comes is pushed. */
  readonly turns: 'each' | 'any';
  readonly limitMs: number;
}

/** One conversation over a connection on which either side may speak. */
export class Talker implements Asker {
  readonly conversation: Conversation;
  readonly #options: TalkerOptions;
  readonly #carrier: Carrier;
  readonly #push: (arrival: Arrival) => void;
  #waiting: ((arrivals: Arrival[]) => void) | undefined;
  /** Whether a message waits for anything to come. */
  #open = false;
  #closed = false;

  constructor(
    conversation: Conversation,
    options: TalkerOptions,
    push: (arrival: Arrival) => void,
    carry: (talker: Talker) => Carrier,
  ) {
    this.conversation = conversation;
    this.#options = options;
    this.#push = push;
    this.#carrier = carry(this);
  }

  async ask(request: ProtocolRequest): Promise<Answered> {
    const { codec, turns, limitMs } = this.#options;
    const startedAt = performance.now();
    // A bot that accepts the start, an event or the end need not answer it.
    const answerDue = turns === 'each' && request.type === 'message';
    const answer = answerDue ? this.#next(limitMs) : undefined;
    this.#open ||= request.type === 'message';
    const frame = codec.encode(request, this.conversation.scope(request));
    const problem = await this.#carrier.send(frame);
    if (problem !== null) {
      const arrivals = oneProblem(this.conversation.context.locale, problem);
      this.#waiting?.(arrivals);
      this.#waiting = undefined;
      return { arrivals, measuredMs: performance.now() - startedAt };
    }
    if (answer === undefined) return { arrivals: [] };
    return { arrivals: await answer, measuredMs: performance.now() - startedAt };
  }

  cancel(): void {
    this.#closed = true;
    this.#settle(oneProblem(this.conversation.context.locale, { code: 'closed' }));
    this.#carrier.leave();
  }

  /** A frame for this conversation has come. */
  take(value: unknown): void {
    this.#hand(this.#options.codec.arrivals(value, this.conversation));
  }

  /** Something is wrong with the connection or with what came over it. */
  fail(problem: ChannelProblem): void {
    this.#hand(oneProblem(this.conversation.context.locale, problem));
  }

  /**
   * The connection is gone, or brought what nobody can read: told where a message is open. A bot that speaks when it likes may
   * still do so over the next connection, so there a mere break is no fault yet.
   */
  lost(problem: ChannelProblem): void {
    if (this.#waiting !== undefined || (this.#open && problem.code !== 'reset')) this.fail(problem);
  }

  #next(limitMs: number): Promise<Arrival[]> {
    return new Promise((resolve) => {
      const { locale } = this.conversation.context;
      const timer = setTimeout(() => this.#settle(oneProblem(locale, { code: 'timeout', limitMs })), limitMs);
      this.#waiting = (arrivals) => {
        clearTimeout(timer);
        resolve(arrivals);
      };
    });
  }

  #hand(arrivals: Arrival[]): void {
    if (this.#closed) return;
    this.#open = false;
    if (!this.#settle(arrivals)) for (const arrival of arrivals) this.#push(arrival);
  }

  #settle(arrivals: Arrival[]): boolean {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(arrivals);
    return waiting !== undefined;
  }
}
