import { loadBot } from '../load/bot.ts';
import { checkCast } from '../load/cast.ts';
import { loadMarket } from '../load/market.ts';
import { loadPersona } from '../load/persona.ts';
import { type Problem, ProblemsError } from '../load/problem.ts';
import { loadRubric } from '../load/rubric.ts';
import { loadScenarioSource } from '../load/scenario.ts';
import { loadShop } from '../load/shop.ts';
import { loadSuite } from '../load/suite.ts';
import type { Checked, YamlSource } from '../load/yaml.ts';
import type { Bot } from '../model/bot.ts';
import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Persona } from '../model/persona.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import type { Suite } from '../model/suite.ts';
import { isPath, type Library, openLibrary } from '../system/library.ts';
import { packageRoot } from '../system/package-root.ts';

/**
 * Data by id or path, read and checked once each; what was read by path is known by its id from then on. Every fault throws a
 * `ProblemsError` with all problems of that file.
 */
export interface Data {
  readonly library: Library;
  persona(name: string): Persona;
  scenario(name: string): Scenario;
  /** A scenario with the places of its fields, for checks that need other files. */
  scenarioSource(name: string): { readonly value: Scenario; readonly source: YamlSource };
  market(name: string): Market;
  shop(name: string): Shop;
  rubric(name: string): Rubric;
  suite(name: string): Suite;
  bot(name: string): Bot;
  /** The shop that plays a scenario in a language, with every role held against it. */
  cast(
    scenario: string,
    locale: Locale,
  ): { readonly scenario: Scenario; readonly shop: Shop; readonly market: Market };
}

export function openData(workingFolder: string): Data {
  const library = openLibrary({ workingFolder, shipped: packageRoot() });
  const market = byName((name) => need(loadMarket(library.file('market', name))));
  const shop = byName((name) => {
    const { folder, sheets } = library.shop(name);
    // The law is compared only where the head names a market; a market that is not there is told as a problem of its own.
    const named = /^market:\s*([a-z][a-z0-9-]*)/m.exec(sheets.shop?.text ?? '')?.[1];
    return need(loadShop(folder, sheets, named === undefined ? undefined : market(named)));
  });
  const scenarioSource = byName((name) => {
    const { value, source } = need(loadScenarioSource(library.file('scenario', name)));
    return { id: value.id, value, source };
  });
  const cast = byName((key) => {
    const [locale, name] = key.split(' ') as [Locale, string];
    const { value: scenario, source } = scenarioSource(name);
    const played = shop(scenario.cast[locale].shop);
    const problems = checkCast(scenario, source, locale, played);
    if (problems.length > 0) throw new ProblemsError(problems);
    return { id: key, scenario, shop: played, market: market(played.market) };
  });
  return {
    library,
    persona: byName((name) => need(loadPersona(library.file('persona', name)))),
    scenario: (name) => scenarioSource(name).value,
    scenarioSource,
    market,
    shop,
    rubric: byName((name) => need(loadRubric(library.file('rubric', name)))),
    suite: byName((name) => need(loadSuite(library.file('suite', name)))),
    bot: byName((name) => need(loadBot(library.file('bot', name)))),
    cast: (name, locale) => cast(`${locale} ${scenarioSource(name).value.id}`),
  };
}

/** Every problem of several loads together; nothing when all of them went well. */
export function problemsOf(loads: readonly (() => unknown)[]): Problem[] {
  const seen = new Set<string>();
  return loads
    .flatMap((load) => {
      try {
        load();
        return [];
      } catch (error) {
        if (error instanceof ProblemsError) return error.problems;
        throw error;
      }
    })
    .filter((problem) => {
      const key = JSON.stringify([problem.file, problem.line, problem.column, problem.path, problem.message]);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function need<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new ProblemsError(checked.problems);
  return checked.value;
}

/** Makes each value once, and knows it by its id as well when it was named by a path. */
function byName<T extends { readonly id: string }>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let value = made.get(name);
    if (value === undefined) {
      value = make(name);
      made.set(name, value);
      if (isPath(name)) made.set(value.id, value);
    }
    return value;
  };
}
