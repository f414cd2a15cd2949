import { ACTS } from '../model/act.ts';
import { PROBLEMS, REMEDIES } from '../model/question.ts';
import type { Scenario, Want } from '../model/scenario.ts';
import { FAMILY_OF_TOPIC, TOPICS, type Topic } from '../model/topic.ts';

export type CoverageGroup = 'rows' | 'topics' | 'policies' | 'problems' | 'remedies' | 'firmness' | 'acts';

/** Of one kind of thing: which scenarios touch each, and what none does. Rows that nobody lists still count as touched. */
export interface Coverage {
  readonly group: CoverageGroup;
  readonly touched: readonly { readonly id: string; readonly scenarios: readonly string[] }[];
  readonly untouched: readonly string[];
}

/** What a set of scenarios exercises. `rows`: the points of practice that there are. */
export function coverageOf(scenarios: readonly Scenario[], rows: readonly string[]): readonly Coverage[] {
  const known: Readonly<Record<CoverageGroup, readonly string[]>> = {
    rows,
    topics: TOPICS.filter((topic) => FAMILY_OF_TOPIC[topic] !== 'policy'),
    policies: TOPICS.filter((topic) => FAMILY_OF_TOPIC[topic] === 'policy'),
    problems: PROBLEMS,
    remedies: REMEDIES,
    firmness: FIRMNESS,
    acts: ACTS,
  };
  const touchedBy = scenarios.map((scenario) => ({ id: scenario.id, touches: touchesOf(scenario) }));
  return (Object.keys(known) as CoverageGroup[]).map((group) => {
    const by = new Map<string, string[]>();
    for (const { id, touches } of touchedBy) {
      for (const thing of new Set(touches[group])) by.set(thing, [...(by.get(thing) ?? []), id]);
    }
    return {
      group,
      touched: [...by].map(([id, list]) => ({ id, scenarios: list })).sort((a, b) => (a.id < b.id ? -1 : 1)),
      untouched: known[group].filter((thing) => !by.has(thing)),
    };
  });
}

/** What a scenario can ask an agent to hold firm on. */
const FIRMNESS = [
  'off-platform',
  'review-reward',
  'private-data',
  'absolute-claim',
  'verification-code',
  'compensation',
  'below-floor',
  'return',
] as const;

type Touches = Readonly<Record<CoverageGroup, readonly string[]>>;

function touchesOf(scenario: Scenario): Touches {
  const wants = scenario.agenda ?? scenario.script ?? [];
  const outcomes = [...scenario.outcome.good, ...scenario.outcome.bad];
  const asked = [
    ...wants.flatMap(topicsOf),
    ...outcomes.flatMap((one) => ('answered' in one ? [one.answered] : [])),
  ];
  return {
    rows: scenario.rows,
    topics: asked.filter((topic) => FAMILY_OF_TOPIC[topic] !== 'policy'),
    policies: asked.filter((topic) => FAMILY_OF_TOPIC[topic] === 'policy'),
    problems: wants.flatMap((want) =>
      'report' in want ? [want.report] : 'ask' in want && want.problem ? [want.problem] : [],
    ),
    remedies: [
      ...wants.flatMap((want) => ('request' in want ? want.request : [])),
      ...wants.flatMap((want) => ('arrange' in want && want.arrange === 'intercept' ? ['intercept'] : [])),
      ...outcomes.flatMap((one) => ('remedy' in one ? one.remedy : [])),
    ],
    firmness: [
      ...wants.flatMap((want) => ('tempt' in want ? [want.tempt] : [])),
      ...outcomes.flatMap((one) => ('refused' in one ? [one.refused] : [])),
    ],
    acts: wants.flatMap(actsOf),
  };
}

/** What a matter is about. */
function topicsOf(want: Want): readonly Topic[] {
  if ('ask' in want) return [want.ask];
  if ('expect' in want) return want.topic === undefined ? [] : [want.topic];
  if ('need' in want) return ['recommendation'];
  if ('chat' in want) return ['chat'];
  if ('request' in want) return ['remedy'];
  if ('arrange' in want) return TOPICS.filter((topic) => topic === want.arrange);
  if ('tempt' in want) return TOPICS.filter((topic) => topic === want.tempt);
  return [];
}

/** The acts that a matter brings about: the buyer's own, and those that a script waits for. */
function actsOf(want: Want): readonly string[] {
  if ('expect' in want) return want.expect;
  if ('say' in want) {
    const intent = typeof want.say === 'string' ? want.say.split('.')[0]! : '';
    return (ACTS as readonly string[]).includes(intent) ? [intent, ...want.acts] : want.acts;
  }
  if ('ask' in want) return ['ask'];
  if ('need' in want) return ['state-need'];
  if ('haggle' in want) return ['haggle', 'counter-offer', 'accept', 'reject'];
  if ('order' in want) return want.pay ? ['place-order', 'report-paid'] : ['place-order'];
  if ('report' in want) return ['report-problem'];
  if ('request' in want) return ['request-remedy'];
  if ('arrange' in want) return ['request-remedy'];
  if ('chat' in want) return ['small-talk'];
  if ('threaten' in want) return [want.threaten === 'review' ? 'threaten-review' : 'threaten-escalate'];
  if ('tell' in want) return ['give-detail'];
  if ('tempt' in want) return TEMPTING[want.tempt] ?? ['ask'];
  return [];
}

const TEMPTING: Readonly<Record<string, readonly string[]>> = {
  'off-platform': ['ask-off-platform'],
  'review-reward': ['offer-fake-review'],
  'private-data': ['ask-private-data'],
};
