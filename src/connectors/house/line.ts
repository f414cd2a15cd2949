import type { AgentContext, AgentLine, AgentPort, Arrival, Inbound } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { buildRequest, contextOf, NO_CONTEXT } from './request.ts';
import { problemArrival } from './wording.ts';

/** What came of one request. `measuredMs`: the time it took, where it was measured. */
export interface Answered {
  readonly arrivals: readonly Arrival[];
  readonly measuredMs?: number;
}

/** Asks a bot one thing after another, for one conversation. Neither throws nor rejects. */
export interface Asker {
  ask(request: ProtocolRequest): Answered | Promise<Answered>;
  /** Lets go of what is under way, which then resolves soon with anything: nobody listens any more. */
  cancel(): void;
}

/**
 * The line of a request-and-answer protocol. Requests of one line go out one after another, so that the bot sees the
 * buyer's messages in their order. What is delivered while or after the line closes is answered with a `closed` error.
 */
export function createAskingLine(
  context: AgentContext,
  accepts: AgentPort['accepts'],
  asker: Asker,
): AgentLine {
  return new AskingLine(context, accepts, asker);
}

const NOTHING = Object.freeze({});

class AskingLine implements AgentLine {
  readonly #agentContext: AgentContext;
  readonly #accepts: AgentPort['accepts'];
  readonly #asker: Asker;
  #context = NO_CONTEXT;
  #closed = false;
  /** The last request under way or waiting; absent: idle. */
  #last: Promise<unknown> | undefined;

  constructor(agentContext: AgentContext, accepts: AgentPort['accepts'], asker: Asker) {
    this.#agentContext = agentContext;
    this.#accepts = accepts;
    this.#asker = asker;
  }

  deliver(inbound: Inbound, sink: (arrival: Arrival) => void): ReturnType<AgentLine['deliver']> {
    if (inbound.type !== 'message' && !this.#accepts[inbound.type]) return NOTHING;
    this.#context = contextOf(inbound, this.#context);
    const request = buildRequest(this.#agentContext, inbound, this.#context);
    const before = this.#last;
    const answered = before === undefined ? this.#ask(request) : before.then(() => this.#ask(request));
    if (!(answered instanceof Promise)) return this.#hand(answered, sink);
    const last = answered.then((outcome) => {
      if (this.#last === last) this.#last = undefined;
      return this.#hand(outcome, sink);
    });
    this.#last = last;
    return last;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#asker.cancel();
  }

  #ask(request: ProtocolRequest): Answered | Promise<Answered> {
    return this.#closed ? UNASKED : this.#asker.ask(request);
  }

  /** Hands on what came of a request; once the line is closed, only that it is. */
  #hand(answered: Answered, sink: (arrival: Arrival) => void): { readonly measuredMs?: number } {
    if (this.#closed) {
      sink(problemArrival(this.#agentContext.locale, { code: 'closed' }));
      return NOTHING;
    }
    for (const arrival of answered.arrivals) sink(arrival);
    return answered.measuredMs === undefined ? NOTHING : { measuredMs: answered.measuredMs };
  }
}

const UNASKED: Answered = { arrivals: [] };
