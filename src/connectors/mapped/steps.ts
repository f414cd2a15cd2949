import type { Step } from '../../model/bot-request.ts';
import { compileJsonPath, type JsonPath } from '../../model/json-path.ts';
import type { Arrival } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import type { Answered, Asker } from '../house/line.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { cutText } from '../house/text.ts';
import { problemArrival } from '../house/wording.ts';
import { redactArrival } from '../redacted.ts';
import type { Conversation } from './conversation.ts';
import type { RequestOptions } from './http-request.ts';
import { Pause } from './pause.ts';
import { compileReply, type ReplyReader } from './reply.ts';
import { type CompiledRequest, compileSpec, type Requested, type Requester } from './requester.ts';
import { asText } from './template.ts';

export interface CompiledStep extends CompiledRequest {
  readonly once: boolean;
  readonly poll?: {
    readonly at: JsonPath;
    readonly is: readonly string[];
    readonly fails: readonly string[];
    readonly everyMs: number;
  };
  readonly reply?: ReplyReader;
}

export function compileStep(step: Step, options: RequestOptions): CompiledStep {
  return {
    ...compileSpec(step, options),
    once: step.once,
    ...(step.pollUntil === undefined
      ? {}
      : {
          poll: {
            at: compileJsonPath(step.pollUntil.at),
            is: step.pollUntil.is.map(String),
            fails: step.pollUntil.fails.map(String),
            everyMs: step.pollUntil.every,
          },
        }),
    ...(step.reply === undefined ? {} : { reply: compileReply(step.reply) }),
  };
}

/** Most requests that polling makes for one message. */
const POLLS_MAX = 600;
const HISTORY_MAX = 400;

/** Answers a message by a bot file's requests, one after another, all within the answer limit. */
export class StepsAsker implements Asker {
  readonly #steps: readonly CompiledStep[];
  readonly #requester: Requester;
  readonly #conversation: Conversation;
  readonly #limitMs: number;
  readonly #pause = new Pause();
  readonly #done = new Set<CompiledStep>();
  #cancelled = false;

  constructor(
    steps: readonly CompiledStep[],
    requester: Requester,
    conversation: Conversation,
    limitMs: number,
  ) {
    this.#steps = steps;
    this.#requester = requester;
    this.#conversation = conversation;
    this.#limitMs = limitMs;
  }

  async ask(request: ProtocolRequest): Promise<Answered> {
    const startedAt = performance.now();
    const hide = (text: string) => this.#conversation.hide(text);
    const arrivals = (await this.#run(request, startedAt + this.#limitMs)).map((arrival) =>
      redactArrival(arrival, hide),
    );
    this.#remember(request, arrivals);
    return { arrivals, measuredMs: performance.now() - startedAt };
  }

  cancel(): void {
    this.#cancelled = true;
    this.#requester.close();
    this.#pause.end();
  }

  async #run(request: ProtocolRequest, deadline: number): Promise<Arrival[]> {
    const { locale } = this.#conversation.context;
    const scope = this.#conversation.scope(request);
    const arrivals: Arrival[] = [];
    for (const step of this.#steps) {
      if (step.once && this.#done.has(step)) continue;
      const outcome = await this.#perform(step, scope, deadline);
      if (!outcome.ok) return [...arrivals, problemArrival(locale, outcome.problem)];
      this.#done.add(step);
      if (step.reply === undefined || outcome.value === undefined) continue;
      const read = step.reply.read(outcome.value, locale, this.#conversation.seen);
      arrivals.push(...read);
      // A failed step leaves nothing for the next to go on with.
      if (read.some(({ type }) => type === 'error')) break;
    }
    return arrivals;
  }

  async #perform(
    step: CompiledStep,
    scope: ReturnType<Conversation['scope']>,
    deadline: number,
  ): Promise<Requested> {
    for (let polls = 0; ; polls++) {
      const outcome = await this.#requester.request(step, scope, this.#left(deadline));
      if (!outcome.ok) return this.#inWords(outcome);
      if (step.poll === undefined) return outcome;
      const reported = step.reply?.failure(outcome.value);
      if (reported !== undefined) return refused(reported);
      const { at, is, fails, everyMs } = step.poll;
      const state = at.values(outcome.value).map(asText);
      if (state.some((each) => is.includes(each))) return outcome;
      const failed = state.find((each) => fails.includes(each));
      if (failed !== undefined)
        return refused({ code: 'internal', reason: `${at.text} is ${cutText(failed, 40)}` });
      if (polls >= POLLS_MAX || this.#left(deadline) <= everyMs)
        return refused({ code: 'timeout', limitMs: this.#limitMs });
      await this.#pause.wait(everyMs);
      if (this.#cancelled) return refused({ code: 'closed' });
    }
  }

  /** A later step has less time, but what was missed is the limit of the whole. */
  #inWords(outcome: Extract<Requested, { ok: false }>): Requested {
    return outcome.problem.code === 'timeout'
      ? refused({ code: 'timeout', limitMs: this.#limitMs })
      : outcome;
  }

  #left(deadline: number): number {
    return deadline - performance.now();
  }

  #remember(request: ProtocolRequest, arrivals: readonly Arrival[]): void {
    const { history } = this.#conversation;
    if (request.type !== 'message' || history.length > HISTORY_MAX) return;
    history.push({ role: 'user', content: request.text });
    for (const arrival of arrivals)
      if (arrival.type === 'message') history.push({ role: 'assistant', content: arrival.text });
  }
}

function refused(problem: ChannelProblem): Requested {
  return { ok: false, problem };
}
