import type { AgentContext, AgentPort } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { parseAnswer } from '../house/answer.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import { type Answered, type Asker, createAskingLine } from '../house/line.ts';
import { problemArrival } from '../house/wording.ts';
import { httpTap } from '../trace/http-tap.ts';
import type { Trace } from '../trace/trace.ts';
import { type BotAddress, readAddress } from './address.ts';
import { Deadlines } from './deadlines.ts';
import { Exchange, type ExchangeRules, type HttpOutcome } from './exchange.ts';
import { Pools } from './pools.ts';
import { RequestJson } from './request-json.ts';
import { Together } from './together.ts';

export interface HttpPortOptions {
  /** `http://` or `https://`; user and password become basic authorisation. */
  readonly url: string;
  /** Names the agent in transcripts; the address without its query by default. */
  readonly id?: string;
  /** Sent with every request to the bot's own origin, never to one it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
  /** From sending until the answer is whole. 60 s by default. */
  readonly answerLimitMs?: number;
  /** Most connections at once; by default as many as there are open requests. */
  readonly connections?: number;
  /** How often a message may be sent again when the connection broke or the bot is busy; 0 by default: a POST is not repeated. */
  readonly retries?: number;
  readonly accepts?: Partial<AgentPort['accepts']>;
  /** Largest answer that is read. */
  readonly bytesMax?: number;
  /** Sees the raw traffic. */
  readonly trace?: Trace | undefined;
}

const ANSWER_LIMIT_MS = 60_000;
const CONNECT_LIMIT_MS = 10_000;
const RETRIES_MAX = 5;

/**
 * A port to a bot that speaks the house protocol over HTTP. One port serves a whole run, with connections kept alive.
 * Whatever the bot does is an arrival. Throws `BotAddressError` for an address that cannot be used.
 */
export function createHttpPort(options: HttpPortOptions): AgentPort {
  const address = readAddress(options.url);
  const answerLimitMs = options.answerLimitMs ?? ANSWER_LIMIT_MS;
  const rules: ExchangeRules = {
    answerLimitMs,
    deadlines: new Deadlines(answerLimitMs),
    bytesMax: options.bytesMax ?? ANSWER_LIMITS.bytesMax,
    retries: Math.min(options.retries ?? 0, RETRIES_MAX),
  };
  const pools = new Pools(options.connections ?? null, Math.min(rules.answerLimitMs, CONNECT_LIMIT_MS));
  const headers = headersFor(address, options.headers);
  const answers = new Together(hear);
  const accepts = { start: false, event: false, end: false, ...options.accepts };
  return {
    id: options.id ?? address.shown,
    pushes: false,
    accepts,
    open: (context) =>
      createAskingLine(
        context,
        accepts,
        new HttpAsker(context, pools, rules, address, headers, options.trace, answers),
      ),
    close: () => pools.close(),
  };
}

class HttpAsker implements Asker {
  readonly #context: AgentContext;
  readonly #pools: Pools;
  readonly #rules: ExchangeRules;
  readonly #address: BotAddress;
  readonly #headers: readonly string[];
  readonly #trace: Trace | undefined;
  readonly #answers: Together<Answer>;
  readonly #json = new RequestJson();
  #underWay: Exchange | undefined;

  constructor(
    context: AgentContext,
    pools: Pools,
    rules: ExchangeRules,
    address: BotAddress,
    headers: readonly string[],
    trace: Trace | undefined,
    answers: Together<Answer>,
  ) {
    this.#context = context;
    this.#pools = pools;
    this.#rules = rules;
    this.#address = address;
    this.#headers = headers;
    this.#trace = trace;
    this.#answers = answers;
  }

  ask(request: ProtocolRequest): Promise<Answered> {
    const post = {
      method: 'POST',
      address: this.#address,
      headers: this.#headers,
      body: this.#json.write(request),
    } as const;
    const message =
      this.#trace === undefined ? post : { ...post, ...httpTap(this.#trace, this.#context.sessionId) };
    return new Promise((resolve) => {
      this.#underWay = new Exchange(this.#pools, this.#rules, message, (outcome) => {
        this.#underWay = undefined;
        this.#answers.add({ outcome, context: this.#context, resolve });
      });
    });
  }

  cancel(): void {
    this.#underWay?.giveUp({ code: 'closed' });
  }
}

interface Answer {
  readonly outcome: HttpOutcome;
  readonly context: AgentContext;
  readonly resolve: (answered: Answered) => void;
}

function hear({ outcome, context, resolve }: Answer): void {
  resolve(readOutcome(outcome, context));
}

function readOutcome(outcome: HttpOutcome, { locale }: AgentContext): Answered {
  const { measuredMs } = outcome;
  if (!outcome.ok) return { arrivals: [problemArrival(locale, outcome.problem)], measuredMs };
  if (outcome.status === 204) return { arrivals: [], measuredMs };
  return { arrivals: parseAnswer(outcome.body, locale), measuredMs };
}

function headersFor(address: BotAddress, own: Readonly<Record<string, string>> = {}): string[] {
  const all: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (address.authorization !== null) all.authorization = address.authorization;
  for (const [name, value] of Object.entries(own)) all[name.toLowerCase()] = value;
  return Object.entries(all).flat();
}
