import type { ActName } from '../../model/act.ts';
import { LOCALES, type Locale } from '../../model/locale.ts';
import type { MeasuredRule } from '../../model/measured.ts';
import type { PeopleFile } from '../../model/people.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Condition, Rule, RuleFile, WordFile } from '../../model/rule.ts';
import type { Severity } from '../../model/scorecard.ts';
import { requiredActs } from './acts.ts';
import { compileCondition, type Test } from './condition.ts';
import { WordFilter } from './word-filter.ts';
import { compileWords, type WordMatcher } from './word-matcher.ts';

/** A rule ready to be held against conversations of one locale under one rubric. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly points: number;
  readonly severity: Severity;
  readonly limit: number | undefined;
  /** Acts of which the anchor must have one; `null`: it may have none. Saves looking where there is nothing to find. */
  readonly anchorActs: readonly ActName[] | null;
  readonly anchorIf: Test | null;
  readonly finds: Test | null;
  /** Whether it goes by the times of a conversation, so that one without any tells it nothing. */
  readonly byTheClock: boolean;
}

/** All rules of all packs. `plan` compiles once for each rubric and locale. */
export interface CompiledRules {
  readonly rules: readonly Rule[];
  plan(rubric: Rubric, locale: Locale): readonly ReadyRule[];
  /** What a rule was measured at; absent: never. */
  measured(rule: string): MeasuredRule | undefined;
  /** What people's ratings are read from; shown beside the score, never part of it. */
  readonly people: readonly PeopleFile[];
}

/** @throws Error on two rules with one id, or a rule that names no known word list. */
export function compileRules(
  files: readonly RuleFile[],
  words: WordFile,
  measured: Readonly<Record<string, MeasuredRule>> = {},
  people: readonly PeopleFile[] = [],
): CompiledRules {
  const rules = files.flatMap((file) =>
    file.rules.map((rule): Rule => ({ ...rule, dimension: file.dimension })),
  );
  const ids = new Set<string>();
  for (const rule of rules) {
    if (ids.has(rule.id)) throw new Error(`two rules have the id ${rule.id}`);
    ids.add(rule.id);
  }
  const matchers = new Map(LOCALES.map((locale) => [locale, compileLists(words, locale)]));
  const plans = new WeakMap<Rubric, Map<Locale, readonly ReadyRule[]>>();
  return {
    rules,
    measured: (rule) => measured[rule],
    people,
    plan(rubric, locale) {
      const known = plans.get(rubric) ?? new Map<Locale, readonly ReadyRule[]>();
      plans.set(rubric, known);
      let plan = known.get(locale);
      if (!plan) {
        plan = rules.flatMap((rule) => makeReady(rule, rubric, locale, matchers.get(locale)!) ?? []);
        known.set(locale, plan);
      }
      return plan;
    },
  };
}

function compileLists(words: WordFile, locale: Locale): Map<string, WordMatcher> {
  const filter = new WordFilter(locale === 'en');
  return new Map(
    Object.entries(words.lists).flatMap(([id, list]) =>
      list[locale] ? [[id, compileWords(list[locale], locale, filter)]] : [],
    ),
  );
}

function makeReady(
  rule: Rule,
  rubric: Rubric,
  locale: Locale,
  words: ReadonlyMap<string, WordMatcher>,
): ReadyRule | null {
  const change = rubric.rules[rule.id];
  if (!(change?.on ?? rule.on)) return null;
  if (rule.locales && !rule.locales.includes(locale)) return null;
  return {
    rule,
    points: change?.points ?? rule.points,
    severity: change?.severity ?? rule.severity,
    limit: change?.limit ?? rule.limit,
    anchorActs: rule.anchor?.if ? requiredActs(rule.anchor.if) : null,
    anchorIf: rule.anchor?.if ? compileCondition(rule.anchor.if, words) : null,
    finds: rule.finds ? compileCondition(rule.finds, words) : null,
    byTheClock:
      rule.dimension === 'timing' && !(rule.anchor && !CLOCK.test(JSON.stringify([rule.anchor, rule.finds]))),
  };
}

/** Conditions that read times. */
const CLOCK = /"(?:wait|remaining|within)":/;
