import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openData } from '../../dist/commands/data.js';
import { runPool } from '../../dist/commands/run/pool.js';
import { caseInputs } from '../../dist/commands/wiring/case-inputs.js';
import { openLanguages } from '../../dist/commands/wiring/languages.js';
import { openRules } from '../../dist/commands/wiring/rules.js';
import { createInProcessPort } from '../../dist/connectors/memory/in-process.js';
import type { AgentPort } from '../../dist/model/ports.js';
import { planCases } from '../../dist/play/plan.js';
import { type CaseResult, playCase } from '../../dist/play/play.js';
import { createVirtualClock } from '../../dist/session/clock.js';
import { packageRoot } from '../../dist/system/package-root.js';
import { realTime } from '../../dist/system/real-time.js';
import { answerOf } from './answer-of.mjs';

/*
 * What is measured is the build, as it runs for a user: a loader that translates on the fly wraps every function. Processor time
 * is this process's own, the compiler's and the collector's threads included.
 */

export const root = packageRoot();
export const data = openData(root);
export const languages = openLanguages();
export const scoring = { rubric: data.rubric('house'), rules: openRules() };
export const keys = planCases(
  {},
  data.library.ids('scenario').map((id) => data.scenario(id)),
  data.library.ids('persona'),
);
export const inputs = keys.map((key) => caseInputs(key, data, languages, false));

export interface Played {
  readonly exchanges: number;
  readonly wallMs: number;
  readonly cpuUs: number;
}

/** Plays so many conversations, the shipped cases in turn, each round with its own seeds. */
export async function play(
  agent: AgentPort,
  conversations: number,
  concurrency: number,
  scored: boolean,
  each: (result: CaseResult) => void = () => {},
): Promise<Played> {
  let exchanges = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await runPool({
    items: Array.from({ length: conversations }, (_, i) => i),
    concurrency,
    stopped: () => false,
    work: (i: number) => {
      const input = inputs[i % inputs.length]!;
      const repeat = 1 + Math.floor(i / inputs.length);
      return playCase({
        inputs: { ...input, key: { ...input.key, repeat } },
        scoring: scored ? scoring : null,
        agent,
        clock: createVirtualClock(realTime),
        latency: 'coarse',
        runSeed: 1,
        nonce: 'bench',
        tool: 'bench',
      });
    },
    done: (_item: number, result: CaseResult) => {
      exchanges += result.exchanges;
      each(result);
    },
  });
  const used = process.cpuUsage(cpu);
  return { exchanges, wallMs: performance.now() - started, cpuUs: used.user + used.system };
}

/** Answers from a dozen lines in turn; `fresh`: and none of them is ever the same, as with a model behind it. */
export function answerer(fresh = false): AgentPort {
  let count = 0;
  return createInProcessPort('answerer', () => ({
    on: (request) => {
      count += 1;
      const text = answerOf(request);
      return { text: fresh ? `${text} (${count})` : text };
    },
  }));
}

export async function withBot<T>(waitMs: number, use: (url: string) => Promise<T>): Promise<T> {
  const bot: ChildProcess = spawn(
    process.execPath,
    [join(root, 'test/bench/fast-bot.mjs'), '--wait', String(waitMs)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await once(bot.stdout!, 'data')) as [Buffer];
    return await use(line.toString().trim());
  } finally {
    bot.kill();
  }
}

/** Messages that reached the bot, as it counted them itself. */
export async function countedBy(url: string): Promise<number> {
  return Number(await (await fetch(url)).text());
}
