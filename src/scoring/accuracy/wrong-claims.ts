import type { Topic } from '../../model/topic.ts';
import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { type HeldClaim, owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { factText } from '../wording/facts.ts';
import { topicName } from '../wording/names.ts';

/** A corrected claim weighs this much of an uncorrected one. */
const CORRECTED_SHARE = 0.4;

/**
 * Claims on `topics` that the shop's sheets, the order or the calendar refute: only where the sheet says everything on it, and
 * only what was read without doubt. A wrong claim that the agent itself put right later weighs less.
 */
export function wrongClaims(conversation: Conversation, { topics }: RuleParams): Hit[] {
  const wanted = new Set(topics as readonly Topic[]);
  const { claims } = owedOf(conversation);
  const seen = new Set<string>();
  return claims.flatMap((claim): Hit[] => {
    if (!wanted.has(claim.question.topic) || !isWrong(claim)) return [];
    const found = foundText(claim, conversation);
    // The same wrong value in three messages is one mistake made once.
    const key = `${claim.question.topic} ${claim.question.product ?? ''} ${found}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const later = claims.find(
      (other) =>
        other.moment.position > claim.moment.position &&
        sameMatter(other, claim) &&
        other.judgement.answered === 'right',
    );
    const expected = expectedText(claim, conversation);
    return [
      {
        events: [
          ...(claim.asked ? [claim.asked.event] : []),
          claim.moment.event,
          ...(later ? [later.moment.event] : []),
        ].sort((a, b) => a - b),
        found,
        expected,
        slots: {
          text: excerpt(claim.moment.text),
          topic: topicName(claim.question.topic, conversation.locale),
          found,
          expected,
          ...(claim.truth.statement ? { answer: claim.truth.statement.text } : {}),
        },
        ...(later ? { share: CORRECTED_SHARE } : {}),
      },
    ];
  });
}

function isWrong({ judgement, truth }: HeldClaim): boolean {
  return judgement.answered === 'wrong' && truth.known && truth.complete;
}

function sameMatter(a: HeldClaim, b: HeldClaim): boolean {
  return (
    a.question.topic === b.question.topic &&
    a.question.product === b.question.product &&
    a.question.order === b.question.order
  );
}

function foundText({ judgement, moment, truth }: HeldClaim, { locale, shop, market }: Conversation): string {
  if (judgement.wrongFacts.length > 0)
    return judgement.wrongFacts
      .map((fact) => factText(fact, locale, shop, market))
      .join(locale === 'en' ? ', ' : '、');
  void truth;
  return excerpt(moment.text);
}

/** The true value of the kind that was got wrong, else the sheet's sentence. */
function expectedText({ judgement, truth }: HeldClaim, { locale, shop, market }: Conversation): string {
  const kinds = new Set(judgement.wrongFacts.map((fact) => fact.kind));
  const values = truth.groups.flatMap((group) => group.values).filter((value) => kinds.has(value.kind));
  const texts = [...new Set(values.map((value) => factText(value, locale, shop, market)))].slice(0, 3);
  return texts.length > 0 ? texts.join(locale === 'en' ? ' or ' : '或') : (truth.statement?.text ?? '');
}
