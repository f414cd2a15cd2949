import { createIdleAgent } from '../../agents/idle.ts';
import { createOracle } from '../../agents/oracle/oracle.ts';
import { createInProcessPort } from '../../connectors/memory/in-process.ts';
import { checkCast } from '../../load/cast.ts';
import { ProblemsError } from '../../load/problem.ts';
import { loadScenarioSource } from '../../load/scenario.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { AgentPort } from '../../model/ports.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Scorecard } from '../../model/scorecard.ts';
import { perLocale, type Stages } from '../../play/generate/stages.ts';
import type { CaseInputs, ScoringInputs } from '../../play/inputs.ts';
import { missingWordings } from '../../play/missing-wordings.ts';
import { playCase, worldOf } from '../../play/play.ts';
import { createVirtualClock } from '../../session/clock.ts';
import { packageVersion } from '../../system/package-root.ts';
import type { Data } from '../data.ts';
import { openDemoBots } from '../wiring/demo-bot.ts';
import type { Languages } from '../wiring/languages.ts';
import { agentPack } from '../wiring/packs.ts';

export type Previewer = 'oracle' | 'demo' | 'idle';

export interface PreviewSetup {
  readonly data: Data;
  readonly languages: Languages;
  readonly scoring: ScoringInputs;
  readonly stages: Stages;
  readonly seed: number;
}

/** Plays the case at once, in one language, against an agent whose worth is known. Throws for YAML that does not load. */
export async function playDraft(
  yaml: string,
  locale: Locale,
  who: Previewer,
  { data, languages, scoring, stages, seed }: PreviewSetup,
): Promise<Scorecard> {
  const scenario = scenarioOf(yaml);
  const shop = stages[locale];
  const market = data.market(shop.market);
  const language = languages.of(locale, shop);
  const persona = data.persona(scenario.fits[0]!);
  const inputs: CaseInputs = {
    key: { scenario: scenario.id, persona: persona.id, locale, repeat: 1 },
    scenario,
    persona,
    shop,
    market,
    language,
    shopUnknown: false,
  };
  const { scorecard } = await playCase({
    inputs,
    scoring,
    agent: agentFor(who, inputs, data, languages),
    clock: createVirtualClock({ now: () => 0, after: () => () => {} }),
    latency: 'declared',
    runSeed: seed,
    nonce: 'preview',
    tool: `peilian ${packageVersion()}`,
  });
  return scorecard!;
}

export function scenarioOf(yaml: string): Scenario {
  const loaded = load(yaml);
  if (!loaded.ok) throw new Error(`a drafted case does not load: ${JSON.stringify(loaded.problems)}`);
  return loaded.value.value;
}

/** A case that a person has written in: with the shops it names. Throws `ProblemsError` for what is wrong with it. */
export function readDraft(
  yaml: string,
  data: Data,
): { readonly scenario: Scenario; readonly stages: Stages } {
  const loaded = load(yaml);
  if (!loaded.ok) throw new ProblemsError(loaded.problems);
  const { value: scenario, source } = loaded.value;
  const stages = perLocale((locale) => data.shop(scenario.cast[locale].shop));
  const problems = LOCALES.flatMap((locale) => checkCast(scenario, source, locale, stages[locale]));
  if (problems.length > 0) throw new ProblemsError(problems);
  for (const id of [...scenario.fits, ...scenario.forbids]) data.persona(id);
  return { scenario, stages };
}

function load(yaml: string): ReturnType<typeof loadScenarioSource> {
  // A file is named for the id in it.
  const id = /^id:\s*([a-z][a-z0-9-]*)\s*$/m.exec(yaml)?.[1] ?? 'draft';
  return loadScenarioSource({ file: `${id}.yaml`, text: yaml });
}

/** Of these personas, those that can put the case into words in every language; in the order given. */
export function personasAbleTo(
  yaml: string,
  ids: readonly string[],
  { data, languages, stages }: Pick<PreviewSetup, 'data' | 'languages' | 'stages'>,
): readonly string[] {
  const scenario = scenarioOf(yaml);
  return ids.filter((id) =>
    LOCALES.every(
      (locale) =>
        missingWordings(
          scenario,
          data.persona(id),
          locale,
          languages.of(locale, stages[locale]).phrases.phrases,
        ).length === 0,
    ),
  );
}

function agentFor(who: Previewer, inputs: CaseInputs, data: Data, languages: Languages): AgentPort {
  const { shop, market, language, key } = inputs;
  switch (who) {
    case 'oracle':
      return createOracle({
        shop,
        market,
        cast: worldOf(inputs).cast,
        pack: agentPack(key.locale),
        reader: language.reader,
      });
    case 'demo': {
      const bots = openDemoBots(data, languages, { faults: [] });
      return createInProcessPort('demo', () => bots, { accepts: { start: true, event: true, end: true } });
    }
    case 'idle':
      return createIdleAgent();
  }
}
