import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { fillEnvironment } from '../../src/connectors/environment.ts';
import { loadBot } from '../../src/load/bot.ts';
import { renderProblem } from '../../src/load/problem.ts';
import type { BotOf, BotProtocol } from '../../src/model/bot.ts';
import { ROOT } from '../helpers/build-once.ts';

const HEAD = { kind: 'bot', version: 1, id: 'tried', title: { 'zh-CN': '试用', en: 'Tried' } };

/** A bot file of these fields, read as a person's would be. */
export function botOf<Protocol extends BotProtocol>(
  protocol: Protocol,
  fields: Readonly<Record<string, unknown>>,
  limits: { readonly answerLimitMs?: number; readonly accepts?: object } = {},
): BotOf<Protocol> {
  const { answerLimitMs, accepts } = limits;
  const text = stringify({
    ...HEAD,
    protocol,
    ...(answerLimitMs === undefined ? {} : { answerLimit: `${answerLimitMs}ms` }),
    ...(accepts === undefined ? {} : { accepts }),
    ...fields,
  });
  return read({ file: 'scenarios/bots/tried.yaml', text }) as BotOf<Protocol>;
}

/** An example file as it ships, its address turned to a local server, its variables filled. */
export function shippedBot<Protocol extends BotProtocol>(
  id: string,
  {
    from,
    to,
    env = {},
    answerLimitMs,
  }: {
    readonly from: string;
    readonly to: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly answerLimitMs?: number;
  },
): BotOf<Protocol> {
  const file = `scenarios/bots/${id}.yaml`;
  const text = readFileSync(join(ROOT, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not mention ${from}`);
  const bot = read({ file, text: text.replaceAll(from, to) });
  const { bot: filled, missing } = fillEnvironment(bot, env);
  if (missing.length > 0) throw new Error(`${file} also needs ${missing.join(', ')}`);
  return {
    ...filled,
    ...(answerLimitMs === undefined ? {} : { answerLimit: answerLimitMs }),
  } as BotOf<Protocol>;
}

function read(file: { readonly file: string; readonly text: string }) {
  const bot = loadBot(file);
  if (!bot.ok) throw new Error(bot.problems.map(renderProblem).join('\n'));
  return bot.value;
}
