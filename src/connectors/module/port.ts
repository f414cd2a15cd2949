import type { BotOf } from '../../model/bot.ts';
import type { AgentPort } from '../../model/ports.ts';
import type { ProtocolAnswer, ProtocolRequest } from '../../model/protocol.ts';
import { createInProcessPort, type InProcessBot, type InProcessContext } from '../memory/in-process.ts';
import { type Trace, traceJson } from '../trace/trace.ts';
import { BotModuleError } from './error.ts';

export interface ModuleOptions {
  readonly trace?: Trace | undefined;
}

type Answerer = (request: ProtocolRequest, context: InProcessContext) => ReturnType<InProcessBot['on']>;
type Maker = (context: InProcessContext) => InProcessBot;

/**
 * A port to a bot in this very process. `exported`: a function `(request, context) => answer`, an object with `on(request)`, or
 * one with `create(context)` that makes such an object for each conversation. Throws `BotModuleError` for anything else.
 */
export function createModulePort(
  bot: BotOf<'module'>,
  exported: unknown,
  { trace }: ModuleOptions = {},
): AgentPort {
  const make = makerOf(exported, bot);
  return createInProcessPort(bot.id, (context) => traced(make(context), context.sessionId, trace), {
    accepts: bot.accepts,
    pushes: bot.turns === 'any',
    answerLimitMs: bot.answerLimit,
    settleMs: bot.settle,
  });
}

function makerOf(exported: unknown, { module, export: name }: BotOf<'module'>): Maker {
  if (typeof exported === 'function')
    return (context) => ({ on: (request) => (exported as Answerer)(request, context) });
  if (isBot(exported)) return () => exported;
  if (has(exported, 'create')) {
    return (context) => {
      const made = (exported as { create: (context: InProcessContext) => unknown }).create(context);
      if (isBot(made)) return made;
      throw new BotModuleError(`create of ${module} must make an object with a function on(request)`);
    };
  }
  throw new BotModuleError(
    `${name} of ${module} must be a function (request, context) => answer, or an object with a function on or create; found ${exported === undefined ? 'nothing' : typeof exported}`,
  );
}

function isBot(value: unknown): value is InProcessBot {
  return has(value, 'on');
}

function has(value: unknown, name: string): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Record<string, unknown>)[name] === 'function'
  );
}

function traced(bot: InProcessBot, sessionId: string, trace: Trace | undefined): InProcessBot {
  if (trace === undefined) return bot;
  const received = <Answer extends ProtocolAnswer | undefined>(answer: Answer) => {
    trace(sessionId, { direction: 'received', what: 'answer', body: traceJson(answer) });
    return answer;
  };
  return {
    on(request) {
      trace(sessionId, { direction: 'sent', what: 'request', body: traceJson(request) });
      const answer = bot.on(request);
      return answer instanceof Promise ? answer.then(received) : received(answer);
    },
  };
}
