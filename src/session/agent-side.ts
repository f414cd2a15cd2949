import type { AgentLine, Arrival, Inbound } from '../model/ports.ts';
import { answerDelay, COARSE_ANSWER_MS, COARSE_LIMIT_MS } from './latency.ts';
import type { SessionOptions } from './options.ts';

/** What a buyer is asked to wait for at most, where it is a hold and not a promise for later. */
const HOLD_MS_MAX = 300_000;

/** What the session does with whatever the agent's side brings. */
export interface AgentSideListener {
  queue(due: number, arrival: Arrival, answers: number | undefined): void;
  late(arrival: Arrival): void;
  ended(): boolean;
  /** The earliest time at which something new can arrive without coming before what has already happened. */
  earliest(): number;
}

/** The agent's end of a session: hands inbounds over, and gives every arrival its time. */
export class AgentSide {
  readonly line: AgentLine;
  /** What each answer really took. */
  readonly latenciesMs: number[] = [];
  readonly #options: SessionOptions;
  readonly #listener: AgentSideListener;
  #lastDeliveredAt = 0;
  #lastArrivalAt = 0;
  #delivering = false;

  constructor(options: SessionOptions, listener: AgentSideListener) {
    this.#options = options;
    this.#listener = listener;
    this.line = options.agent.open(
      { sessionId: options.sessionId, locale: options.header.locale },
      (arrival) => this.#pushed(arrival),
    );
  }

  /**
   * Hands an inbound over and queues whatever answers it. `index`: the transcript's event that it carries. A promise only where
   * the line is asynchronous.
   */
  deliver(inbound: Inbound, index: number | undefined): Promise<void> | undefined {
    const { clock, latency, agent } = this.#options;
    const sentAt = clock.now();
    this.#lastDeliveredAt = sentAt;
    const arrivals: Arrival[] = [];
    this.#delivering = true;
    let open = true;
    const sink = (arrival: Arrival) => {
      // What still comes after `deliver` has resolved is a push.
      if (open && !agent.pushes) arrivals.push(arrival);
      else this.#pushed(arrival);
    };
    const settle = ({ measuredMs }: { readonly measuredMs?: number }) => {
      open = false;
      this.#delivering = false;
      if (measuredMs !== undefined && inbound.type === 'message') this.latenciesMs.push(measuredMs);
      for (const arrival of arrivals) {
        const due = arrival.due ?? sentAt + answerDelay(latency, measuredMs ?? 0, declaredDelay(arrival));
        this.#listener.queue(due, arrival, index);
      }
    };
    const outcome = this.line.deliver(inbound, sink);
    if (!(outcome instanceof Promise)) {
      settle(outcome);
      return undefined;
    }
    return outcome.then(settle, (error: unknown) => {
      // The contract says that lines never reject; one that does is our bug, recorded as such instead of losing the run.
      arrivals.push({
        type: 'error',
        code: 'internal',
        message: error instanceof Error ? error.message : String(error),
      });
      settle({});
    });
  }

  /**
   * Until when real time must pass before an entry due at `due` may be taken; `null` when it may be skipped to. `openSince`: when
   * the oldest unanswered buyer message was sent; `expectsBy`: by when the buyer was told to expect something.
   */
  realUntil(due: number, openSince: number | null, expectsBy: number): number | null {
    const { clock, agent, bounds } = this.#options;
    const { settleMs = bounds.settleMs, answerLimitMs = bounds.answerLimitMs } = agent;
    if (clock.kind === 'system') return due;
    if (!agent.pushes) return null;
    const now = clock.now();
    // The answer is here and only counts as a little later: nobody need sit through that.
    if (this.#lastArrivalAt > now && due <= this.#lastArrivalAt) return null;
    let until = this.#lastArrivalAt + settleMs;
    if (openSince !== null) until = Math.max(until, openSince + answerLimitMs);
    // "One moment" is sat through as long as an answer is; "within 24 hours" is a deadline in virtual time.
    if (expectsBy > now && expectsBy - this.#lastArrivalAt <= HOLD_MS_MAX)
      until = Math.max(until, Math.min(expectsBy, this.#lastArrivalAt + answerLimitMs));
    return until > now ? Math.min(due, until) : null;
  }

  /** Something came that answers no inbound in particular. */
  #pushed(arrival: Arrival): void {
    const { clock, latency } = this.#options;
    if (this.#listener.ended()) {
      this.#listener.late(arrival);
      return;
    }
    if (arrival.due !== undefined) {
      this.#listener.queue(arrival.due, arrival, arrival.answers);
      return;
    }
    const now = clock.kind === 'system' ? Math.max(clock.now(), this.#listener.earliest()) : clock.now();
    const declared = declaredDelay(arrival) ?? 0;
    const coarse =
      latency === 'coarse' && clock.kind === 'virtual' && now - this.#lastDeliveredAt < COARSE_LIMIT_MS;
    const from = coarse ? Math.max(now, this.#lastDeliveredAt + COARSE_ANSWER_MS) : now;
    const due = Math.max(this.#lastArrivalAt, from + declared);
    if (declared === 0) this.#lastArrivalAt = due;
    this.#listener.queue(due, arrival, undefined);
    if (!this.#delivering) clock.wake();
  }
}

function declaredDelay(arrival: Arrival): number | undefined {
  return arrival.type === 'message' || arrival.type === 'action' ? arrival.delayMs : undefined;
}
