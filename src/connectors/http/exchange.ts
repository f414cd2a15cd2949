import type { ChannelProblem } from '../house/problem.ts';
import { type BotAddress, redirectAddress } from './address.ts';
import { Attempt, type AttemptOwner, type RawResponse } from './attempt.ts';
import type { Bounded, Deadline, Deadlines } from './deadlines.ts';
import { decodeBody } from './decode.ts';
import { problemOf } from './faults.ts';
import type { Pools } from './pools.ts';

export const REDIRECTS_MAX = 3;

export interface ExchangeRules {
  /** From sending until the answer is whole, redirects and retries included. */
  readonly answerLimitMs: number;
  readonly bytesMax: number;
  /** How often a request may be sent again after a refused or reset connection, 429, 502, 503 or 504. 0: never. */
  readonly retries: number;
  /** Where all exchanges of a port have the same limit: one timer for them all. */
  readonly deadlines?: Deadlines;
}

export interface HttpRequest {
  readonly method: 'POST' | 'GET' | 'PUT' | 'DELETE' | 'PATCH';
  readonly address: BotAddress;
  /** Names and values in turn; go to the address's own origin only. */
  readonly headers: readonly string[];
  readonly body: string | null;
  /** For answers that may never end: takes each piece, `true` once the answer is whole. */
  readonly whole?: (chunk: Buffer) => boolean;
  /** The body holds what no other origin may see: a redirect elsewhere is refused. */
  readonly confidential?: boolean;
  /** Sees the raw traffic. */
  readonly tap?: HttpTap;
}

/** Watches what goes over the wire, for traces. */
export interface HttpTap {
  sent(request: HttpRequest): void;
  received(response: RawResponse): void;
  failed(problem: ChannelProblem): void;
}

/** `body` is empty for 204. `measuredMs`: from sending until the answer was whole, or the failure known. */
export type HttpOutcome = { readonly measuredMs: number } & (
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: RawResponse['headers'];
      readonly body: string;
    }
  | { readonly ok: false; readonly problem: ChannelProblem }
);

/**
 * One request and its answer, over kept-alive connections. `done` is called exactly once, whatever happens. Redirects are
 * followed at most `REDIRECTS_MAX` times: 303 with GET, the others with the same request, since a message that turned into
 * a GET would say nothing; headers that may authorise stay behind when the origin changes.
 */
export class Exchange implements AttemptOwner, Bounded {
  readonly #pools: Pools;
  readonly #rules: ExchangeRules;
  readonly #done: (outcome: HttpOutcome) => void;
  readonly #startedAt = performance.now();
  readonly #limit: NodeJS.Timeout | undefined;
  readonly #deadline: Deadline | undefined;
  #request: HttpRequest;
  #attempt: Attempt | undefined;
  #pause: NodeJS.Timeout | undefined;
  #redirects = 0;
  #retries = 0;
  waiting = true;

  constructor(
    pools: Pools,
    rules: ExchangeRules,
    request: HttpRequest,
    done: (outcome: HttpOutcome) => void,
  ) {
    this.#pools = pools;
    this.#rules = rules;
    this.#request = request;
    this.#done = done;
    if (rules.deadlines === undefined) this.#limit = setTimeout(timeOut, rules.answerLimitMs, this);
    else this.#deadline = rules.deadlines.begin(this, this.#startedAt);
    this.#send();
  }

  /** Gives up: `done` hears `problem`. */
  giveUp(problem: ChannelProblem): void {
    if (this.waiting) this.#request.tap?.failed(problem);
    this.#settle({ ok: false, problem, measuredMs: this.#elapsed() });
    this.#attempt?.abandon();
  }

