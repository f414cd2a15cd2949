import type { Fault } from '../../src/agents/demo-bot/faults/fault.ts';
import { openDemoBots } from '../../src/commands/wiring/demo-bot.ts';
import { createInProcessPort } from '../../src/connectors/memory/in-process.ts';
import type { Locale } from '../../src/model/locale.ts';
import type { Finding } from '../../src/model/scorecard.ts';
import { playQuick, type Shipped } from '../helpers/play-helpers.ts';
import { ABOUT, NAMED_BY } from './expectations.ts';

const SEED = 7;

/** A conversation of the demo bot, broken in these ways: which of them really fired, as the side channel tells, and the blame. */
export interface BrokenPlay {
  readonly fired: ReadonlyMap<string, number>;
  readonly verdict: string;
  readonly findings: readonly Finding[];
}

/** Plays `scenario/persona` in a language with the demo bot broken. */
export async function playBroken(
  id: string,
  locale: Locale,
  faults: readonly Fault[],
  { data, languages, scoring, inputs }: Shipped,
): Promise<BrokenPlay> {
  const fired = new Map<string, number>();
  const bots = openDemoBots(data, languages, {
    faults,
    onFault: (name) => fired.set(name, (fired.get(name) ?? 0) + 1),
  });
  const port = createInProcessPort('demo', () => bots, {
    accepts: { start: true, event: true, end: true },
  });
  const [scenario, persona] = id.split('/') as [string, string];
  const { scorecard } = await playQuick(inputs({ scenario, persona, locale, repeat: 1 }), port, {
    seed: SEED,
    scoring,
  });
  const { verdict, findings } = scorecard!;
  return { fired, verdict, findings: findings.filter((one) => one.strength !== true) };
}

/** The rules that name a fault among findings. */
export function namesOf(fault: string, findings: readonly Finding[]): readonly string[] {
  const about = ABOUT[fault] ?? /./;
  const hits = findings.filter(({ rule, message }) => NAMED_BY[fault]!.includes(rule) && about.test(message));
  return [...new Set(hits.map(({ rule }) => rule))];
}
