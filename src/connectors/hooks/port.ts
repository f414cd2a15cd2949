import type { Hook } from '../../model/bot-request.ts';
import type { AgentContext, AgentLine, AgentPort, Arrival } from '../../model/ports.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import type { ChannelProblem } from '../house/problem.ts';
import { problemArrival, sayProblem } from '../house/wording.ts';
import { Pools } from '../http/pools.ts';
import { Conversation } from '../mapped/conversation.ts';
import { type CompiledRequest, compileSpec, Requester, type Wire } from '../mapped/requester.ts';
import type { Scope } from '../mapped/template.ts';
import type { Trace } from '../trace/trace.ts';

/** What a hook's slots hold for a case; absent ones are left out of its body. */
export type HookFacts = Readonly<Record<string, unknown>>;

export interface HookOptions {
  readonly hooks: { readonly before: readonly Hook[]; readonly after: readonly Hook[] };
  readonly factsOf: (sessionId: string) => HookFacts;
  readonly trace?: Trace | undefined;
  readonly isSecret?: (text: string) => boolean;
  /** Cleaning up has failed; the conversation is over and keeps its score. */
  readonly onAfterFailed: (hook: string, reason: string) => void;
}

/**
 * The same port with requests around every conversation. Those before run ahead of its first message, one after another; when
 * one fails, the bot is not asked at all, and every message is answered with an `error` that names the hook. Those after run
 * when the line closes.
 */
export function createHookedPort(port: AgentPort, options: HookOptions): AgentPort {
  const { hooks, trace } = options;
  const before = hooks.before.map((hook) => compileHook(hook, options));
  const after = hooks.after.map((hook) => compileHook(hook, options));
  const wire: Wire = {
    pools: new Pools(null, 10_000),
    bytesMax: ANSWER_LIMITS.bytesMax,
    retries: 0,
    trace,
    cookies: false,
  };
  return {
    ...port,
    open: (context, push) => new HookedLine(port.open(context, push), context, wire, before, after, options),
    async close() {
      await port.close();
      await wire.pools.close();
    },
  };
}

interface CompiledHook {
  readonly hook: Hook;
  readonly request: CompiledRequest;
}

function compileHook(hook: Hook, options: HookOptions): CompiledHook {
  const { url, method, headers, body } = hook;
  const spec = { url, method, headers, encoding: 'json', answer: 'text', capture: {} } as const;
  return { hook, request: compileSpec({ ...spec, ...(body === undefined ? {} : { body }) }, options) };
}

class HookedLine implements AgentLine {
  readonly #line: AgentLine;
  readonly #context: AgentContext;
  readonly #before: readonly CompiledHook[];
  readonly #after: readonly CompiledHook[];
  readonly #options: HookOptions;
  readonly #requester: Requester;
  #prepared: Promise<Arrival | null> | undefined;
  #closing: Promise<void> | undefined;

  constructor(
    line: AgentLine,
    context: AgentContext,
    wire: Wire,
    before: readonly CompiledHook[],
    after: readonly CompiledHook[],
    options: HookOptions,
  ) {
    this.#line = line;
    this.#context = context;
    this.#before = before;
    this.#after = after;
    this.#options = options;
    this.#requester = new Requester(wire, new Conversation(context));
  }

  async deliver(
    ...[inbound, sink]: Parameters<AgentLine['deliver']>
  ): Promise<{ readonly measuredMs?: number }> {
    this.#prepared ??= this.#prepare();
    const failure = await this.#prepared;
    if (failure === null) return this.#line.deliver(inbound, sink);
    // The start of a conversation has no answer; its first message tells what is wrong.
    if (inbound.type === 'message') sink(failure);
    return {};
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#line.close();
    // Where nothing was set up and nothing said, there is nothing to clean.
    if (this.#prepared === undefined) return;
    await this.#prepared;
    for (const { hook, request } of this.#after) {
      const problem = await this.#run(request, hook.limit);
      if (problem !== null) this.#options.onAfterFailed(hook.name, sayProblem(this.#context.locale, problem));
    }
  }

  async #prepare(): Promise<Arrival | null> {
    const { locale } = this.#context;
    for (const { hook, request } of this.#before) {
      const problem = await this.#run(request, hook.limit);
      if (problem === null) continue;
      const why = sayProblem(locale, problem);
      const reason =
        locale === 'zh-CN'
          ? `用例前的钩子“${hook.name}”失败:${why}`
          : `the hook "${hook.name}" before the case failed: ${why}`;
      return problemArrival(locale, { code: 'internal', reason });
    }
    return null;
  }

  async #run(request: CompiledRequest, limitMs: number): Promise<ChannelProblem | null> {
    const outcome = await this.#requester.request(request, this.#scope(), limitMs);
    return outcome.ok ? null : outcome.problem;
  }

  #scope(): Scope {
    const facts = { ...this.#context, ...this.#options.factsOf(this.#context.sessionId) } as HookFacts;
    return (slot) => facts[slot];
  }
}
