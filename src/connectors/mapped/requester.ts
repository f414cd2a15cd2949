import type { RequestSpec } from '../../model/bot-request.ts';
import { compileJsonPath, type JsonPath } from '../../model/json-path.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { BotAddressError } from '../http/address.ts';
import { Exchange, type ExchangeRules, type HttpOutcome, type HttpRequest } from '../http/exchange.ts';
import type { Pools } from '../http/pools.ts';
import { httpTap } from '../trace/http-tap.ts';
import type { Trace } from '../trace/trace.ts';
import { readBody } from './body.ts';
import { type Capturer, compileCapture } from './capture.ts';
import type { Conversation } from './conversation.ts';
import { compileRequest, type RequestMaker, type RequestOptions } from './http-request.ts';
import type { Scope } from './template.ts';

/** What requests of one port share. */
export interface Wire {
  readonly pools: Pools;
  readonly bytesMax: number;
  readonly retries: number;
  readonly trace?: Trace | undefined;
  readonly cookies: boolean;
}

/** A request of a bot file, ready to be made again and again. */
export interface CompiledRequest {
  readonly spec: RequestSpec;
  readonly make: RequestMaker;
  readonly capture: Capturer;
  readonly until: JsonPath | undefined;
}

export function compileSpec(spec: RequestSpec, options: RequestOptions): CompiledRequest {
  return {
    spec,
    make: compileRequest(spec, options),
    capture: compileCapture(spec.capture),
    until: spec.until === undefined ? undefined : compileJsonPath(spec.until),
  };
}

/** `value` is `undefined` for an answer without a body. */
export type Requested =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ChannelProblem };

/** Makes one conversation's requests, one at a time, and can let go of the one under way. */
export class Requester {
  readonly #wire: Wire;
  readonly #conversation: Conversation;
  #underWay: Exchange | undefined;
  #closed = false;

  constructor(wire: Wire, conversation: Conversation) {
    this.#wire = wire;
    this.#conversation = conversation;
  }

  /** Makes a request within `limitMs`. Never rejects. */
  async request(compiled: CompiledRequest, scope: Scope, limitMs: number): Promise<Requested> {
    const { spec, make, capture, until } = compiled;
    if (this.#closed) return { ok: false, problem: { code: 'closed' } };
    const made = this.#make(make, scope);
    if ('problem' in made) return { ok: false, problem: made.problem };
    const outcome = await this.#send(made, limitMs);
    if (!outcome.ok) return { ok: false, problem: outcome.problem };
    const { origin } = made.address;
    const { cookies, captured } = this.#conversation;
    if (this.#wire.cookies) cookies.take(origin, outcome.headers['set-cookie']);
    if (outcome.status === 204 || (outcome.body === '' && spec.answer !== 'json')) {
      capture({ value: undefined, headers: outcome.headers, cookies, origin }, captured);
      return { ok: true, value: undefined };
    }
    const read = readBody(outcome.body, spec.answer);
    if (!read.ok) return read;
    // A stream that stops before its last event has been cut off, however politely.
    if (until !== undefined && read.streamed && !hasEnded(read.value, until))
      return { ok: false, problem: { code: 'reset' } };
    capture({ value: read.value, headers: outcome.headers, cookies, origin }, captured);
    return read;
  }

  close(): void {
    this.#closed = true;
    this.#underWay?.giveUp({ code: 'closed' });
  }

  #make(make: RequestMaker, scope: Scope): HttpRequest | { readonly problem: ChannelProblem } {
    try {
      return make(scope, (origin) =>
        this.#wire.cookies ? this.#conversation.cookies.header(origin) : undefined,
      );
    } catch (error) {
      // Holds no address: what a slot brought may be a token.
      const reason =
        error instanceof BotAddressError
          ? 'the filled address of a request is none'
          : 'a request could not be made';
      return { problem: { code: 'internal', reason } };
    }
  }

  /** A trace that does not see what the conversation is known by. */
  #shielded(trace: Trace | undefined): Trace | undefined {
    if (trace === undefined) return undefined;
    return (sessionId, { body, what, ...record }) =>
      trace(sessionId, {
        ...record,
        what: this.#conversation.hide(what),
        ...(body === undefined ? {} : { body: this.#conversation.hide(body) }),
      });
  }

  #send(request: HttpRequest, limitMs: number): Promise<HttpOutcome> {
    const { pools, bytesMax, retries, trace } = this.#wire;
    const rules: ExchangeRules = { answerLimitMs: Math.max(1, limitMs), bytesMax, retries };
    const traced = { ...request, ...httpTap(this.#shielded(trace), this.#conversation.context.sessionId) };
    return new Promise((resolve) => {
      this.#underWay = new Exchange(pools, rules, traced, (outcome) => {
        this.#underWay = undefined;
        resolve(outcome);
      });
    });
  }
}

function hasEnded(events: unknown, until: JsonPath): boolean {
  return (
    Array.isArray(events) &&
    events.some(
      (event: { readonly data?: unknown }) => event.data === '[DONE]' || until.values([event]).length > 0,
    )
  );
}
