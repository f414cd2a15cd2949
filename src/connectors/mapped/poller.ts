import type { Poll } from '../../model/bot-request.ts';
import type { Arrival } from '../../model/ports.ts';
import { problemArrival } from '../house/wording.ts';
import { redactArrival } from '../redacted.ts';
import type { Conversation } from './conversation.ts';
import type { RequestOptions } from './http-request.ts';
import { Pause } from './pause.ts';
import { compileReply, type ReplyReader } from './reply.ts';
import { type CompiledRequest, compileSpec, Requester, type Wire } from './requester.ts';

export interface CompiledPoll extends CompiledRequest {
  readonly everyMs: number;
  readonly reply: ReplyReader;
}

export function compilePoll(poll: Poll, options: RequestOptions): CompiledPoll {
  return { ...compileSpec(poll, options), everyMs: poll.every, reply: compileReply(poll.reply) };
}

/** Failures in a row after which polling is given up. */
const FAILURES_MAX = 3;

/** Asks for what the bot has said meanwhile, until it is stopped; a cursor is a captured value. */
export class Poller {
  readonly #poll: CompiledPoll;
  readonly #requester: Requester;
  readonly #conversation: Conversation;
  readonly #push: (arrival: Arrival) => void;
  readonly #limitMs: number;
  readonly #pause = new Pause();
  #running = false;
  #stopped = false;

  constructor(
    poll: CompiledPoll,
    wire: Wire,
    conversation: Conversation,
    limitMs: number,
    push: (arrival: Arrival) => void,
  ) {
    this.#poll = poll;
    this.#requester = new Requester(wire, conversation);
    this.#conversation = conversation;
    this.#limitMs = limitMs;
    this.#push = push;
  }

  /** Begins, once. What is stopped does not begin again. */
  start(): void {
    if (this.#running || this.#stopped) return;
    this.#running = true;
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#requester.close();
    this.#pause.end();
  }

  async #run(): Promise<void> {
    const { locale } = this.#conversation.context;
    let failures = 0;
    while (!this.#stopped) {
      await this.#pause.wait(this.#poll.everyMs);
      if (this.#stopped) return;
      const outcome = await this.#requester.request(this.#poll, this.#conversation.scope(), this.#limitMs);
      if (this.#stopped) return;
      if (outcome.ok) {
        failures = 0;
        for (const arrival of this.#poll.reply.read(outcome.value, locale, this.#conversation.seen))
          this.#push(redactArrival(arrival, (text) => this.#conversation.hide(text)));
      } else if (++failures >= FAILURES_MAX) {
        // One failed look is nothing; a bot that cannot be looked at any more is an error of its own.
        this.#push(problemArrival(locale, outcome.problem));
        return;
      }
    }
  }
}
