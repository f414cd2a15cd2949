import { loadBot } from '../load/bot.ts';
import { checkCast } from '../load/cast.ts';
import type { TextFile } from '../load/document.ts';
import { loadMarket } from '../load/market.ts';
import { loadPersona } from '../load/persona.ts';
import { type Problem, ProblemsError } from '../load/problem.ts';
import { loadRubric } from '../load/rubric.ts';
import { loadScenario, loadScenarioSource } from '../load/scenario.ts';
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
import { type CompiledData, compiledKey, openCompiledData } from '../system/compiled-data.ts';
import { type DataKind, isPath, type Library, openLibrary } from '../system/library.ts';
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
  cast(scenario: string, locale: Locale): Cast;
}

export interface Cast {
  readonly scenario: Scenario;
  readonly shop: Shop;
  readonly market: Market;
}

/** Told of everything that was read and checked without a problem, with its key: the build keeps it. */
export type OnLoaded = (key: string, value: object) => void;

export interface DataOptions {
  readonly shipped?: string | null;
  readonly compiled?: CompiledData;
  readonly onLoaded?: OnLoaded;
}

export function openData(workingFolder: string, options: DataOptions = {}): Data {
  const { shipped = packageRoot(), compiled = openCompiledData(), onLoaded = () => {} } = options;
  const library = openLibrary({ workingFolder, shipped });
  const known = <T extends object>(key: string, load: () => Checked<T>): T => {
    const found = compiled.find(key) as T | undefined;
    if (found !== undefined) return found;
    const value = need(load());
    onLoaded(key, value);
    return value;
  };
  const single = <T extends { readonly id: string }>(
    kind: Exclude<DataKind, 'shop'>,
    load: (file: TextFile) => Checked<T>,
  ) =>
    byName((name) => {
      const file = library.file(kind, name);
      return known(compiledKey(kind, [file]), () => load(file));
    });

  const market = single('market', loadMarket);
  const keys = new Map<string, string>();
  const shop = byName((name) => {
    const { folder, sheets } = library.shop(name);
    // The law is compared only where the head names a market; a market that is not there is told as a problem of its own.
    const named = /^market:\s*([a-z][a-z0-9-]*)/m.exec(sheets.shop?.text ?? '')?.[1];
    const law = named === undefined ? undefined : market(named);
    const key = compiledKey('shop', [
      ...Object.values(sheets),
      ...(named === undefined ? [] : [library.file('market', named)]),
    ]);
    const value = known(key, () => loadShop(folder, sheets, law));
    keys.set(value.id, key);
    return value;
  });
  const readScenario = single('scenario', loadScenario);
  const paths = new Map<string, string>();
  const scenario = (name: string) => {
    const value = readScenario(name);
    if (isPath(name)) paths.set(value.id, name);
    return value;
  };
  const scenarioSource = byName((name) => {
    const { value, source } = need(loadScenarioSource(library.file('scenario', name)));
    return { id: value.id, value, source };
  });
  const cast = byName((joined) => {
    const [locale, name] = joined.split(' ') as [Locale, string];
    const played = scenario(name);
    const stage = shop(played.cast[locale].shop);
    // Both texts decide whether the roles fit; the names of the files do not.
    const key = compiledKey(`cast ${locale} ${keys.get(stage.id)}`, [library.file('scenario', name)]);
    known(key, () => {
      const { value, source } = scenarioSource(name);
      const problems = checkCast(value, source, locale, stage);
      return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { fits: true } };
    });
    return { id: joined, scenario: played, shop: stage, market: market(stage.market) };
  });
  return {
    library,
    persona: single('persona', loadPersona),
    scenario,
    scenarioSource,
    market,
    shop,
    rubric: single('rubric', loadRubric),
    suite: single('suite', loadSuite),
    bot: single('bot', loadBot),
    cast: (name, locale) => cast(`${locale} ${paths.get(name) ?? name}`),
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
