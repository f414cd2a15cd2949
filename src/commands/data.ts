import { checkCast } from '../load/cast.ts';
import type { TextFile } from '../load/document.ts';
import { loadMarket } from '../load/market.ts';
import { loadPersona } from '../load/persona.ts';
import { type Problem, ProblemsError } from '../load/problem.ts';
import { loadRubric } from '../load/rubric.ts';
import { loadScenarioSource } from '../load/scenario.ts';
import { loadShop } from '../load/shop.ts';
import type { Checked } from '../load/yaml.ts';
import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import type { Persona } from '../model/persona.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Shop } from '../model/shop.ts';
import { type Library, openLibrary } from '../system/library.ts';
import { packageRoot } from '../system/package-root.ts';

/** Data by id or path, read and checked once each. Every fault throws a `ProblemsError` with all problems of that file. */
export interface Data {
  readonly library: Library;
  persona(name: string): Persona;
  scenario(name: string): Scenario;
  market(name: string): Market;
  shop(name: string): Shop;
  rubric(name: string): Rubric;
  /** The shop that plays a scenario in a language, with every role held against it. */
  cast(
    scenario: string,
    locale: Locale,
  ): { readonly scenario: Scenario; readonly shop: Shop; readonly market: Market };
  /** The texts that something was read from, for hashes and for the run's folder. */
  texts(kind: 'persona' | 'scenario' | 'shop' | 'rubric' | 'market', name: string): readonly TextFile[];
}

export function openData(workingFolder: string): Data {
  const library = openLibrary({ workingFolder, shipped: packageRoot() });
  const scenarioSource = once((name) => need(loadScenarioSource(library.file('scenario', name))));
  const market = once((name) => need(loadMarket(library.file('market', name))));
  const shop = once((name) => {
    const { folder, sheets } = library.shop(name);
    // The law is compared only where the head names a market that is there; a missing one is the head's problem.
    const named = /^market:\s*([a-z][a-z0-9-]*)/m.exec(sheets.shop?.text ?? '')?.[1];
    return need(loadShop(folder, sheets, named === undefined ? undefined : market(named)));
  });
  const cast = once((key) => {
    const [locale, name] = splitOnce(key) as [Locale, string];
    const { value: scenario, source } = scenarioSource(name);
    const played = shop(scenario.cast[locale].shop);
    const problems = checkCast(scenario, source, locale, played);
    if (problems.length > 0) throw new ProblemsError(problems);
    return { scenario, shop: played, market: market(played.market) };
  });
  return {
    library,
    persona: once((name) => need(loadPersona(library.file('persona', name)))),
    scenario: (name) => scenarioSource(name).value,
    market,
    shop,
    rubric: once((name) => need(loadRubric(library.file('rubric', name)))),
    cast: (name, locale) => cast(`${locale} ${name}`),
    texts: (kind, name) => {
      if (kind !== 'shop') return [library.file(kind, name)];
      const { sheets } = library.shop(name);
      return Object.values(sheets);
    },
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

function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let value = made.get(name);
    if (value === undefined) made.set(name, (value = make(name)));
    return value;
  };
}

function splitOnce(key: string): [string, string] {
  const at = key.indexOf(' ');
  return [key.slice(0, at), key.slice(at + 1)];
}
