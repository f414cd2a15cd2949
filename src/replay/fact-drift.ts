import { factEquals } from '../dialogue/fact-equals.ts';
import type { FactValue } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';
import type { Moment } from '../scoring/conversation.ts';

/** A value that the agent's side told: its own words commit it, a question or a condition does not. */
export interface ToldFact {
  readonly value: FactValue;
  readonly negated: boolean;
  readonly event: number;
}

/** A plain yes or no to a topic. */
export interface ToldYesNo {
  readonly topic: Topic;
  readonly yes: boolean;
  readonly event: number;
}

export interface FactDrift {
  readonly changed: readonly { readonly recorded: ToldFact; readonly today: ToldFact }[];
  readonly gone: readonly ToldFact[];
  readonly added: readonly ToldFact[];
  readonly turned: readonly { readonly recorded: ToldYesNo; readonly today: ToldYesNo }[];
}

/** What the agent told in a round, then and now. Values agree as they do for accuracy: 3 days agrees with 2–4 days. */
export function factDrift(recorded: readonly Moment[], today: readonly Moment[]): FactDrift {
  const told = [toldFacts(recorded), toldFacts(today)] as const;
  const gone = told[0].filter((fact) => !told[1].some((other) => agree(other, fact)));
  const added = told[1].filter((fact) => !told[0].some((other) => agree(fact, other)));
  const changed: { recorded: ToldFact; today: ToldFact }[] = [];
  for (const fact of [...gone]) {
    const at = added.findIndex((other) => slotOf(other.value) === slotOf(fact.value));
    if (at === -1) continue;
    changed.push({ recorded: fact, today: added[at]! });
    added.splice(at, 1);
    gone.splice(gone.indexOf(fact), 1);
  }
  return { changed, gone, added, turned: turnedAnswers(recorded, today) };
}

function toldFacts(moments: readonly Moment[]): ToldFact[] {
  const told: ToldFact[] = [];
  for (const { reading, event } of moments)
    for (const fact of reading?.facts ?? []) {
      if (fact.modality !== undefined) continue;
      const { span: _, negated, ...value } = fact;
      const one = { value: value as FactValue, negated: negated === true, event };
      if (!told.some((other) => agree(one, other) && agree(other, one))) told.push(one);
    }
  return told;
}

function agree(told: ToldFact, other: ToldFact): boolean {
  if (told.negated !== other.negated) return false;
  const [a, b] = [told.value, other.value];
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  // For accuracy the day decides; here "by 11:00" has become "by 15:00".
  if (a.kind === 'date' && b.kind === 'date' && a.timeOfDay !== undefined && b.timeOfDay !== undefined)
    if (a.timeOfDay !== b.timeOfDay) return false;
  return factEquals(a, b);
}

/** Values of the same slot replace each other: one price another, one size another, never a price a coupon. */
function slotOf(value: FactValue): string {
  switch (value.kind) {
    case 'money':
      return `money ${value.role ?? 'price'}`;
    case 'measure':
      return `measure ${value.what ?? value.unit}`;
    case 'attribute':
      return `attribute ${value.attribute}`;
    case 'freight-payer':
      return `freight-payer ${value.leg ?? ''}`;
    default:
      return value.kind;
  }
}

function turnedAnswers(recorded: readonly Moment[], today: readonly Moment[]): FactDrift['turned'] {
  const [then, now] = [yesNos(recorded), yesNos(today)];
  return [...then].flatMap(([topic, answer]) => {
    const other = now.get(topic);
    return other === undefined || other.yes === answer.yes ? [] : [{ recorded: answer, today: other }];
  });
}

/** The last plain yes or no to each topic. */
function yesNos(moments: readonly Moment[]): Map<Topic, ToldYesNo> {
  const answers = new Map<Topic, ToldYesNo>();
  for (const { reading, event } of moments)
    for (const { topic, polarity, hedged } of reading?.claims ?? [])
      if (polarity !== undefined && hedged === undefined)
        answers.set(topic, { topic, yes: polarity === 'yes', event });
  return answers;
}
