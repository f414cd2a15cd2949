import type { BotOf } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import { createAskingLine } from '../house/line.ts';
import { Pools } from '../http/pools.ts';
import { Conversation } from '../mapped/conversation.ts';
import { compileSpec, Requester, type Wire } from '../mapped/requester.ts';
import type { Trace } from '../trace/trace.ts';
import { ModelAsker, type ModelRules } from './asker.ts';
import { CHAT } from './chat.ts';
import { RESPONSES } from './responses.ts';
import { toolsFor } from './tools.ts';

export interface OpenAiOptions {
  /** What `systemFile` holds. */
  readonly system?: string | undefined;
  readonly trace?: Trace | undefined;
  readonly isSecret?: (text: string) => boolean;
}

const CONNECT_LIMIT_MS = 10_000;

/** A port to a language model behind an OpenAI-compatible interface: chat completions or responses, streamed or not. */
export function createOpenAiPort(
  bot: BotOf<'openai-chat' | 'openai-responses'>,
  options: OpenAiOptions = {},
): AgentPort {
  const dialect = bot.protocol === 'openai-chat' ? CHAT : RESPONSES;
  const system = options.system ?? bot.system;
  const { isSecret = () => false } = options;
  // What goes out is made anew each time; whether it may hold a token is known now.
  const secretBody = isSecret(JSON.stringify([bot.params, system ?? '']));
  const request = compileSpec(
    {
      url: `${bot.url.replace(/\/+$/, '')}${dialect.path}`,
      method: 'POST',
      headers: bot.headers,
      body: '{{body}}',
      encoding: 'json',
      answer: bot.stream ? 'events' : 'json',
      ...(bot.stream && dialect.until !== undefined ? { until: dialect.until } : {}),
      capture: {},
    },
    { isSecret: (text) => secretBody || isSecret(text) },
  );
  const rules: ModelRules = {
    dialect,
    request,
    model: bot.model,
    system,
    stream: bot.stream,
    params: bot.params,
    tools: toolsFor(bot.tools, dialect),
    toolRounds: bot.toolRounds,
    history: bot.history,
    limitMs: bot.answerLimit,
  };
  const wire: Wire = {
    pools: new Pools(null, Math.min(bot.answerLimit, CONNECT_LIMIT_MS)),
    bytesMax: ANSWER_LIMITS.bytesMax,
    retries: bot.retries,
    trace: options.trace,
    cookies: false,
  };
  // The results of its actions are the only events a model has use for.
  const accepts = { start: false, event: bot.tools.length > 0, end: false };
  return {
    id: bot.id,
    pushes: false,
    accepts,
    open(context) {
      const conversation = new Conversation(context);
      return createAskingLine(
        context,
        accepts,
        new ModelAsker(rules, new Requester(wire, conversation), conversation),
      );
    },
    close: () => wire.pools.close(),
  };
}
