import type { Span } from '../model/act.ts';
import type { Claim, Fact } from '../model/fact.ts';
import type { Topic } from '../model/topic.ts';

/** What the topic of bare values is when no word names it. */
const TOPIC_OF_FACT: Readonly<Partial<Record<Fact['kind'], Topic>>> = {
  'free-freight': 'freight',
  'freight-payer': 'freight',
  availability: 'stock',
  material: 'material',
  'tracking-number': 'tracking',
  'order-state': 'order-state',
  courier: 'courier',
  'threshold-off': 'promotion',
  bundle: 'promotion',
  discount: 'promotion',
  money: 'price',
  attribute: 'quality',
  size: 'size',
  colour: 'colour',
};

export interface ClaimClause {
  readonly topic: Topic | undefined;
  readonly facts: readonly Fact[];
  readonly polarity: 'yes' | 'no' | null;
  readonly hedged: boolean;
  readonly span: Span;
}

/**
 * Claims of the plain clauses. A bare yes, no or value answers the newest open question (`asked`); a clause without a
 * topic of its own goes on with the topic of the one before.
 */
export function claimsOf(clauses: readonly ClaimClause[], asked: Topic | undefined): Claim[] {
  const claims: Claim[] = [];
  let previous: Topic | undefined;
  for (const clause of clauses) {
    const topic = clause.topic ?? asked ?? factTopic(clause.facts) ?? previous;
    if (clause.topic !== undefined) previous = clause.topic;
    if (
      topic === undefined ||
      (clause.facts.length === 0 && clause.polarity === null && clause.topic === undefined)
    )
      continue;
    claims.push({
      topic,
      facts: clause.facts,
      ...(clause.polarity === null ? {} : { polarity: clause.polarity }),
      ...(clause.hedged ? { hedged: true } : {}),
      span: clause.span,
    });
  }
  return claims;
}

function factTopic(facts: readonly Fact[]): Topic | undefined {
  for (const fact of facts) {
    const topic = TOPIC_OF_FACT[fact.kind];
    if (topic !== undefined) return topic;
  }
  return undefined;
}
