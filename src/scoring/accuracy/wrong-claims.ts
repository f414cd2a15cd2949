import type { Fact } from '../../model/fact.ts';
import type { Topic } from '../../model/topic.ts';
import type { Conversation } from '../conversation.ts';
import type { Hit, RuleParams } from '../measures.ts';
import { type HeldClaim, type Owed, owedOf } from '../owed.ts';
import { excerpt } from '../wording/excerpt.ts';
import { factText } from '../wording/facts.ts';
import { topicName } from '../wording/names.ts';
import { trulyWrong, YES_NO_TOPICS } from './comparable.ts';
import { isHonestAmount } from './negotiated.ts';

/** A wrong claim that the agent itself put right later weighs this much. */
const CORRECTED_SHARE = 0.4;
/** Unasked, only these are held against the agent: elsewhere a sentence is too easily about something else. */
const VOLUNTEERED: readonly Topic[] = [
  'price',
  'stock',
  'return-period',
  'return-freight',
  'freight',
  'dispatch',
];

/**
 * Claims on `topics` that the shop's sheets, the order or the calendar refute: only where the sheet says everything on it, and
 * only values of a kind that belongs to the topic. Whatever else the amount may honestly be, it is taken to be.
 */
export function wrongClaims(conversation: Conversation, { topics }: RuleParams): Hit[] {
  const wanted = topics as readonly Topic[];
  const owed = owedOf(conversation);
  const seen = new Set<string>();
  return owed.claims.flatMap((claim): Hit[] => {
    if (!wanted.includes(claim.question.topic)) return [];
    const wrong = wrongOf(claim, owed, conversation);
    if (!wrong) return [];
    const found = wrong.facts.length > 0 ? valuesText(wrong.facts, conversation) : excerpt(claim.moment.text);
    // The same wrong value in three messages is one mistake made once.
    const key = `${claim.question.topic} ${claim.question.product ?? ''} ${found}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const later = owed.claims.find((other) => corrects(other, claim));
    const expected = expectedText(claim, wrong.facts, conversation);
    const events = [claim.asked?.event, claim.moment.event, later?.moment.event].filter(
      (event) => event !== undefined,
    );
    return [
      {
        events: [...new Set(events)].sort((a, b) => a - b),
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

/** The values that make a claim wrong; an empty list for a wrong yes or no; `null` where nothing is. */
export function wrongOf(
  claim: HeldClaim,
  owed: Owed,
  conversation: Conversation,
): { readonly facts: readonly Fact[] } | null {
  const { judgement, truth, question, moment, asked } = claim;
  if (judgement.answered !== 'wrong' || !truth.known || !truth.complete) return null;
  if (!asked && !VOLUNTEERED.includes(question.topic)) return null;
  if (speaksOfSeveral(moment.facts)) return null;
  let facts = trulyWrong(question.topic, judgement.wrongFacts, truth);
  if (question.topic === 'price' && owed.world) {
    facts = facts.filter(
      (fact) =>
        fact.kind === 'money' &&
        !isHonestAmount(fact.minor, question.product, moment, conversation, owed.world!),
    );
  }
  if (facts.length > 0) return { facts };
  return isWrongYesOrNo(claim) ? { facts: [] } : null;
}

/** A message on two products or two orders compares: which value belongs to which is anybody's guess. */
function speaksOfSeveral(facts: readonly { readonly kind: string }[]): boolean {
  const products = new Set(
    facts.flatMap((fact) => (fact.kind === 'product' ? [(fact as { product?: string }).product] : [])),
  );
  return products.size > 1;
}

/** 有的 where there is none: the buyer asked for just this, and the words say yes or no. */
function isWrongYesOrNo({ judgement, truth, question, asked, moment }: HeldClaim): boolean {
  if (!asked || !YES_NO_TOPICS.includes(question.topic) || truth.polarity === undefined) return false;
  const says = judgement.claims.find((claim) => claim.polarity !== undefined)?.polarity;
  if (says === undefined || says === truth.polarity) return false;
  return moment.acts.some(
    (act) => ['affirm', 'deny', 'inform'].includes(act.act) && act.modality === 'plain' && act.certain,
  );
}

function corrects(other: HeldClaim, claim: HeldClaim): boolean {
  return (
    other.moment.position > claim.moment.position &&
    other.judgement.answered === 'right' &&
    other.question.topic === claim.question.topic &&
    other.question.product === claim.question.product &&
    other.question.order === claim.question.order
  );
}

function valuesText(facts: readonly Fact[], { locale, shop, market }: Conversation): string {
  return facts.map((fact) => factText(fact, locale, shop, market)).join(locale === 'en' ? ', ' : '、');
}

/** The true value of the kind that was got wrong, else the sheet's own sentence. */
function expectedText(
  { truth }: HeldClaim,
  wrong: readonly Fact[],
  { locale, shop, market }: Conversation,
): string {
  const kinds = new Set(wrong.map((fact) => fact.kind));
  const required = truth.groups.filter((group) => group.required).flatMap((group) => group.values);
  const all = truth.groups.flatMap((group) => group.values);
  const values =
    [required, all]
      .map((some) => some.filter((value) => kinds.has(value.kind)))
      .find((some) => some.length > 0) ?? [];
  const texts = [...new Set(values.map((value) => factText(value, locale, shop, market)))].slice(0, 3);
  if (texts.length > 0) return texts.join(locale === 'en' ? ' or ' : '或');
  return truth.statement?.text ?? (truth.polarity === undefined ? '' : YES_NO[locale][truth.polarity]);
}

const YES_NO = { 'zh-CN': { yes: '有', no: '没有' }, en: { yes: 'yes', no: 'no' } } as const;