  timedOut(): void {
    this.giveUp({ code: 'timeout', limitMs: this.#rules.answerLimitMs });
  }

  get whole(): ((chunk: Buffer) => boolean) | undefined {
    return this.#request.whole;
  }

  answered(response: RawResponse): void {
    const { status, headers } = response;
    this.#request.tap?.received(response);
    const location = headers.location;
    if (status >= 300 && status < 400 && typeof location === 'string') this.#redirect(status, location);
    else if (status >= 200 && status < 300) this.#accept(response);
    else this.#retryOr({ code: 'http-status', status }, RETRIED_STATUSES.has(status), headers['retry-after']);
  }

  failed(error: unknown): void {
    const problem = problemOf(error, this.#request.address.shown);
    this.#retryOr(problem, problem.code === 'refused' || problem.code === 'reset', undefined);
  }

  overflowed(): void {
    this.giveUp({ code: 'too-large', bytesMax: this.#rules.bytesMax });
  }

  #send(): void {
    const { address, method, headers, body } = this.#request;
    const pool = this.#pools.get(address.origin);
    if (pool === null) {
      this.giveUp({ code: 'closed' });
      return;
    }
    this.#request.tap?.sent(this.#request);
    this.#attempt = new Attempt(this, this.#rules.bytesMax);
    try {
      pool.dispatch({ path: address.path, method, headers, body }, this.#attempt);
    } catch (error) {
      this.failed(error);
    }
  }

  #accept({ status, headers, chunks }: RawResponse): void {
    const decoded = decodeBody(chunks, single(headers['content-type']), single(headers['content-encoding']));
    const measuredMs = this.#elapsed();
    this.#settle(
      decoded.ok
        ? { ok: true, status, headers, body: decoded.body, measuredMs }
        : { ok: false, problem: decoded.problem, measuredMs },
    );
  }

  #redirect(status: number, location: string): void {
    const { address, method, headers, body } = this.#request;
    const next = redirectAddress(location, address);
    const sameRequest =
      next !== null && status !== 303 && next.origin === address.origin && next.path === address.path;
    const forbidden = next !== null && this.#request.confidential === true && next.origin !== address.origin;
    if (next === null || sameRequest || forbidden || ++this.#redirects > REDIRECTS_MAX) {
      this.giveUp({ code: 'redirect-loop', redirectsMax: REDIRECTS_MAX });
      return;
    }
    this.#request = {
      ...this.#request,
      address: next,
      headers: next.origin === address.origin ? headers : harmless(headers),
      ...(status === 303 ? { method: 'GET', body: null } : { method, body }),
    };
    this.#send();
  }

  #retryOr(
    problem: ChannelProblem,
    worthIt: boolean,
    retryAfter: string | readonly string[] | undefined,
  ): void {
    const asked = Number(single(retryAfter) ?? Number.NaN) * 1_000;
    const pauseMs = asked >= 0 ? asked : FIRST_PAUSE_MS * 2 ** this.#retries;
    // A pause that outlasts the limit would only turn a clear problem into a timeout.
    const inTime = this.#elapsed() + pauseMs < this.#rules.answerLimitMs;
    if (worthIt && inTime && this.waiting && this.#retries < this.#rules.retries) {
      this.#retries++;
      this.#pause = setTimeout(() => this.#send(), pauseMs);
    } else this.giveUp(problem);
  }

  #settle(outcome: HttpOutcome): void {
    if (!this.waiting) return;
    this.waiting = false;
    if (this.#deadline === undefined) clearTimeout(this.#limit);
    else this.#rules.deadlines!.end(this.#deadline);
    if (this.#pause !== undefined) clearTimeout(this.#pause);
    this.#done(outcome);
  }

  #elapsed(): number {
    return performance.now() - this.#startedAt;
  }
}

const RETRIED_STATUSES = new Set([429, 502, 503, 504]);
const FIRST_PAUSE_MS = 200;
const HARMLESS_HEADERS = new Set(['content-type', 'accept']);

function timeOut(exchange: Exchange): void {
  exchange.timedOut();
}

/** Without whatever may authorise: everything the user set. */
function harmless(headers: readonly string[]): string[] {
  return headers.filter((_, at) => HARMLESS_HEADERS.has(headers[at - (at % 2)]!.toLowerCase()));
}

function single(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'object' ? header[0] : header;
}
