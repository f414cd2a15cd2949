import { suggest } from '../../load/nearest.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Suite } from '../../model/suite.ts';
import { type CaseKey, parseCaseId } from '../../play/case-id.ts';
import { planCases } from '../../play/plan.ts';
import type { Data } from '../data.ts';
import { type CommandIo, UsageError } from '../io.ts';

export interface SelectOptions {
  readonly scenario?: readonly string[];
  readonly persona?: readonly string[];
  readonly suite?: string;
  readonly case?: readonly string[];
  readonly locale?: readonly string[];
  readonly repeat?: number;
  /** One seed instead of the suite's. */
  readonly seed?: number;
}

export interface Selected {
  readonly cases: readonly CaseKey[];
  readonly suite: Suite | undefined;
  readonly allowUnknown: boolean;
}

/**
 * What to play: the cases that are named, else what suite and options select, else every persona in the scenarios made for
 * it, in both languages. Nothing to play is wrong usage.
 */
export function selectCases(options: SelectOptions, data: Data, io: CommandIo): Selected {
  const suite = options.suite === undefined ? undefined : data.suite(options.suite);
  const locales =
    options.locale === undefined
      ? (suite?.locales ?? LOCALES)
      : options.locale.map((locale) => toLocale(locale, io));
  const cases =
    options.case === undefined
      ? planned(options, suite, locales, data)
      : options.case.map((id) => toCase(id, data, io));
  if (cases.length === 0) throw new UsageError(io.ui('run.no-cases'), io.ui('run.no-cases.hint'));
  return { cases, suite, allowUnknown: suite?.allowUnknown ?? false };
}

function planned(
  options: SelectOptions,
  suite: Suite | undefined,
  locales: readonly Locale[],
  data: Data,
): readonly CaseKey[] {
  const scenarios = (options.scenario ?? listed(suite?.scenarios) ?? data.library.ids('scenario'))
    .map((name) => data.scenario(name))
    .filter((scenario) => tagged(scenario, suite));
  const personas = options.persona ?? listed(suite?.personas);
  const personaIds = personas?.map((name) => data.persona(name).id);
  return planCases(
    {
      // Both named on the command line means: this pair, whether it was made for it or not.
      ...(options.scenario === undefined ? {} : { scenarios: scenarios.map(({ id }) => id) }),
      ...(personaIds === undefined ? {} : { personas: personaIds }),
      locales,
      repeat:
        options.repeat ??
        (suite?.repeat ?? 1) * (options.seed === undefined ? (suite?.seeds?.length ?? 1) : 1),
    },
    scenarios,
    [...new Set([...data.library.ids('persona'), ...(personaIds ?? [])])],
  );
}

function listed(which: Suite['scenarios'] | undefined): readonly string[] | undefined {
  return which === 'all' ? undefined : which;
}

function tagged(scenario: Scenario, suite: Suite | undefined): boolean {
  return (
    suite === undefined || suite.tags.length === 0 || suite.tags.some((tag) => scenario.tags.includes(tag))
  );
}

function toCase(id: string, data: Data, io: CommandIo): CaseKey {
  // The repetition may be left out: it is the first.
  const key = parseCaseId(id.split('/').length === 3 ? `${id}/1` : id);
  if (key === null) throw new UsageError(io.ui('run.bad-case', { found: id }), io.ui('run.bad-case.hint'));
  data.scenario(key.scenario);
  data.persona(key.persona);
  return key;
}

export function toLocale(text: string, io: CommandIo): Locale {
  const known = LOCALES.find((locale) => locale.toLowerCase() === text.toLowerCase());
  if (known === undefined)
    throw new UsageError(
      io.ui('run.bad-locale', { found: text, known: LOCALES.join(', ') }),
      suggest(text, LOCALES),
    );
  return known;
}
