import type { AgentContext, AgentPort, Arrival } from '../../model/ports.ts';
import type { ProtocolAnswer, ProtocolRequest } from '../../model/protocol.ts';
import { readAnswer } from '../house/answer.ts';
import { type Answered, type Asker, createAskingLine } from '../house/line.ts';
import { cutText } from '../house/text.ts';
import { problemArrival } from '../house/wording.ts';

/** A bot in this very process that speaks the house protocol's objects. `undefined` says nothing. */
export interface InProcessBot {
  on(request: ProtocolRequest): ProtocolAnswer | Promise<ProtocolAnswer | undefined> | undefined;
}

/** What a bot is told when its conversation opens. */
export interface InProcessContext extends AgentContext {
  /** Says something outside an answer; heard only on a port that `pushes`. */
  push(answer: ProtocolAnswer): void;
}

export interface InProcessOptions {
  readonly accepts?: Partial<AgentPort['accepts']>;
  readonly pushes?: boolean;
  /** How long a bot that answers later may take; a bot that answers at once is not timed. */
  readonly answerLimitMs?: number;
  /** For one that pushes: how long it is listened to after its last message. */
  readonly settleMs?: number;
}

const ANSWER_LIMIT_MS = 60_000;

/**
 * A port to bots in this process: `factory` makes one for each conversation. Answers are read as if they had come over a
 * wire: checked, bounded, copied. A bot that throws, rejects or never answers is an `error` arrival. By default the bot is
 * sent messages only.
 */
export function createInProcessPort(
  id: string,
  factory: (context: InProcessContext) => InProcessBot,
  options: InProcessOptions = {},
): AgentPort {
  const accepts = { start: false, event: false, end: false, ...options.accepts };
  const limitMs = options.answerLimitMs ?? ANSWER_LIMIT_MS;
  const lines = new Set<{ close(): void }>();
  let closed = false;
  return {
    id,
    pushes: options.pushes ?? false,
    ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
    accepts,
    open(context, push) {
      const asker = new BotAsker(context, limitMs, factory, push);
      const line = createAskingLine(context, accepts, asker);
      const close = () => {
        asker.silence();
        lines.delete(opened);
        void line.close();
      };
      const opened = { deliver: line.deliver.bind(line), close };
      lines.add(opened);
      if (closed) close();
      return opened;
    },
    async close() {
      closed = true;
      for (const line of lines) line.close();
    },
  };
}

class BotAsker implements Asker {
  readonly #context: AgentContext;
  readonly #limitMs: number;
  readonly #bot: InProcessBot | Arrival;
  #push: ((arrival: Arrival) => void) | undefined;
  #letGo: (() => void) | undefined;

  constructor(
    context: AgentContext,
    limitMs: number,
    factory: (context: InProcessContext) => InProcessBot,
    push: (arrival: Arrival) => void,
  ) {
    this.#context = context;
    this.#limitMs = limitMs;
    this.#push = push;
    this.#bot = this.#make(factory);
  }

  ask(request: ProtocolRequest): Answered | Promise<Answered> {
    if (!('on' in this.#bot)) return { arrivals: [this.#bot] };
    try {
      const answer = this.#bot.on(request);
      if (answer instanceof Promise) return this.#wait(answer);
      return { arrivals: readAnswer(answer, this.#context.locale) };
    } catch (error) {
      return { arrivals: [this.#failed(error)] };
    }
  }

  cancel(): void {
    this.#letGo?.();
  }

  /** Nothing is pushed any more. */
  silence(): void {
    this.#push = undefined;
  }

  #make(factory: (context: InProcessContext) => InProcessBot): InProcessBot | Arrival {
    const push = (answer: ProtocolAnswer) => {
      for (const arrival of readAnswer(answer, this.#context.locale)) this.#push?.(arrival);
    };
    try {
      return factory({ ...this.#context, push });
    } catch (error) {
      return this.#failed(error);
    }
  }

  #wait(answer: Promise<ProtocolAnswer | undefined>): Promise<Answered> {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const settle = (arrivals: readonly Arrival[]) => {
        clearTimeout(timer);
        this.#letGo = undefined;
        resolve({ arrivals, measuredMs: performance.now() - startedAt });
      };
      const { locale } = this.#context;
      const timer = setTimeout(
        () => settle([problemArrival(locale, { code: 'timeout', limitMs: this.#limitMs })]),
        this.#limitMs,
      );
      this.#letGo = () => settle([]);
      answer.then(
        (value) => settle(readAnswer(value, locale)),
        (error: unknown) => settle([this.#failed(error)]),
      );
    });
  }

  #failed(error: unknown): Arrival {
    const reason = error instanceof Error ? error.message : String(error);
    return problemArrival(this.#context.locale, {
      code: 'internal',
      reason: cutText(reason, REASON_CHARS_MAX),
    });
  }
}

const REASON_CHARS_MAX = 300;
