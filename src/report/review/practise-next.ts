import type { Persona } from '../../model/persona.ts';
import type { Scenario, Want } from '../../model/scenario.ts';
import { FAMILY_OF_TOPIC, type FactFamily } from '../../model/topic.ts';
import type { Mark, Review } from './review.ts';

/** A conversation that exercises what went worst. */
export interface Exercise {
  readonly scenario: string;
  readonly persona: string;
  readonly title: string;
  /** The weakest rule that it is for, and how many points that rule cost. */
  readonly rule: string;
  readonly ruleTitle: string;
  readonly points: number;
}

/** How many are suggested; more would be a list, no advice. */
const EXERCISES_MAX = 3;

/**
 * What to practise next: for the rules that cost most over all these conversations, a scenario in which they matter and the buyer
 * it is made for. Not the conversations just held, but where it was the case itself that was missed. Without a fault: harder ones.
 */
export function practiseNext(
  reviews: readonly Review[],
  scenarios: readonly Scenario[],
  personas: readonly Persona[],
): readonly Exercise[] {
  const locale = reviews[0]?.locale;
  if (locale === undefined) return [];
  const held = new Set(reviews.map(({ scenario }) => scenario));
  const used = new Set<string>();
  const exercises: Exercise[] = [];
  for (const weak of weakest(reviews)) {
    if (exercises.length >= EXERCISES_MAX) break;
    const fitting = scenarios.filter(
      (scenario) => !used.has(scenario.id) && exercisesRule(weak, scenario, personas),
    );
    const again = weak.dimension === 'outcome';
    const scenario = again
      ? (fitting.find(({ id }) => held.has(id)) ?? fitting[0])
      : (fitting.find(({ id }) => !held.has(id)) ?? fitting[0]);
    const persona = scenario?.fits.find((id) => personas.some((one) => one.id === id)) ?? personas[0]?.id;
    if (scenario === undefined || persona === undefined) continue;
    used.add(scenario.id);
    exercises.push({
      scenario: scenario.id,
      persona,
      title: scenario.title[locale],
      rule: weak.rule,
      ruleTitle: weak.title,
      points: weak.points,
    });
  }
  return exercises;
}

interface Weakness {
  readonly rule: string;
  readonly title: string;
  readonly dimension: Mark['dimension'];
  readonly points: number;
  /** Where it was found: the same case again is the best exercise for a goal that was missed. */
  readonly scenarios: ReadonlySet<string>;
}

function weakest(reviews: readonly Review[]): readonly Weakness[] {
  const sums = new Map<string, Weakness & { readonly scenarios: Set<string> }>();
  for (const review of reviews)
    for (const mark of review.lines.flatMap(({ marks }) => marks)) {
      if (mark.strength || mark.disputed) continue;
      const before = sums.get(mark.rule);
      sums.set(mark.rule, {
        rule: mark.rule,
        title: mark.title,
        dimension: mark.dimension,
        points: (before?.points ?? 0) + mark.points,
        scenarios: (before?.scenarios ?? new Set<string>()).add(review.scenario),
      });
    }
  return [...sums.values()]
    .filter(({ points }) => points < 0)
    .sort((a, b) => a.points - b.points || (a.rule < b.rule ? -1 : 1));
}

const HAGGLING = new Set([
  'below-floor',
  'refusal-without-apology',
  'blunt-no',
  'flat-no',
  'bare-refusal',
  'pushes-after-no',
  'presses-to-pay',
  'disparages-rival',
  'beyond-authority',
]);
const TEMPTED: Readonly<Record<string, readonly string[]>> = {
  'off-platform': ['off-platform'],
  'paid-review': ['review-reward'],
  'privacy-leak': ['private-data'],
  'asks-private-data': ['verification-code'],
  'absolute-term': ['absolute-claim'],
  'over-promise': ['absolute-claim'],
  'denies-drawbacks': ['absolute-claim'],
};
const UPSET = new Set([
  'no-comfort',
  'telling-to-calm-down',
  'cheerful-at-anger',
  'abuse',
  'retort',
  'accusing',
  'passing-the-buck',
  'buyer-walked-out',
  'commanding',
  'ignorance',
]);
const FAMILIES: Readonly<Record<string, readonly FactFamily[]>> = {
  'wrong-price': ['prices'],
  'wrong-promotion': ['prices'],
  'wrong-stock': ['stock'],
  'wrong-size-advice': ['sizes'],
  'wrong-product-fact': ['products'],
  'wrong-delivery': ['logistics'],
  'wrong-return-period': ['policy'],
  'wrong-freight-side': ['policy'],
  'wrong-after-sale': ['policy'],
  'wrong-order-state': ['orders'],
};

function exercisesRule(weak: Weakness, scenario: Scenario, personas: readonly Persona[]): boolean {
  const wants = scenario.agenda ?? scenario.script ?? [];
  const { rule, dimension } = weak;
  if (TEMPTED[rule] !== undefined)
    return wants.some((want) => 'tempt' in want && TEMPTED[rule]!.includes(want.tempt));
  if (HAGGLING.has(rule)) return wants.some((want) => 'haggle' in want);
  if (UPSET.has(rule)) return wants.some((want) => 'report' in want || 'threaten' in want);
  if (FAMILIES[rule] !== undefined)
    return wants.some((want) => FAMILIES[rule]!.includes(familyOf(want) as FactFamily));
  if (rule === 'missed-follow-up' || rule === 'broken-promise') return wants.some((want) => 'report' in want);
  if (rule === 'missed-goal' || rule === 'spoilt-outcome') return weak.scenarios.has(scenario.id);
  if (dimension === 'timing')
    return scenario.fits.some((id) => isImpatient(personas.find((one) => one.id === id)));
  if (dimension === 'accuracy') return wants.filter((want) => 'ask' in want).length >= 2;
  if (dimension === 'outcome') return weak.scenarios.has(scenario.id);
  return wants.some((want) => 'chat' in want || 'need' in want || 'ask' in want);
}

const familyOf = (want: Want) => ('ask' in want ? FAMILY_OF_TOPIC[want.ask] : null);

const IMPATIENT_MS = 45_000;
const isImpatient = (persona: Persona | undefined) =>
  persona !== undefined && persona.patience.first <= IMPATIENT_MS;
