import type { Transcript } from '../model/event.ts';
import type { Locale } from '../model/locale.ts';
import type { Market } from '../model/market.ts';
import { isProven } from '../model/measured.ts';
import type { Override } from '../model/override.ts';
import type { Rubric } from '../model/rubric.ts';
import type { Condition } from '../model/rule.ts';
import type { Scenario } from '../model/scenario.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Finding,
  type Measure,
  type Scorecard,
} from '../model/scorecard.ts';
import type { Shop } from '../model/shop.ts';
import type { Reader } from '../nlu/reader-types.ts';
import { withAfterwards } from './afterwards.ts';
import { buildConversation } from './build-conversation.ts';
import type { Conversation } from './conversation.ts';
import type { MeasureFunction } from './measures.ts';
import { applyOverrides } from './overrides.ts';
import { peopleMeasures } from './people/measures.ts';
import { REGISTRY, REPORTED_MEASURES } from './registry.ts';
import type { CompiledRules } from './rules/compile.ts';
import { runRule } from './rules/run.ts';
import { makeScorecard } from './scorecard.ts';

/** Everything a score depends on: the same input gives the same scorecard. */
export interface ScoreInput {
  readonly transcript: Transcript;
  readonly rubric: Rubric;
  readonly rules: CompiledRules;
  /** `null`: an imported log; the outcome is then not judged. */
  readonly scenario: Scenario | null;
  /** `null`: `--shop none`; only what the conversation itself shows is judged. */
  readonly shop: Shop | null;
  readonly market: Market | null;
  /** Of the transcript's locale. */
  readonly reader: Reader;
  /** Findings that a reviewer has overruled. */
  readonly overrides?: readonly Override[];
}

/** Scores one conversation. Pure, never throws for what an agent wrote: a rule that throws becomes *unknown*. */
export function score(input: ScoreInput): Scorecard {
  return scoreConversation(buildConversation(input), input.rules, input.overrides);
}

/** The same for a conversation that has been read already. */
export function scoreConversation(
  conversation: Conversation,
  rules: CompiledRules,
  overrides: readonly Override[] = [],
): Scorecard {
  const memo = new Map<Condition, unknown>();
  const whole = withAfterwards(conversation);
  const wholeMemo = whole === conversation ? memo : new Map<Condition, unknown>();
  const found: Finding[] = [];
  const notScored: { rule: string; reason: string }[] = [];
  const broken = new Set<Dimension>();
  for (const ready of rules.plan(conversation.rubric, conversation.locale)) {
    if (isUntimed(conversation) && ready.byTheClock) continue;
    try {
      const findings = ready.rule.afterwards
        ? runRule(ready, whole, REGISTRY, wholeMemo)
        : runRule(ready, conversation, REGISTRY, memo);
      for (const finding of findings) found.push(finding);
    } catch (error) {
      notScored.push({ rule: ready.rule.id, reason: error instanceof Error ? error.message : String(error) });
      broken.add(ready.rule.dimension);
    }
  }
  const findings = applyOverrides(found, overrides, conversation.transcript).sort(byWeight);
  return makeScorecard(
    conversation,
    scoredDimensions(conversation),
    findings,
    [...reportMeasures(conversation), ...peopleMeasures(conversation, rules.people)],
    notScored,
    broken,
    (rule) => isProven(rules.measured(rule)),
    nameIn(rules, conversation.locale),
  );
}

/** A rule by what people call it, with its id to look it up by: `中途关闭会话（abandoned）`. */
function nameIn({ rules }: CompiledRules, locale: Locale): (rule: string) => string {
  return (id) => {
    const title = rules.find((rule) => rule.id === id)?.title[locale];
    if (title === undefined) return id;
    return locale === 'zh-CN' ? `${title}（${id}）` : `${title} (${id})`;
  };
}

/** Worst first; strengths last. */
function byWeight(a: Finding, b: Finding): number {
  return (
    a.points - b.points || a.events[0]! - b.events[0]! || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/** What there is to judge: nothing is judged that the agent had no occasion for. */
function scoredDimensions(conversation: Conversation): ReadonlySet<Dimension> {
  const said = conversation.agentMessages.length > 0;
  const occasions: Record<Dimension, boolean> = {
    timing: conversation.rounds.length > 0 && !isUntimed(conversation),
    politeness: said,
    accuracy: said,
    outcome: conversation.scenario !== null,
  };
  return new Set(DIMENSIONS.filter((dimension) => occasions[dimension]));
}

const reported = new WeakMap<Rubric, readonly { readonly id: string; readonly measure: MeasureFunction }[]>();

/** The measures that a scorecard under this rubric shows. */
function measuresOf(rubric: Rubric) {
  let measures = reported.get(rubric);
  if (measures === undefined) {
    const ids = new Set([...REPORTED_MEASURES, ...rubric.targets.map((target) => target.measure)]);
    measures = [...ids].flatMap((id) => {
      const measure = REGISTRY.measures.get(id);
      return measure === undefined ? [] : [{ id, measure }];
    });
    reported.set(rubric, measures);
  }
  return measures;
}

function reportMeasures(conversation: Conversation): Measure[] {
  return measuresOf(conversation.rubric).map(({ id, measure }) => {
    const { unit, value } = measure(conversation, {});
    return { id, unit, value: unit === 'ms' && isUntimed(conversation) ? null : value };
  });
}

/** An imported log without times: how long anything took is not known. */
function isUntimed({ transcript }: Conversation): boolean {
  return transcript.header.untimed === true;
}
