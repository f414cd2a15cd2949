import type { BotOf } from '../../model/bot.ts';
import type { Step } from '../../model/bot-request.ts';
import type { AgentPort } from '../../model/ports.ts';
import { ANSWER_LIMITS } from '../house/limits.ts';
import { createAskingLine } from '../house/line.ts';
import { problemArrival } from '../house/wording.ts';
import { Pools } from '../http/pools.ts';
import type { Trace } from '../trace/trace.ts';
import { Conversation } from './conversation.ts';
import { compileListen, Listener } from './listener.ts';
import { compilePoll, Poller } from './poller.ts';
import { Requester, type Wire } from './requester.ts';
import { compileStep, StepsAsker } from './steps.ts';

export interface MappedOptions {
  readonly connections?: number;
  readonly trace?: Trace | undefined;
  /** Whether a text of the bot file holds a value from the environment. */
  readonly isSecret?: (text: string) => boolean;
}

const CONNECT_LIMIT_MS = 10_000;

/**
 * A port to any bot that a file can describe: one request or several for each message, cursor polling, an event stream that
 * stays open. One port serves a whole run, with connections kept alive.
 */
export function createMappedPort(bot: BotOf<'http' | 'sse'>, options: MappedOptions = {}): AgentPort {
  const requests = { ...(options.isSecret === undefined ? {} : { isSecret: options.isSecret }) };
  const steps = stepsOf(bot).map((step) => compileStep(step, requests));
  const poll = bot.poll === undefined ? undefined : compilePoll(bot.poll, requests);
  const listen =
    bot.protocol === 'sse' && bot.listen !== undefined ? compileListen(bot.listen, requests) : undefined;
  const pools = new Pools(null, Math.min(bot.answerLimit, CONNECT_LIMIT_MS));
  const wire: Wire = {
    pools,
    bytesMax: ANSWER_LIMITS.bytesMax,
    retries: bot.retries,
    trace: options.trace,
    cookies: bot.cookies,
  };
  const pushing = new Set<Poller | Listener>();
  return {
    id: bot.id,
    pushes: poll !== undefined || listen !== undefined,
    accepts: bot.accepts,
    // What the bot has said is only heard at the next look.
    settleMs: poll === undefined ? bot.settle : Math.max(bot.settle, 2 * poll.everyMs),
    answerLimitMs: bot.answerLimit,
    open(context, push) {
      const conversation = new Conversation(context);
      const asker = new StepsAsker(steps, new Requester(wire, conversation), conversation, bot.answerLimit);
      const line = createAskingLine(context, bot.accepts, asker);
      const poller = poll && new Poller(poll, wire, conversation, bot.answerLimit, push);
      const listener = listen && new Listener(listen, pools, conversation, push, options.trace);
      for (const each of [poller, listener]) if (each) pushing.add(each);
      return {
        async deliver(inbound, sink) {
          const deaf = (await listener?.start()) ?? null;
          if (deaf !== null) {
            sink(problemArrival(context.locale, deaf));
            return {};
          }
          const outcome = await line.deliver(inbound, sink);
          // The first answer brings what the cursor and the session are named by.
          poller?.start();
          return outcome;
        },
        close() {
          for (const each of [poller, listener]) {
            each?.stop();
            if (each) pushing.delete(each);
          }
          return line.close();
        },
      };
    },
    async close() {
      for (const each of pushing) each.stop();
      pushing.clear();
      await pools.close();
    },
  };
}

/** The requests of a file that has one alone, or its steps. */
function stepsOf(bot: BotOf<'http' | 'sse'>): Step[] {
  const { url, method, headers, body, encoding, answer, until, capture, reply } = bot;
  if (bot.steps !== undefined) {
    const answered = bot.steps.some((step) => step.reply !== undefined);
    // `reply` beside steps is meant for the last of them.
    return answered
      ? bot.steps
      : bot.steps.map((step, at, all) => (at === all.length - 1 ? { ...step, reply } : step));
  }
  const single = { url: url ?? '', method, headers, encoding, answer, capture, reply, once: false };
  return [{ ...single, ...(body === undefined ? {} : { body }), ...(until === undefined ? {} : { until }) }];
}
