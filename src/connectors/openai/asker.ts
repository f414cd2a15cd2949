import type { Arrival } from '../../model/ports.ts';
import type { ProtocolRequest } from '../../model/protocol.ts';
import { readAnswer } from '../house/answer.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { Answered, Asker } from '../house/line.ts';
import { problemArrival } from '../house/wording.ts';
import type { Conversation } from '../mapped/conversation.ts';
import { parsedArgs } from '../mapped/reply.ts';
import type { CompiledRequest, Requester } from '../mapped/requester.ts';
import { fillText, fillValue } from '../mapped/template.ts';
import type { Dialect, FunctionCall } from './dialect.ts';

export interface ModelRules {
  readonly dialect: Dialect;
  /** Its body is the slot `body` alone. */
  readonly request: CompiledRequest;
  readonly model: string;
  readonly system: string | undefined;
  readonly stream: boolean;
  readonly params: Readonly<Record<string, unknown>>;
  readonly tools: readonly object[];
  readonly toolRounds: number;
  readonly history: 'ours' | 'theirs';
  readonly limitMs: number;
}

/** Said of an action before its result is known: the session carries it out once the answer is whole. */
const ACCEPTED = JSON.stringify({ status: 'accepted' });
const ITEMS_MAX = 2_000;

/** Holds one conversation with a language model: keeps what was said, and goes on asking while the model calls functions. */
export class ModelAsker implements Asker {
  readonly #rules: ModelRules;
  readonly #requester: Requester;
  readonly #conversation: Conversation;
  #items: unknown[] = [];
  /** How many of the items the other side has already, where it keeps the history itself. */
  #told = 0;
  #system: string | undefined;

  constructor(rules: ModelRules, requester: Requester, conversation: Conversation) {
    this.#rules = rules;
    this.#requester = requester;
    this.#conversation = conversation;
  }

  async ask(request: ProtocolRequest): Promise<Answered> {
    if (request.type === 'event') this.#learn(request);
    if (request.type !== 'message') return { arrivals: [] };
    const startedAt = performance.now();
    const { dialect, system } = this.#rules;
    if (system !== undefined) this.#system ??= fillText(system, this.#conversation.scope(request));
    if (this.#items.length < ITEMS_MAX) this.#items.push(dialect.user(request.text));
    const arrivals = await this.#talk(request, startedAt + this.#rules.limitMs);
    return { arrivals, measuredMs: performance.now() - startedAt };
  }

  cancel(): void {
    this.#requester.close();
  }

  async #talk(request: ProtocolRequest, deadline: number): Promise<Arrival[]> {
    const { dialect, toolRounds, stream, limitMs } = this.#rules;
    const { locale } = this.#conversation.context;
    const texts: string[] = [];
    const calls: FunctionCall[] = [];
    for (let round = 0; ; round++) {
      const body = this.#body(request);
      const sent = this.#items.length;
      const outcome = await this.#requester.request(
        this.#rules.request,
        (slot) => (slot === 'body' ? body : this.#conversation.scope(request)(slot)),
        deadline - performance.now(),
      );
      if (!outcome.ok) {
        const { problem } = outcome;
        return [
          ...this.#arrivals(texts, calls),
          problemArrival(locale, problem.code === 'timeout' ? { code: 'timeout', limitMs } : problem),
        ];
      }
      this.#told = sent;
      const said = dialect.read(outcome.value, stream);
      if (!said.ok) return [...this.#arrivals(texts, calls), problemArrival(locale, said.problem)];
      this.#items.push(...said.items);
      // Whoever keeps the history has its own words already.
      this.#told = this.#items.length;
      texts.push(...said.texts);
      const taken = said.calls.slice(0, ANSWER_LIMITS.actionsMax);
      calls.push(...taken);
      if (taken.length === 0) break;
      this.#items.push(...taken.map(({ id }) => dialect.result(id, ACCEPTED)));
      if (round >= toolRounds || calls.length >= ANSWER_LIMITS.actionsMax) {
        if (texts.length > 0) break;
        return [
          ...this.#arrivals(texts, calls),
          problemArrival(locale, {
            code: 'internal',
            reason: `the model called functions ${round + 1} times without a word; toolRounds of the bot file is ${toolRounds}`,
          }),
        ];
      }
    }
    return this.#arrivals(texts, calls);
  }

  #body(request: ProtocolRequest): Record<string, unknown> {
    const { dialect, model, stream, params, tools, history } = this.#rules;
    const items = history === 'ours' ? this.#items : this.#items.slice(this.#told);
    return {
      model,
      ...dialect.body(this.#system, items),
      ...(tools.length === 0 ? {} : { tools }),
      stream,
      ...(fillValue(params, this.#conversation.scope(request)) as Record<string, unknown>),
    };
  }

  #arrivals(texts: readonly string[], calls: readonly FunctionCall[]): Arrival[] {
    const actions = calls.map(({ id, name, args }) => ({
      id,
      name,
      args: typeof args === 'string' ? parsedArgs(args) : args,
    }));
    return readAnswer({ messages: [...texts], actions }, this.#conversation.context.locale);
  }

  /** The result of an action takes the place of the promise that it will be carried out. */
  #learn({ event }: ProtocolRequest): void {
    if (event?.name !== 'action-result') return;
    const { id, ok, code } = event.args;
    const output = JSON.stringify(
      ok === true ? { status: 'done' } : { status: 'failed', reason: code ?? 'impossible' },
    );
    this.#items = this.#items.map((item) => this.#rules.dialect.correct(item, String(id), output));
  }
}
